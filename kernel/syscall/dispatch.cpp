// SPDX-License-Identifier: Apache-2.0
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {
namespace {

/// What may be asked from within an interrupt handler: nothing that waits, ends or starts anything.
bool allowed_in_handler(abi::Call number) {
    switch (number) {
        case abi::Call::try_send_message:
        case abi::Call::try_receive_message:
        case abi::Call::try_connect:
        case abi::Call::return_memory:
        case abi::Call::return_scalar1:
        case abi::Call::return_scalar2:
        case abi::Call::return_scalar5:
        case abi::Call::claim_interrupt:
        case abi::Call::free_interrupt: return true;
        default: return false;
    }
}

Answer dispatch(const Call& call) {
    switch (static_cast<abi::Call>(call[0])) {
        case abi::Call::map_memory: return map_memory(call);
        case abi::Call::unmap_memory: return unmap_memory(call);
        case abi::Call::update_memory_flags: return update_memory_flags(call);
        case abi::Call::increase_heap: return increase_heap(call);
        case abi::Call::decrease_heap: return decrease_heap(call);
        case abi::Call::adjust_process_limit: return adjust_process_limit(call);
        case abi::Call::virt_to_phys: return virt_to_phys(call);
        case abi::Call::create_thread: return create_thread(call);
        case abi::Call::join_thread: return join_thread(call);
        case abi::Call::yield: return yield(call);
        case abi::Call::get_thread_id: return get_thread_id(call);
        case abi::Call::get_process_id: return get_process_id(call);
        case abi::Call::set_exception_handler: return set_exception_handler(call);
        case abi::Call::create_process: return create_process(call);
        case abi::Call::terminate_process: return terminate_process(call);
        case abi::Call::shutdown: return shutdown(call);
        case abi::Call::claim_interrupt: return claim_interrupt(call);
        case abi::Call::free_interrupt: return free_interrupt(call);
        case abi::Call::wait_event: return wait_event(call);
        case abi::Call::create_server_with_address: return create_server_with_address(call);
        case abi::Call::create_server: return create_server(call);
        case abi::Call::create_server_id: return create_server_id(call);
        case abi::Call::destroy_server: return destroy_server(call);
        case abi::Call::connect: return connect(call);
        case abi::Call::try_connect: return try_connect(call);
        case abi::Call::disconnect: return disconnect(call);
        case abi::Call::send_message: return send_message(call);
        case abi::Call::try_send_message: return try_send_message(call);
        case abi::Call::receive_message: return receive_message(call);
        case abi::Call::try_receive_message: return try_receive_message(call);
        case abi::Call::connect_for_process: return connect_for_process(call);
        case abi::Call::reply_and_receive_next: return reply_and_receive_next(call);
        case abi::Call::return_memory: return return_memory(call);
        case abi::Call::return_scalar1: return return_scalar1(call);
        case abi::Call::return_scalar2: return return_scalar2(call);
        case abi::Call::return_scalar5: return return_scalar5(call);
        case abi::Call::platform_specific: return platform_specific(call);
        default: return abi::Errno::unhandled_syscall;
    }
}

}  // namespace

void carry_out(Kernel& kernel, Thread& thread) {
    constexpr Word ecall_bytes = 4;
    thread.frame.pc += ecall_bytes;
    const Call call{kernel, thread};
    const bool in_handler = &thread == &thread.process->handler;
    const Answer answer = in_handler && !allowed_in_handler(static_cast<abi::Call>(call[0])) ? abi::Errno::access_denied : dispatch(call);
    if (answer) thread.answer(*answer);
}

}  // namespace freehold::kernel::syscall
