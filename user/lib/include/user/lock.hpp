// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "user/types.hpp"

namespace freehold::user {

/// Keeps threads of one process apart; a thread may take it again while it holds it. Waits by yielding. Not for
/// interrupt handlers.
class RecursiveLock {
public:
    void lock();
    [[nodiscard]] bool try_lock();
    void unlock();

private:
    std::atomic<Word> owner_ = 0;  ///< the owner's thread pointer: no two threads have the same; 0 = nobody
    unsigned depth_ = 0;
};

/// Holds a lock for the length of a scope.
class Guard {
public:
    explicit Guard(RecursiveLock& lock) : lock_{lock} { lock_.lock(); }
    ~Guard() { lock_.unlock(); }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

private:
    RecursiveLock& lock_;
};

}  // namespace freehold::user
