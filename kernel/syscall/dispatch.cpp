// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "kernel/memory_call.hpp"
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {
namespace {

void unhandled(Call call) { call.answer(abi::Errno::unhandled_syscall); }
void forbidden(Call call) { call.answer(abi::Errno::access_denied); }

/// A handler that is a memory call.
template <Handler* handler>
void with_memory(Call call) {
    const MemoryCall turn{call.kernel};
    handler(call);
}

/// Every call that there is, by its number.
class Table {
public:
    constexpr Table() {
        using enum abi::Call;
        handlers_.fill(unhandled);
        from_interrupt_.fill(forbidden);
        set(map_memory, with_memory<syscall::map_memory>);
        set(unmap_memory, with_memory<syscall::unmap_memory>);
        set(update_memory_flags, with_memory<syscall::update_memory_flags>);
        set(increase_heap, with_memory<syscall::increase_heap>);
        set(decrease_heap, with_memory<syscall::decrease_heap>);
        set(adjust_process_limit, with_memory<syscall::adjust_process_limit>);
        set(virt_to_phys, with_memory<syscall::virt_to_phys>);
        set(create_thread, with_memory<syscall::create_thread>);
        set(join_thread, syscall::join_thread);
        set(abi::Call::yield, syscall::yield);
        set(get_thread_id, syscall::get_thread_id);
        set(get_process_id, syscall::get_process_id);
        set(set_exception_handler, syscall::set_exception_handler);
        set(create_process, with_memory<syscall::create_process>);
        set(terminate_process, with_memory<syscall::terminate_process>);
        set(abi::Call::shutdown, syscall::shutdown);
        set_anywhere(claim_interrupt, syscall::claim_interrupt);
        set_anywhere(free_interrupt, syscall::free_interrupt);
        set(wait_event, syscall::wait_event);
        set(create_server_with_address, with_memory<syscall::create_server_with_address>);
        set(create_server, with_memory<syscall::create_server>);
        set(create_server_id, syscall::create_server_id);
        set(destroy_server, with_memory<syscall::destroy_server>);
        set(abi::Call::connect, syscall::connect);
        set_anywhere(try_connect, syscall::try_connect);
        set(connect_for_process, syscall::connect_for_process);
        set(disconnect, syscall::disconnect);
        set(send_message, syscall::send_message);
        set_anywhere(try_send_message, syscall::try_send_message);
        set(receive_message, syscall::receive_message);
        set_anywhere(try_receive_message, syscall::try_receive_message);
        set_anywhere(return_memory, syscall::return_memory);
        set_anywhere(return_scalar1, syscall::return_scalar1);
        set_anywhere(return_scalar2, syscall::return_scalar2);
        set_anywhere(return_scalar5, syscall::return_scalar5);
        set(reply_and_receive_next, syscall::reply_and_receive_next);
        set(platform_specific, with_memory<syscall::platform_specific>);
    }

    [[nodiscard]] Handler* find(Word number) const { return number < size ? handlers_[number] : unhandled; }
    /// From within an interrupt handler: nothing that waits, ends or starts anything.
    [[nodiscard]] Handler* find_from_interrupt(Word number) const {
        return number < size ? from_interrupt_[number] : forbidden;
    }

private:
    static constexpr Word size = static_cast<Word>(abi::Call::platform_specific) + 1;

    constexpr void set(abi::Call number, Handler* handler) { handlers_[static_cast<Word>(number)] = handler; }
    constexpr void set_anywhere(abi::Call number, Handler* handler) {
        set(number, handler);
        from_interrupt_[static_cast<Word>(number)] = handler;
    }

    std::array<Handler*, size> handlers_{};
    std::array<Handler*, size> from_interrupt_{};
};

constexpr Table table;

/// Out of line: nearly all calls are threads' own.
[[gnu::noinline]] void carry_out_from_interrupt(Call call) { table.find_from_interrupt(call[0])(call); }

}  // namespace

void carry_out(Kernel& kernel, Thread& thread) {
    constexpr Word ecall_bytes = 4;
    thread.frame.pc += ecall_bytes;
    const Call call{kernel, thread};
    if (thread.is_handler()) [[unlikely]]
        return carry_out_from_interrupt(call);
    table.find(call[0])(call);
}

}  // namespace freehold::kernel::syscall
