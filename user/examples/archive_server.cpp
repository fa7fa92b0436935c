// SPDX-License-Identifier: Apache-2.0
// Keeps texts in the pages in which they came: nothing is copied to keep it, and a page is given back when its text goes.
#include <algorithm>
#include <array>

#include "archive.hpp"
#include "user/memory.hpp"

namespace freehold::user::archive {
namespace {

class Archive {
public:
    void handle(const Envelope& message) {
        switch (message.kind) {
            case abi::Received::move: return keep(message);
            case abi::Received::borrow: return search(message);
            case abi::Received::mutable_borrow: return copy(message);
            case abi::Received::blocking_scalar: return (void)return_scalar(message.sender, used_);
            case abi::Received::scalar: return clear();
        }
    }

private:
    /// What was moved here is ours: kept, or given back to the pool. No answer is due, and none is possible.
    void keep(const Envelope& message) {
        const Parcel parcel = parcel_in(message);
        if (message.id != deposit || used_ == texts_.size()) return (void)unmap_memory(parcel.memory);
        texts_[used_++] = parcel;
    }

    /// What is lent goes back whatever it was lent for: its owner waits.
    void search(const Envelope& message) const {
        Parcel word = parcel_in(message);
        const auto holds = [&](const Parcel& text) { return text_of(text).contains(text_of(word)); };
        word.valid = static_cast<Word>(std::count_if(texts_.begin(), texts_.begin() + used_, holds));
        (void)return_memory(message.sender, word);
    }

    /// `offset` is the client's word: a number to check, like all that comes in a message.
    void copy(const Envelope& message) const {
        Parcel buffer = parcel_in(message);
        buffer.valid = 0;
        if (buffer.offset < used_) {
            const auto text = text_of(texts_[buffer.offset]);
            buffer.valid = std::min(text.size(), raw(buffer.memory.bytes));
            std::ranges::copy(text.substr(0, buffer.valid), bytes_of(buffer.memory, buffer.valid).begin());
        }
        (void)return_memory(message.sender, buffer);
    }

    void clear() {
        while (used_ != 0) (void)unmap_memory(texts_[--used_].memory);
    }

    static Parcel parcel_in(const Envelope& message) { return {message.memory(), message.words[2], message.words[3]}; }
    static std::string_view text_of(const Parcel& parcel) { return text_in(parcel.memory, parcel.valid); }

    std::array<Parcel, 64> texts_{};
    Word used_ = 0;
};

/// @return why there will be no next message.
Errno serve(const abi::Sid& sid) {
    static Archive archive;
    for (;;) {
        const auto message = receive(sid);
        if (!message) return message.error();
        archive.handle(*message);
    }
}

}  // namespace
}  // namespace freehold::user::archive

int main() {
    using namespace freehold::user;
    const auto server = create_server(archive::address);
    return static_cast<int>(server ? archive::serve(server->sid) : server.error());
}
