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
    const auto connection = kernel::create_server(call.kernel, call.process(), sid);
    if (!connection) return call.answer(connection.error());
    call.answer(abi::Tag::new_server_id, sid.word[0], sid.word[1], sid.word[2], sid.word[3], *connection);
}

/// The message that the call answers; without one the call is answered.
Message* answered_by(Call call) {
    Message* const message = owed(call.kernel, call.process(), call[1]);
    if (!message) call.answer(abi::Errno::process_not_found);
    return message;
}

bool give_back(Call call, Message& message, const ReturnRequest& request) {
    const auto done = kernel::return_memory(call.kernel, message, request);
    if (!done) call.answer(done.error());
    return done.has_value();
}

/// Answers a blocking scalar with `count` values from a2 on. @return false where the message is none: the call is refused
template <unsigned count>
bool answer_scalar(Call call, Message& message, unsigned first) {
    if (message.borrows()) return call.answer(abi::Errno::invalid_argument), false;
    if constexpr (count == 1) return_scalar(call.kernel, message, abi::Tag::scalar1, call[first]);
    else if constexpr (count == 2) return_scalar(call.kernel, message, abi::Tag::scalar2, call[first], call[first + 1]);
    else return_scalar(call.kernel, message, abi::Tag::scalar5, call[2], call[3], call[4], call[5], call[6]);
    return true;
}

template <unsigned count>
void answer(Call call) {
    Message* const message = answered_by(call);
    if (message && answer_scalar<count>(call, *message, 2)) call.answer(abi::Tag::ok);
}

/// ReplyAndReceiveNext's answer: its kind says what the five values mean.
bool answer_now(Call call, Message& message) {
    const Word kind = call[7];
    if (kind == ~Word{0}) return give_back(call, message, {call[3], call[4], call[5], call[6]});
    if (kind == 1) return answer_scalar<1>(call, message, 3);
    if (kind == 2) return answer_scalar<2>(call, message, 3);
    return answer_scalar<5>(call, message, 2);
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
    const bool other = process != &call.process();
    if (other && !owes_answer(call.process(), *process)) return call.answer(abi::Errno::access_denied);
    const Process* const giver = other ? &call.process() : nullptr;
    call.answer(abi::Tag::connection_id, kernel::connect(call.kernel, *process, call.sid(2), giver));
}

void send_message(Call call) { send_with(call, true); }
void try_send_message(Call call) { send_with(call, false); }

void receive_message(Call call) { receive_with(call, true); }
void try_receive_message(Call call) { receive_with(call, false); }

void return_memory(Call call) {
    Message* const message = answered_by(call);
    if (message && give_back(call, *message, {call[2], call[3], call[4], call[5]})) call.answer(abi::Tag::ok);
}

void return_scalar1(Call call) { answer<1>(call); }
void return_scalar2(Call call) { answer<2>(call); }
void return_scalar5(Call call) { answer<5>(call); }

/// The answer to one message and the wait for the next of the same server, in one crossing.
void reply_and_receive_next(Call call) {
    Message* const message = answered_by(call);
    if (!message) return;
    Server& server = *message->to;
    if (next_needs_memory(server)) call.kernel.preemption.help(call.kernel);  // once answered, it cannot start again
    if (answer_now(call, *message)) receive(call.kernel, call.thread, server, true);
}

}  // namespace freehold::kernel::syscall
