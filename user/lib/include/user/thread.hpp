// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/syscall.hpp"

namespace freehold::user {

using ThreadBody = void (*)(Word argument);

inline constexpr Bytes default_stack{16 * 1024};

/// Maps a stack with a guard page under it and starts a thread there, with its own thread-local storage. When `body`
/// returns, the thread unmaps that stack as its last act.
Result<ThreadId> start_thread(ThreadBody body, Word argument, Bytes stack = default_stack);

/// The bare call, for stacks of one's own making; `entry` finds the arguments in a0..a3, and tp = 0.
inline Result<ThreadId> create_thread(VirtAddr entry, Memory stack, Word a0, Word a1, Word a2, Word a3) {
    return expecting(abi::Tag::thread_id, system_call(abi::Call::create_thread, raw(entry), raw(stack.start),
                                                      raw(stack.bytes), a0, a1, a2, a3))
        .transform([](const Reply& reply) { return ThreadId{reply.value[0]}; });
}

/// Waits until that thread has ended.
inline Result<void> join_thread(ThreadId thread) {
    return expecting(abi::Tag::scalar1, system_call(abi::Call::join_thread, raw(thread))).transform([](const Reply&) {
    });
}

inline void yield() { system_call(abi::Call::yield); }

inline Result<ThreadId> thread_id() {
    return expecting(abi::Tag::thread_id, system_call(abi::Call::get_thread_id)).transform([](const Reply& reply) {
        return ThreadId{reply.value[0]};
    });
}

/// Runs in this process when the interrupt arrives, with its source masked, on a frame of its own. It may only use
/// Try*, Return* and the interrupt calls, and must not take locks.
using InterruptHandler = void (*)(Word interrupt, Word argument);

inline Result<void> claim_interrupt(Interrupt interrupt, InterruptHandler handler, Word argument) {
    return expecting_ok(
        system_call(abi::Call::claim_interrupt, raw(interrupt), reinterpret_cast<Word>(handler), argument));
}

inline Result<void> free_interrupt(Interrupt interrupt) {
    return expecting_ok(system_call(abi::Call::free_interrupt, raw(interrupt)));
}

/// Returns when a claimed interrupt has arrived since the last call.
inline Result<void> wait_event() { return expecting_ok(system_call(abi::Call::wait_event)); }

}  // namespace freehold::user
