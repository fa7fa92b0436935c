// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <optional>

#include "kernel/errors.hpp"
#include "kernel/lifecycle.hpp"
#include "kernel/name.hpp"
#include "kernel/query.hpp"
#include "kernel/servers.hpp"
#include "kernel/syscall/syscall.hpp"
#include "kernel/watches.hpp"

namespace freehold::kernel::syscall {
namespace {

using abi::Query;

Reply spawn_program(Call call) {
    if (!call.process().may(abi::power::spawn)) return abi::Errno::access_denied;
    char name[longest_name];
    const auto made =
        spawn(call.kernel, &call.process(), name_in(call.sid(2), name), {VirtAddr{call[6]}, Bytes{call[7]}});
    if (made) return scalar5((*made)->pid.raw());
    const elf::Fault& fault = made.error().load;
    return {abi::Tag::error, {static_cast<Word>(made.error().number), static_cast<Word>(fault.problem), fault.offset}};
}

/// Questions about oneself and one's children are free. About others they need a power, since the answers help an attacker.
bool may_ask(Call call, Word pid) {
    const Process* const process = pid < call.kernel.processes.size() ? call.kernel.processes[pid] : nullptr;
    return call.process().may(abi::power::look) ||
           (process && (process == &call.process() || process->parent == call.pid()));
}

Reply answer_about(Call call, Word pid) {
    if (!may_ask(call, pid)) return abi::Errno::access_denied;
    switch (static_cast<Query>(call[1])) {
        case Query::process: return query::process(call.kernel, pid);
        case Query::process_name: return query::process_name(call.kernel, pid);
        case Query::mapping: return query::mapping(call.kernel, pid, VirtPage{call[3]});
        default: return query::limits(call.kernel, pid);
    }
}

/// @return none where it was oneself: nobody is left to be answered
std::optional<Reply> end_process(Call call) {
    Process* const process = call.kernel.find(XousPid{static_cast<std::uint8_t>(call[2])});
    if (!process || call[2] > 0xff) return abi::Errno::process_not_found;
    const bool oneself = process == &call.process();
    if (process->parent != call.pid() && !oneself && !call.process().may(abi::power::end))
        return abi::Errno::access_denied;
    end(call.kernel, *process, abi::Cause::killed, call[3], 0);
    return oneself ? std::nullopt : std::optional{scalar5()};
}

/// Only a parent, or who has the right to, is told of a process' end.
Reply watch(Call call) {
    Process& watcher = call.process();
    Process* const watched = call[2] < call.kernel.processes.size() ? call.kernel.processes[call[2]] : nullptr;
    if (call[2] != 0 && !watched) return abi::Errno::process_not_found;
    const bool parent = watched && watched->parent == watcher.pid;
    if (!parent && !watcher.may(abi::power::watch)) return abi::Errno::access_denied;
    Server* const server = own_server(watcher, call.sid(3));
    if (!server) return abi::Errno::server_not_found;
    const auto added =
        watched && watched->ended
            ? watch_ended(call.kernel, *watched, *server, call[7])
            : add_watch(call.kernel, watcher, XousPid{static_cast<std::uint8_t>(call[2])}, *server, call[7]);
    return added ? scalar5() : Reply{added.error()};
}

Reply audit(Call call) {
    if (!call.process().may(abi::power::look)) return abi::Errno::access_denied;
    return query::audit(call.kernel);
}

Reply set_alarm(Call call) {
    const auto low = static_cast<std::uint32_t>(call[2]), high = static_cast<std::uint32_t>(call[3]);
    call.kernel.timer.set_alarm(call.process(), Ticks{std::uint64_t{high} << 32 | low});
    return scalar5();
}

Reply read_file(Call call) {
    char name[longest_name];
    const BootFile file = call.kernel.image.find("etc/", name_in(call.sid(2), name));
    if (file.name.empty()) return abi::Errno::not_found;
    abi::Sid bytes;
    if (call[6] < file.bytes.size()) {
        const auto rest = file.bytes.subspan(call[6]);
        std::memcpy(bytes.word, rest.data(), std::min(rest.size(), sizeof(bytes.word)));
    }
    return scalar5(file.bytes.size(), bytes.word[0], bytes.word[1], bytes.word[2], bytes.word[3]);
}

Reply program(Call call) {
    constexpr std::string_view folder = "bin/";
    const BootFile file = call.kernel.image.nth(folder, call[2]);
    if (file.name.empty()) return abi::Errno::not_found;
    const abi::Name name = name_of(file.name.substr(folder.size()));
    return scalar5(name.word[0], name.word[1], name.word[2], name.word[3], file.bytes.size());
}

std::optional<Reply> answer_to(Call call) {
    switch (static_cast<Query>(call[1])) {
        case Query::ownership: return query::ownership(call.kernel, call.process(), call[2]);
        case Query::region: return query::region(call[2]);
        case Query::process:
        case Query::process_name:
        case Query::mapping:
        case Query::limits: return answer_about(call, call[2]);
        case Query::machine: return query::machine(call.kernel);
        case Query::spawn: return spawn_program(call);
        case Query::end_process: return end_process(call);
        case Query::watch: return watch(call);
        case Query::read_file: return read_file(call);
        case Query::program: return program(call);
        case Query::audit: return audit(call);
        case Query::alarm: return set_alarm(call);
        case Query::rest: return query::rest(call.kernel);
    }
    return abi::Errno::invalid_syscall;
}

}  // namespace

void platform_specific(Call call) {
    if (const auto answer = answer_to(call)) call.answer(*answer);
}

}  // namespace freehold::kernel::syscall
