// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.hpp"

#include "kernel/servers.hpp"
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {
namespace {

void send_with(const Call& call, bool wait) {
    const auto kind = static_cast<abi::Send>(call[2]);
    if (kind < abi::Send::mutable_borrow || kind > abi::Send::blocking_scalar)
        return call.answer(abi::Errno::invalid_syscall);
    const SendRequest request{call[1], kind, call[3], {call[4], call[5], call[6], call[7]}, wait};
    if (kind <= abi::Send::move && request.argument[1] == 0) return call.answer(abi::Errno::invalid_syscall);
    if (call.thread.tid == 0 && kind != abi::Send::scalar && kind != abi::Send::move)
        return call.answer(abi::Errno::access_denied);
    call.answer(send(call.kernel, call.thread, request));
}

void make_server(const Call& call, const abi::Sid& sid) {
    if (const auto made = kernel::create_server(call.kernel, call.process(), sid); !made)
        return call.answer(made.error());
    const Word connection = kernel::connect(call.kernel, call.process(), sid).value_or(0);
    call.answer(Reply{abi::Tag::new_server_id, {sid.word[0], sid.word[1], sid.word[2], sid.word[3], connection}});
}

/// ReplyAndReceiveNext's answer: its kind says what the five values mean.
Reply answer_now(const Call& call, Word token) {
    const Word kind = call[7];
    Process& server = call.process();
    if (kind == ~Word{0})
        return kernel::return_memory(call.kernel, server, {token, call[3], call[4], call[5], call[6]});
    if (kind == 1) return return_scalar(call.kernel, server, token, {abi::Tag::scalar1, {call[3]}});
    if (kind == 2) return return_scalar(call.kernel, server, token, {abi::Tag::scalar2, {call[3], call[4]}});
    return return_scalar(call.kernel, server, token,
                         {abi::Tag::scalar5, {call[2], call[3], call[4], call[5], call[6]}});
}

}  // namespace

void create_server_with_address(const Call& call) { make_server(call, call.sid(1)); }
void create_server(const Call& call) { make_server(call, call.kernel.random.sid()); }

/// An address for a server to be made later; it makes none.
void create_server_id(const Call& call) {
    const abi::Sid sid = call.kernel.random.sid();
    call.answer(Reply{abi::Tag::server_id, {sid.word[0], sid.word[1], sid.word[2], sid.word[3]}});
}

void destroy_server(const Call& call) { call.answer(kernel::destroy_server(call.kernel, call.process(), call.sid(1))); }

void connect(const Call& call) { call.answer(connect_or_wait(call.kernel, call.thread, call.sid(1))); }

void try_connect(const Call& call) {
    const auto made = kernel::connect(call.kernel, call.process(), call.sid(1));
    call.answer(made ? Reply{abi::Tag::connection_id, {*made}} : Reply{made.error()});
}

void disconnect(const Call& call) { call.answer(kernel::disconnect(call.process(), call[1])); }

/// Makes a connection for another process, as a name server does for who asks it: only for one whose message it has
/// not answered yet.
void connect_for_process(const Call& call) {
    Process* const process = call[1] <= 0xff ? call.kernel.find(XousPid{static_cast<std::uint8_t>(call[1])}) : nullptr;
    if (!process) return call.answer(abi::Errno::process_not_found);
    if (process != &call.process() && !owes_answer(call.process(), process->pid))
        return call.answer(abi::Errno::access_denied);
    const auto made = kernel::connect(call.kernel, *process, call.sid(2));
    call.answer(made ? Reply{abi::Tag::connection_id, {*made}} : Reply{made.error()});
}

void send_message(const Call& call) { send_with(call, true); }
void try_send_message(const Call& call) { send_with(call, false); }

void receive_message(const Call& call) { call.answer(receive(call.kernel, call.thread, call.sid(1), true)); }
void try_receive_message(const Call& call) { call.answer(receive(call.kernel, call.thread, call.sid(1), false)); }

void return_memory(const Call& call) {
    call.answer(kernel::return_memory(call.kernel, call.process(), {call[1], call[2], call[3], call[4], call[5]}));
}

void return_scalar1(const Call& call) {
    call.answer(return_scalar(call.kernel, call.process(), call[1], {abi::Tag::scalar1, {call[2]}}));
}
void return_scalar2(const Call& call) {
    call.answer(return_scalar(call.kernel, call.process(), call[1], {abi::Tag::scalar2, {call[2], call[3]}}));
}
void return_scalar5(const Call& call) {
    call.answer(return_scalar(call.kernel, call.process(), call[1],
                              {abi::Tag::scalar5, {call[2], call[3], call[4], call[5], call[6]}}));
}

/// The answer to one message and the wait for the next of the same server, in one crossing.
void reply_and_receive_next(const Call& call) {
    const Word token = call[1];
    const Server* const server = server_owing(call.kernel, call.process(), token);
    if (!server) return call.answer(abi::Errno::process_not_found);
    const Reply reply = answer_now(call, token);
    if (reply.tag != abi::Tag::ok) return call.answer(reply);
    call.answer(receive(call.kernel, call.thread, server->sid, true));
}

}  // namespace freehold::kernel::syscall
