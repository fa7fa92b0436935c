// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>

#include "abi/memory.hpp"
#include "user/bounded.hpp"
#include "user/request.hpp"
#include "user/time_base.hpp"

namespace freehold::user {

enum class Cookie : Word {};  ///< names a lock or a condition within its process

/// What a thread waits for until it is answered.
enum class Waiting : Word { time, lock, notice };

/// The threads of one process that wait, in the order in which they came, and its locks that were unlocked in advance.
/// Of a fixed size: a thread waits for one thing at a time, and nobody needs many locks that nobody has locked yet.
class Client {
public:
    static constexpr unsigned most_unlocks = 64;

    /// @return whether an unlock came first, so that there is nothing to wait for.
    bool take_unlock(Cookie lock) {
        Unlocks* const unlocks = find(lock);
        if (unlocks == nullptr) return false;
        if (--unlocks->count == 0) (void)unlocks_.take(unlocks);
        return true;
    }

    /// Wakes the thread that waits longest, or is remembered. Beyond `most_unlocks` locks it is not, which harms only
    /// who unlocked so many.
    void unlock(Cookie lock) {
        if (wake(Waiting::lock, lock)) return;
        if (Unlocks* const unlocks = find(lock)) ++unlocks->count;
        else (void)unlocks_.add({lock, 1});
    }

    /// Forgets what was unlocked in advance.
    void free_lock(Cookie lock) {
        if (Unlocks* const unlocks = find(lock)) (void)unlocks_.take(unlocks);
    }

    /// Where as many threads wait as a process can have, the thread is told at once that its question is refused.
    void wait(PendingReply&& thread, Waiting what, Cookie cookie, Ticks until) {
        if (!threads_.full()) (void)threads_.add({std::move(thread), what, cookie, until});
    }

    /// The thread that waits longest for this goes on; those that are gone are passed over. @return false where none waits
    bool wake(Waiting what, Cookie cookie) {
        const auto wanted = [&](const Thread& each) { return each.what == what && each.cookie == cookie; };
        for (Thread* found = threads_.find(wanted); found != nullptr; found = threads_.find(wanted))
            if (threads_.take(found).reply.answer(0)) return true;
        return false;
    }

    /// All go on whose time has come.
    void expire(Ticks now) {
        const auto due = [&](const Thread& each) { return each.until <= now; };
        for (Thread* each = threads_.find(due); each != nullptr; each = threads_.find(due)) {
            Thread thread = threads_.take(each);
            thread.reply.answer(thread.what == Waiting::notice ? 1 : 0);
        }
    }

    [[nodiscard]] bool waits() const { return !threads_.empty(); }

    /// When the next thread's time comes; `never` when none waits for a time.
    [[nodiscard]] Ticks next() {
        Ticks next = never;
        for (const Thread& each : threads_) next = std::min(next, each.until);
        return next;
    }

private:
    struct Thread {
        PendingReply reply;
        Waiting what{};
        Cookie cookie{};
        Ticks until{};
    };
    struct Unlocks {
        Cookie lock{};
        Word count = 0;
    };

    Unlocks* find(Cookie lock) {
        return unlocks_.find([&](const Unlocks& each) { return each.lock == lock; });
    }

    Bounded<Thread, abi::threads_per_process> threads_;
    Bounded<Unlocks, most_unlocks> unlocks_;
};

}  // namespace freehold::user
