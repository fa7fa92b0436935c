// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.hpp"

#include "kernel/servers.hpp"
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {
namespace {

Answer send_with(const Call& call, bool wait) {
    const auto kind = static_cast<abi::Send>(call[2]);
    if (kind < abi::Send::mutable_borrow || kind > abi::Send::blocking_scalar) return abi::Errno::invalid_syscall;
    const SendRequest request{call[1], kind, call[3], {call[4], call[5], call[6], call[7]}, wait};
    if (kind <= abi::Send::move && request.argument[1] == 0) return abi::Errno::invalid_syscall;
    if (call.thread.tid == 0 && kind != abi::Send::scalar && kind != abi::Send::move) return abi::Errno::access_denied;
    return send(call.kernel, call.thread, request);
}

Answer make_server(const Call& call, const abi::Sid& sid) {
    if (const auto made = kernel::create_server(call.kernel, call.process(), sid); !made) return made.error();
    const Word connection = kernel::connect(call.kernel, call.process(), sid).value_or(0);
    return Reply{abi::Tag::new_server_id, {sid.word[0], sid.word[1], sid.word[2], sid.word[3], connection}};
}

Reply ok_or_error(const std::expected<void, abi::Errno>& done) { return done ? Reply{} : Reply{done.error()}; }

}  // namespace

Answer create_server_with_address(const Call& call) { return make_server(call, call.sid(1)); }
Answer create_server(const Call& call) { return make_server(call, call.kernel.random.sid()); }

/// An address for a server to be made later; it makes none.
Answer create_server_id(const Call& call) {
    const abi::Sid sid = call.kernel.random.sid();
    return Reply{abi::Tag::server_id, {sid.word[0], sid.word[1], sid.word[2], sid.word[3]}};
}

Answer destroy_server(const Call& call) { return ok_or_error(kernel::destroy_server(call.kernel, call.process(), call.sid(1))); }

Answer connect(const Call& call) { return connect_or_wait(call.kernel, call.thread, call.sid(1)); }

Answer try_connect(const Call& call) {
    const auto made = kernel::connect(call.kernel, call.process(), call.sid(1));
    return made ? Reply{abi::Tag::connection_id, {*made}} : Reply{made.error()};
}

Answer disconnect(const Call& call) { return ok_or_error(kernel::disconnect(call.process(), call[1])); }

/// Makes a connection for another process, as a name server does for who asks it: only for one whose message it has
/// not answered yet.
Answer connect_for_process(const Call& call) {
    Process* const process = call[1] <= 0xff ? call.kernel.find(XousPid{static_cast<std::uint8_t>(call[1])}) : nullptr;
    if (!process) return abi::Errno::process_not_found;
    if (process != &call.process() && !owes_answer(call.process(), process->pid)) return abi::Errno::access_denied;
    const auto made = kernel::connect(call.kernel, *process, call.sid(2));
    return made ? Reply{abi::Tag::connection_id, {*made}} : Reply{made.error()};
}

Answer send_message(const Call& call) { return send_with(call, true); }
Answer try_send_message(const Call& call) { return send_with(call, false); }

Answer receive_message(const Call& call) { return receive(call.kernel, call.thread, call.sid(1), true); }
Answer try_receive_message(const Call& call) { return receive(call.kernel, call.thread, call.sid(1), false); }

Answer return_memory(const Call& call) {
    return kernel::return_memory(call.kernel, call.process(), {call[1], call[2], call[3], call[4], call[5]});
}

Answer return_scalar1(const Call& call) {
    return return_scalar(call.kernel, call.process(), call[1], {abi::Tag::scalar1, {call[2]}});
}
Answer return_scalar2(const Call& call) {
    return return_scalar(call.kernel, call.process(), call[1], {abi::Tag::scalar2, {call[2], call[3]}});
}
Answer return_scalar5(const Call& call) {
    return return_scalar(call.kernel, call.process(), call[1], {abi::Tag::scalar5, {call[2], call[3], call[4], call[5], call[6]}});
}

/// The answer to one message and the wait for the next of the same server, in one crossing.
Answer reply_and_receive_next(const Call& call) {
    const Word token = call[1], kind = call[7];
    const Server* const server = server_owing(call.kernel, call.process(), token);
    if (!server) return abi::Errno::process_not_found;
    const auto reply = [&]() -> Reply {
        if (kind == ~Word{0}) return kernel::return_memory(call.kernel, call.process(), {token, call[3], call[4], call[5], call[6]});
        if (kind == 1) return return_scalar(call.kernel, call.process(), token, {abi::Tag::scalar1, {call[3]}});
        if (kind == 2) return return_scalar(call.kernel, call.process(), token, {abi::Tag::scalar2, {call[3], call[4]}});
        return return_scalar(call.kernel, call.process(), token, {abi::Tag::scalar5, {call[2], call[3], call[4], call[5], call[6]}});
    }();
    if (reply.tag != abi::Tag::ok) return reply;
    return receive(call.kernel, call.thread, server->sid, true);
}

}  // namespace freehold::kernel::syscall
