// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <expected>

#include "kernel/kernel.hpp"

/// System calls: raw words become a typed request, the request goes to the room that answers it, and the answer
/// becomes words again. Nowhere else are there raw words, and nowhere else do errors become numbers.
namespace freehold::kernel::syscall {

/// A call as it came: a0 is its number, a1..a7 its arguments, in the thread's frame until it is answered.
struct Call {
    Kernel& kernel;
    Thread& thread;

    [[nodiscard]] Process& process() const { return *thread.process; }
    [[nodiscard]] XousPid pid() const { return thread.process->pid; }
    [[nodiscard]] Word operator[](unsigned n) const { return thread.frame.a(n); }
    [[nodiscard]] abi::Sid sid(unsigned first) const {
        abi::Sid sid;
        for (unsigned i = 0; i < 4; ++i) sid.word[i] = static_cast<std::uint32_t>((*this)[first + i]);
        return sid;
    }
    /// Written straight into the frame.
    void answer(const Reply& reply) const { thread.answer(reply); }
    void answer(abi::Tag tag, std::unsigned_integral auto... values) const { thread.answer(tag, Word{values}...); }
    void answer(abi::Errno why) const { thread.answer(why); }
    void answer(std::expected<void, abi::Errno> done) const { done ? answer(abi::Tag::ok) : answer(done.error()); }
    void answer(abi::Tag tag, std::expected<Word, abi::Errno> value) const {
        value ? answer(tag, *value) : answer(value.error());
    }
};

/// What a handler does: it answers its call, or leaves that for later because the thread waits or is no more.
using Handler = void(Call);

/// Carries out the call of the running thread.
void carry_out(Kernel& kernel, Thread& thread);

// memory.cpp
Handler map_memory;
Handler unmap_memory;
Handler update_memory_flags;
Handler increase_heap;
Handler decrease_heap;
Handler adjust_process_limit;
Handler virt_to_phys;

// thread.cpp
Handler create_thread;
Handler join_thread;
Handler yield;
Handler set_exception_handler;
Handler create_process;
Handler terminate_process;
Handler shutdown;

// identity.cpp
Handler get_thread_id;
Handler get_process_id;

// interrupt.cpp
Handler claim_interrupt;
Handler free_interrupt;
Handler wait_event;

// message.cpp
Handler create_server_with_address;
Handler create_server;
Handler create_server_id;
Handler destroy_server;
Handler connect;
Handler try_connect;
Handler disconnect;
Handler send_message;
Handler try_send_message;
Handler receive_message;
Handler try_receive_message;
Handler connect_for_process;
Handler reply_and_receive_next;
Handler return_memory;
Handler return_scalar1;
Handler return_scalar2;
Handler return_scalar5;

// platform.cpp
Handler platform_specific;

}  // namespace freehold::kernel::syscall
