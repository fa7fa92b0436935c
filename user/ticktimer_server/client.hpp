// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <optional>

#include "abi/memory.hpp"
#include "time.hpp"

namespace freehold::user {

enum class Cookie : Word {};  ///< names a lock or a condition within its process

/// What a thread waits for until it is answered.
enum class Waiting : Word { time, lock, notice };

/// The threads of one process that wait, in the order in which they came, and its locks that were unlocked in advance.
/// Of a fixed size: a thread waits for one thing at a time, and nobody needs many locks that nobody has locked yet.
/// All bytes 0 is one of a process that has asked for nothing yet.
class Client {
public:
    static constexpr unsigned most_unlocks = 64;

    /// @return whether an unlock came first, so that there is nothing to wait for.
    bool take_unlock(Cookie lock) {
        Unlocks* const unlocks = find(lock);
        if (unlocks == nullptr) return false;
        if (--unlocks->count == 0) *unlocks = unlocks_[--unlocks_used_];
        return true;
    }

    /// Wakes the thread that waits longest, or is remembered. Beyond `most_unlocks` locks it is not, which harms only
    /// who unlocked so many.
    std::optional<Sender> unlock(Cookie lock) {
        if (const auto woken = wake(Waiting::lock, lock)) return woken;
        if (Unlocks* const unlocks = find(lock)) ++unlocks->count;
        else if (unlocks_used_ < most_unlocks) unlocks_[unlocks_used_++] = {lock, 1};
        return std::nullopt;
    }

    /// Forgets what was unlocked in advance.
    void free_lock(Cookie lock) {
        if (Unlocks* const unlocks = find(lock)) *unlocks = unlocks_[--unlocks_used_];
    }

    /// @return false when as many threads wait as a process can have.
    [[nodiscard]] bool wait(Sender sender, Waiting what, Cookie cookie, std::optional<Ticks> until) {
        if (waiting_ == threads_.size()) return false;
        threads_[waiting_++] = {sender, what, cookie, until.value_or(never)};
        return true;
    }

    /// The thread that waits longest for this, which then no longer waits.
    std::optional<Sender> wake(Waiting what, Cookie cookie) {
        return take([&](const Thread& each) { return each.what == what && each.cookie == cookie; });
    }

    struct Expired {
        Sender sender;
        Waiting what;
    };

    /// A thread whose time has come, which then no longer waits.
    std::optional<Expired> expire(Ticks now) {
        Waiting what{};
        const auto sender = take([&](const Thread& each) { return what = each.what, each.until <= now; });
        return sender ? std::optional{Expired{*sender, what}} : std::nullopt;
    }

    /// When the next thread's time comes; `never` when none waits for a time.
    [[nodiscard]] Ticks next() const {
        Ticks next = never;
        for (unsigned i = 0; i < waiting_; ++i) next = std::min(next, threads_[i].until);
        return next;
    }

private:
    struct Thread {
        Sender sender;
        Waiting what;
        Cookie cookie;
        Ticks until;
    };
    struct Unlocks {
        Cookie lock;
        Word count;
    };

    Unlocks* find(Cookie lock) {
        const auto end = unlocks_.begin() + unlocks_used_;
        const auto found = std::ranges::find(unlocks_.begin(), end, lock, &Unlocks::lock);
        return found == end ? nullptr : &*found;
    }

    std::optional<Sender> take(auto&& wanted) {
        const auto end = threads_.begin() + waiting_;
        const auto found = std::find_if(threads_.begin(), end, wanted);
        if (found == end) return std::nullopt;
        const Sender sender = found->sender;
        std::move(found + 1, end, found);
        --waiting_;
        return sender;
    }

    std::array<Thread, abi::threads_per_process> threads_;
    std::array<Unlocks, most_unlocks> unlocks_;
    unsigned waiting_;
    unsigned unlocks_used_;
};

static_assert(std::is_trivially_default_constructible_v<Client>, "fresh pages are clients for whom nobody waits");

}  // namespace freehold::user
