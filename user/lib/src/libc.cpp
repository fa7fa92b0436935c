// SPDX-License-Identifier: Apache-2.0
// What picolibc asks of the system under it.
#include <unistd.h>
#include <cerrno>
#include <cstddef>
#include <cstdio>

#include "user/lock.hpp"
#include "user/print.hpp"
#include "user/process.hpp"

namespace {

using namespace freehold::user;

/// Text goes to the page that `print` uses, line by line.
int put_character(char character, FILE*) {
    put_text({&character, 1});
    if (character == '\n') flush_text();
    return static_cast<unsigned char>(character);
}

int flush_stream(FILE*) { return flush_text() ? 0 : EOF; }

FILE console_stream = {.unget = 0, .flags = __SWR, .put = put_character, .get = nullptr, .flush = flush_stream};

}  // namespace

FILE* const stdin = &console_stream;
FILE* const stdout = &console_stream;
FILE* const stderr = &console_stream;

extern "C" {

void _exit(int code) {
    flush_text();
    terminate(static_cast<Word>(code));
}

/// picolibc's one lock for what its threads share.
struct __lock {
    RecursiveLock lock;
};
struct __lock __lock___libc_recursive_mutex;

/// Files and the like have no locks of their own here: all share the one above.
void __retarget_lock_init(struct __lock** lock) { *lock = &__lock___libc_recursive_mutex; }
void __retarget_lock_init_recursive(struct __lock** lock) { *lock = &__lock___libc_recursive_mutex; }
void __retarget_lock_close(struct __lock*) {}
void __retarget_lock_close_recursive(struct __lock*) {}
void __retarget_lock_acquire(struct __lock* it) { it->lock.lock(); }
void __retarget_lock_acquire_recursive(struct __lock* it) { it->lock.lock(); }
int __retarget_lock_try_acquire(struct __lock* it) { return it->lock.try_lock() ? 1 : 0; }
int __retarget_lock_try_acquire_recursive(struct __lock* it) { return it->lock.try_lock() ? 1 : 0; }
void __retarget_lock_release(struct __lock* it) { it->lock.unlock(); }
void __retarget_lock_release_recursive(struct __lock* it) { it->lock.unlock(); }
}
