// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// The Xous system-call interface: what the kernel and its users agree on, and nothing else. `ecall` with the number in
/// a0 and arguments in a1..a7; on return the tag is in a0 and its values in a1..a7. docs/abi.md has the whole table.
namespace freehold::abi {

using Word = std::uintptr_t;

enum class Call : Word {
    map_memory = 2,
    yield = 3,
    claim_interrupt = 5,
    free_interrupt = 6,
    wait_event = 9,
    increase_heap = 10,
    decrease_heap = 11,
    update_memory_flags = 12,
    create_server_with_address = 14,
    receive_message = 15,
    send_message = 16,
    connect = 17,
    create_thread = 18,
    unmap_memory = 19,
    return_memory = 20,
    create_process = 21,
    terminate_process = 22,
    shutdown = 23,
    try_send_message = 24,
    try_connect = 25,
    return_scalar1 = 26,
    return_scalar2 = 27,
    try_receive_message = 28,
    create_server = 29,
    connect_for_process = 30,
    create_server_id = 31,
    get_thread_id = 32,
    get_process_id = 33,
    destroy_server = 34,
    disconnect = 35,
    join_thread = 36,
    set_exception_handler = 37,
    adjust_process_limit = 38,
    virt_to_phys = 39,
    return_scalar5 = 40,
    reply_and_receive_next = 41,
    platform_specific = 46,
};

/// What a0 holds on return.
enum class Tag : Word {
    ok = 0,
    error = 1,  ///< a1: an `Errno`
    memory_address = 2,
    memory_range = 3,  ///< address, length
    ready_threads = 4,
    resume_process = 5,
    server_id = 6,  ///< 4 words
    connection_id = 7,
    new_server_id = 8,     ///< 4 words, connection
    message_envelope = 9,  ///< sender, `Received`, id, then 4 words
    thread_id = 10,
    process_id = 11,
    unimplemented = 12,
    blocked_process = 13,
    scalar1 = 14,
    scalar2 = 15,
    retry_call = 16,
    none = 17,
    memory_returned = 18,  ///< offset, valid
    new_process = 19,      ///< pid, connection
    scalar5 = 20,
    message = 21,
};

enum class Errno : Word {
    bad_alignment = 1,
    bad_address = 2,
    out_of_memory = 3,
    memory_in_use = 4,
    interrupt_not_found = 5,
    interrupt_in_use = 6,
    invalid_string = 7,
    server_exists = 8,
    server_not_found = 9,
    process_not_found = 10,
    process_not_child = 11,
    process_terminated = 12,
    timeout = 13,
    internal_error = 14,
    server_queue_full = 15,
    thread_not_available = 16,
    unhandled_syscall = 17,
    invalid_syscall = 18,
    share_violation = 19,
    invalid_thread = 20,
    invalid_pid = 21,
    unknown_error = 22,
    access_denied = 23,
    use_before_init = 24,
    double_free = 25,
    debug_in_progress = 26,
    invalid_limit = 27,
    not_found = 28,
    invalid_coding = 29,
    hardware_error = 30,
    serialization_error = 31,
    invalid_argument = 32,
};

}  // namespace freehold::abi
