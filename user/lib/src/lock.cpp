// SPDX-License-Identifier: Apache-2.0
#include "user/lock.hpp"

#include "user/thread.hpp"

namespace freehold::user {
namespace {

Word thread_pointer() {
    Word pointer;
    asm volatile("mv %0, tp" : "=r"(pointer));
    return pointer;
}

}  // namespace

void RecursiveLock::lock() {
    while (!try_lock()) yield();
}

bool RecursiveLock::try_lock() {
    const Word self = thread_pointer();
    Word owner = 0;
    if (!owner_.compare_exchange_strong(owner, self, std::memory_order_acquire) && owner != self) return false;
    ++depth_;
    return true;
}

void RecursiveLock::unlock() {
    if (--depth_ == 0) owner_.store(0, std::memory_order_release);
}

}  // namespace freehold::user
