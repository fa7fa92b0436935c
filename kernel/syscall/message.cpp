// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.hpp"

#include "kernel/servers.hpp"
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {
namespace {

void send_with(Call call, bool wait) {
    const auto kind = static_cast<abi::Send>(call[2]);
    if (kind < abi::Send::mutable_borrow || kind > abi::Send::blocking_scalar)
        return call.answer(abi::Errno::invalid_syscall);
    const SendRequest request{call[1], kind, call[3], {call[4], call[5], call[6], call[7]}, wait};
    if (request.carries_memory() && request.argument[1] == 0) return call.answer(abi::Errno::invalid_syscall);
    if (call.thread.is_handler() && request.blocks()) return call.answer(abi::Errno::access_denied);
    send(call.kernel, call.thread, request);
}

void receive_with(Call call, bool wait) {
    Server* const server = own_server(call.process(), call.sid(1));
    if (!server) return call.answer(abi::Errno::server_not_found);
    receive(call.kernel, call.thread, *server, wait);
}

void make_server(Call call, const abi::Sid& sid) {
    if (const auto made = kernel::create_server(call.kernel, call.process(), sid); !made)
        return call.answer(made.error());
    const Word connection = kernel::connect(call.kernel, call.process(), sid).value_or(0);
    call.answer(abi::Tag::new_server_id, sid.word[0], sid.word[1], sid.word[2], sid.word[3], connection);
}

/// ReplyAndReceiveNext's answer: its kind says what the five values mean.
Done answer_now(Call call) {
    const Word token = call[1], kind = call[7];
    Process& server = call.process();
    if (kind == ~Word{0})
        return kernel::return_memory(call.kernel, server, {token, call[3], call[4], call[5], call[6]});
    if (kind == 1) return return_scalar(call.kernel, server, token, {abi::Tag::scalar1, {call[3]}});
    if (kind == 2) return return_scalar(call.kernel, server, token, {abi::Tag::scalar2, {call[3], call[4]}});
    return return_scalar(call.kernel, server, token,
                         {abi::Tag::scalar5, {call[2], call[3], call[4], call[5], call[6]}});
}

}  // namespace

void create_server_with_address(Call call) { make_server(call, call.sid(1)); }
void create_server(Call call) { make_server(call, call.kernel.random.sid()); }

/// An address for a server to be made later; it makes none.
void create_server_id(Call call) {
    const abi::Sid sid = call.kernel.random.sid();
    call.answer(abi::Tag::server_id, sid.word[0], sid.word[1], sid.word[2], sid.word[3]);
}

void destroy_server(Call call) { call.answer(kernel::destroy_server(call.kernel, call.process(), call.sid(1))); }

void connect(Call call) { connect_or_wait(call.kernel, call.thread, call.sid(1)); }

void try_connect(Call call) {
    call.answer(abi::Tag::connection_id, kernel::connect(call.kernel, call.process(), call.sid(1)));
}

void disconnect(Call call) { call.answer(kernel::disconnect(call.process(), call[1])); }

/// Makes a connection for another process, as a name server does for who asks it: only for one whose message it has
/// not answered yet.
void connect_for_process(Call call) {
    Process* const process = call[1] <= 0xff ? call.kernel.find(XousPid{static_cast<std::uint8_t>(call[1])}) : nullptr;
    if (!process) return call.answer(abi::Errno::process_not_found);
    if (process != &call.process() && !owes_answer(call.process(), process->pid))
        return call.answer(abi::Errno::access_denied);
    call.answer(abi::Tag::connection_id, kernel::connect(call.kernel, *process, call.sid(2)));
}

void send_message(Call call) { send_with(call, true); }
void try_send_message(Call call) { send_with(call, false); }

void receive_message(Call call) { receive_with(call, true); }
void try_receive_message(Call call) { receive_with(call, false); }

void return_memory(Call call) {
    call.answer(kernel::return_memory(call.kernel, call.process(), {call[1], call[2], call[3], call[4], call[5]}));
}

void return_scalar1(Call call) {
    call.answer(return_scalar(call.kernel, call.process(), call[1], {abi::Tag::scalar1, {call[2]}}));
}
void return_scalar2(Call call) {
    call.answer(return_scalar(call.kernel, call.process(), call[1], {abi::Tag::scalar2, {call[2], call[3]}}));
}
void return_scalar5(Call call) {
    call.answer(return_scalar(call.kernel, call.process(), call[1],
                              {abi::Tag::scalar5, {call[2], call[3], call[4], call[5], call[6]}}));
}

/// The answer to one message and the wait for the next of the same server, in one crossing.
void reply_and_receive_next(Call call) {
    Server* const server = server_owing(call.kernel, call.process(), call[1]);
    if (!server) return call.answer(abi::Errno::process_not_found);
    if (const auto done = answer_now(call); !done) return call.answer(done.error());
    receive(call.kernel, call.thread, *server, true);
}

}  // namespace freehold::kernel::syscall
