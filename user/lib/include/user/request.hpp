// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "user/memory.hpp"
#include "user/message.hpp"

/// What a server has received, each with the duty that comes with it. Both are move-only, and one that is destroyed does what
/// is due by itself: so no way through a server leaves a client waiting, or a client's memory where nobody needs it.
namespace freehold::user {

/// What a blocking scalar is answered that has no other answer.
inline constexpr Word refused = ~Word{0};

/// The answer that is owed to a blocking scalar, however long that takes.
class PendingReply {
public:
    PendingReply() = default;
    explicit PendingReply(Sender sender) : sender_{sender} {}
    PendingReply(PendingReply&& other) noexcept : sender_{std::exchange(other.sender_, Sender{})} {}
    PendingReply& operator=(PendingReply&& other) noexcept {
        std::swap(sender_, other.sender_);
        return *this;
    }
    ~PendingReply() { answer(refused); }

    // @return false when nobody waits for it any more.
    bool answer(Word value) { return owed() && return_scalar(std::exchange(sender_, Sender{}), value); }
    bool answer(Word first, Word second) {
        return owed() && return_scalar(std::exchange(sender_, Sender{}), first, second);
    }

private:
    [[nodiscard]] bool owed() const { return sender_ != Sender{}; }  // a token holds its sender's pid

    Sender sender_{};
};

/// A message as it was received. What is lent goes back, a question is answered, what was moved here is unmapped.
class Request {
public:
    Request() = default;
    explicit Request(const Envelope& message) : message_{message}, due_{message.kind != abi::Received::scalar} {}
    Request(Request&& other) noexcept : message_{other.message_}, due_{std::exchange(other.due_, false)} {}
    Request& operator=(Request&& other) noexcept {
        std::swap(message_, other.message_);
        std::swap(due_, other.due_);
        return *this;
    }
    ~Request() { settle(); }

    [[nodiscard]] Pid client() const { return message_.pid(); }
    [[nodiscard]] abi::Received kind() const { return message_.kind; }
    [[nodiscard]] Word id() const { return raw(message_.id); }
    [[nodiscard]] bool is(abi::Received kind, MessageId id) const { return message_.kind == kind && message_.id == id; }

    /// A scalar's words: what the client says, so never more than a claim.
    [[nodiscard]] Word word(unsigned index) const { return message_.words[index]; }
    [[nodiscard]] const Words& words() const { return message_.words; }
    [[nodiscard]] Word offset() const { return message_.words[2]; }
    [[nodiscard]] Word valid() const { return message_.words[3]; }

    /// What is lent or was moved, for as long as this request holds it; the kernel lets nobody lend what cannot be read.
    [[nodiscard]] std::string_view bytes() const {
        if (!holds_memory()) return {};
        return {static_cast<const char*>(memory().pointer()), raw(memory().bytes)};
    }
    /// The part of it that the client calls valid.
    [[nodiscard]] std::string_view text() const { return bytes().substr(0, valid()); }
    /// What may be written: none of what is lent for reading.
    [[nodiscard]] std::span<char> room() const {
        if (!holds_memory() || message_.kind == abi::Received::borrow) return {};
        return {static_cast<char*>(memory().pointer()), raw(memory().bytes)};
    }

    bool answer(Word value) { return defer().answer(value); }
    bool answer(Word first, Word second) { return defer().answer(first, second); }
    /// Its answer, for later; nothing is owed to what is no question.
    [[nodiscard]] PendingReply defer() {
        if (message_.kind != abi::Received::blocking_scalar || !std::exchange(due_, false)) return {};
        return PendingReply{message_.sender};
    }
    /// Lent memory goes back with these two words.
    void give_back(Word offset, Word valid) {
        message_.words[2] = offset;
        message_.words[3] = valid;
        settle();
    }

private:
    [[nodiscard]] Memory memory() const { return message_.memory(); }
    [[nodiscard]] bool holds_memory() const { return due_ && message_.carries_memory(); }

    void settle() {
        if (!std::exchange(due_, false)) return;
        if (message_.kind == abi::Received::blocking_scalar) return (void)return_scalar(message_.sender, refused);
        if (message_.kind == abi::Received::move) return (void)unmap_memory(memory());
        (void)return_memory(message_.sender, {memory(), offset(), valid()});
    }

    Envelope message_;
    bool due_ = false;
};

}  // namespace freehold::user
