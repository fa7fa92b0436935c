// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>

#include "freehold/address.hpp"
#include "kernel/frame.hpp"
#include "kernel/message.hpp"
#include "kernel/reply.hpp"

namespace freehold::kernel {

/// What a thread is doing.
enum class Doing : std::uint8_t {
    nothing,  ///< the slot is free
    running,  ///< has the hart, or is ready for it
    receive,  ///< waits in a server's `receivers`
    reply,    ///< waits for what it sent to be answered
    note,     ///< waits for room among its process' notes; the call starts again
    connect,  ///< waits for a server to be made; the call starts again
    join,     ///< waits for another thread to end
    event,    ///< waits for an interrupt
    page,     ///< touched a page that is away; the access starts again
    fault,    ///< faulted while another runs the exception handler; the access or instruction starts again
    gone,     ///< has ended while a borrower had its memory; only `message` still counts
};

/// The part of a context that riscv/trap.S knows.
struct Saved {
    Frame frame;
};

/// A thread's context, in a page that is counted to its process. Zeroed memory is a free slot.
struct Thread : Saved, Link {
    Process* process;
    std::uint8_t tid;
    Doing doing;
    bool held_back;        ///< an interrupt handler runs on its stack; it goes on after that
    std::uint8_t joining;  ///< join: whom
    Word handed_in;        ///< reply: the turn whose rest it has handed on; 0: none (kernel/scheduler.hpp)
    VirtAddr stack_base;
    Bytes stack_size;
    abi::Sid wanted;  ///< connect: whose
    Message message;

    /// Whether it runs a process' interrupt handlers; all others have an id.
    [[nodiscard]] bool is_handler() const { return tid == 0; }
    [[nodiscard]] static Thread& of(Frame* frame) { return static_cast<Thread&>(*reinterpret_cast<Saved*>(frame)); }
    /// Writes the result of a system call. Registers that it does not use are cleared: nothing shows through them.
    void answer(abi::Errno why) { answer(abi::Tag::error, static_cast<Word>(why)); }
    void answer(const Reply& reply) {
        frame.a(0) = static_cast<Word>(reply.tag);
        for (unsigned i = 0; i < 7; ++i) frame.a(1 + i) = reply.value[i];
    }
    /// The same without a copy on the way.
    template <std::same_as<Word>... Values>
    [[gnu::always_inline]] void answer(abi::Tag tag, Values... values) {
        unsigned n = 0;
        frame.a(n++) = static_cast<Word>(tag);
        ((frame.a(n++) = values), ...);
        while (n < 8) frame.a(n++) = 0;
    }
    /// Makes the thread's system call or access start again when it runs next.
    void restart_call() { frame.pc -= 4; }
};

}  // namespace freehold::kernel
