// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

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
};

/// None: the thread waits, has been answered already, or is no more.
using Answer = std::optional<Reply>;

/// Carries out the call of the running thread.
void carry_out(Kernel& kernel, Thread& thread);

// memory.cpp
Answer map_memory(const Call& call);
Answer unmap_memory(const Call& call);
Answer update_memory_flags(const Call& call);
Answer increase_heap(const Call& call);
Answer decrease_heap(const Call& call);
Answer adjust_process_limit(const Call& call);
Answer virt_to_phys(const Call& call);

// thread.cpp
Answer create_thread(const Call& call);
Answer join_thread(const Call& call);
Answer yield(const Call& call);
Answer get_thread_id(const Call& call);
Answer get_process_id(const Call& call);
Answer set_exception_handler(const Call& call);
Answer create_process(const Call& call);
Answer terminate_process(const Call& call);
Answer shutdown(const Call& call);

// interrupt.cpp
Answer claim_interrupt(const Call& call);
Answer free_interrupt(const Call& call);
Answer wait_event(const Call& call);

// message.cpp
Answer create_server_with_address(const Call& call);
Answer create_server(const Call& call);
Answer create_server_id(const Call& call);
Answer destroy_server(const Call& call);
Answer connect(const Call& call);
Answer try_connect(const Call& call);
Answer disconnect(const Call& call);
Answer send_message(const Call& call);
Answer try_send_message(const Call& call);
Answer receive_message(const Call& call);
Answer try_receive_message(const Call& call);
Answer connect_for_process(const Call& call);
Answer reply_and_receive_next(const Call& call);
Answer return_memory(const Call& call);
Answer return_scalar1(const Call& call);
Answer return_scalar2(const Call& call);
Answer return_scalar5(const Call& call);

// platform.cpp
Answer platform_specific(const Call& call);

}  // namespace freehold::kernel::syscall
