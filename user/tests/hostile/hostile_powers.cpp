// SPDX-License-Identifier: Apache-2.0
// Takes powers that the boot image has not given it, and floods others: their queues, their windows, their patience
// (O12).
#include "find.hpp"
#include "trial.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user::hostile {
namespace {

constexpr Word quota = 128;  ///< of messages that nobody has received yet, at least (docs/abi.md)
constexpr MessageId unknown{54321};

std::optional<Pid> find_process(std::string_view name) {
    for (auto process = query(abi::Query::process, 0); process && process->value[4] != 0;) {
        const Pid pid{process->value[4]};
        const auto found = process_name(pid);
        if (found && found->text() == name) return pid;
        process = query(abi::Query::process, raw(pid));
    }
    return std::nullopt;
}

/// The interrupts of a machine are numbered from 1; past the last there is none.
Word first_interrupt_that_is_none() {
    for (Word number = 1;; ++number) {
        const auto claimed = claim_interrupt(Interrupt{number}, [](Word, Word) {}, 0);
        if (claimed) (void)free_interrupt(Interrupt{number});
        else if (claimed.error() == Errno::interrupt_not_found) return number;
    }
}

void take_powers(Hostile& hostile) {
    hostile.tries("20 powers that were not given", [](Steps& steps) {
        steps.holds("power off", shut_down() == Errno::access_denied);
        const auto child = spawn(*Name::of("intruder"));
        steps.holds("spawn", !child && child.error().error == Errno::access_denied);
        const auto made = system_call(abi::Call::create_process, 0x1000, 0x1000, 0x2000, 0x1000, 0x3000, 0x1000);
        steps.holds("create a process", refusal(made) == Errno::access_denied);
        for (const auto& sid : {abi::log_server, abi::ticktimer_server, abi::time_server, abi::name_server})
            steps.refused("serve there", create_server(sid), Errno::access_denied);
        for (const auto* name : {"init", "uart_server", "ticktimer_server", "name_server", "shell"}) {
            const auto pid = find_process(name);
            if (!pid) continue;
            steps.refused("end it", end_process(*pid, 0), Errno::access_denied);
            steps.refused("watch it", watch(*pid, abi::log_server, unknown), Errno::access_denied);
            steps.holds("connect for it",
                        refusal(system_call(abi::Call::connect_for_process, raw(*pid))) == Errno::access_denied);
            steps.holds("change its rights", refusal(system_call(abi::Call::update_memory_flags, 0x1'0000, page_bytes,
                                                                 abi::flag::r, raw(*pid))) == Errno::process_not_child);
        }
        steps.refused("watch all", watch(every_process, abi::log_server, unknown), Errno::access_denied);
    });
    hostile.tries("20 interrupts that are none, or another's", [](Steps& steps) {
        const auto handler = [](Word, Word) {};
        for (const Word none : {Word{0}, first_interrupt_that_is_none(), Word{1024}, Word{0x8000'0000}, ~Word{0}}) {
            steps.refused("claim", claim_interrupt(Interrupt{none}, handler, 0), Errno::interrupt_not_found);
            steps.refused("free", free_interrupt(Interrupt{none}), Errno::interrupt_not_found);
        }
        steps.refused("free one that is not claimed", free_interrupt(Interrupt{1}), Errno::interrupt_not_found);
        steps.granted("claim a free one", claim_interrupt(Interrupt{1}, handler, 0));
        steps.refused("claim it again", claim_interrupt(Interrupt{1}, handler, 0), Errno::interrupt_in_use);
        steps.granted("free it", free_interrupt(Interrupt{1}));
    });
}

/// Sends until it is refused, which must be for the quota. @return how many were sent
Word fill(ConnectionId to) {
    for (Word sent = 0;; ++sent)
        if (const auto done = try_send(to, MessageId{sent}, {}); !done)
            return done.error() == Errno::server_queue_full ? sent : 0;
}

/// To a server of one's own that does not receive: the sender's quota ends it, and what was received makes room.
void flood_queue(Hostile& hostile) {
    hostile.tries("20 flooding a queue", [](Steps& steps) {
        const auto server = create_server();
        if (!steps.granted("server", server)) return;
        const Word sent = fill(server->connection);
        steps.holds("a quota that is kept", sent >= quota && sent < 2 * quota);
        for (Word i = 0; i < sent; ++i) {
            const auto message = receive(server->sid);
            steps.holds("in order", message && raw(message->id) == i);
        }
        const auto none = try_receive(server->sid);
        steps.holds("none is left", none && !*none);
        steps.holds("the same quota again", fill(server->connection) == sent);
        const auto& sid = server->sid.word;
        steps.holds("its end takes all of them",
                    system_call(abi::Call::destroy_server, sid[0], sid[1], sid[2], sid[3]).tag == abi::Tag::ok);
        steps.refused("and none goes there", try_send(server->connection, unknown, {}), Errno::server_not_found);
        steps.granted("disconnect", disconnect(server->connection));
    });
}

Word pages_of(Pid pid) { return query(abi::Query::process, raw(pid)).value_or(Answer{}).value[0]; }

/// With the first memory that it gets, a process has a page table for messages, and keeps it.
void lend_once(const abi::Sid& sid) {
    const auto memory = map_memory(any_ram, anywhere, page, Flags::rw);
    if (const auto to = connect(sid); to && memory) (void)lend(*to, unknown, {*memory});
    if (memory) (void)unmap_memory(*memory);
}

/// What a server gets that it does not know: it must give back or free it, and must not be filled up.
void flood_servers(Hostile& hostile) {
    constexpr struct {
        const char *attack, *name;
        abi::Sid sid;
    } servers[] = {{"20 flooding the uart_server", "uart_server", abi::log_server},
                   {"20 flooding the ticktimer_server", "ticktimer_server", abi::ticktimer_server},
                   {"20 flooding the time_server", "time_server", abi::time_server},
                   {"20 flooding the name_server", "name_server", abi::name_server}};
    for (const auto& each : servers) {
        lend_once(each.sid);
        hostile.tries(each.attack, [&](Steps& steps) {
            const auto pid = find_process(each.name);
            const auto to = connect(each.sid);
            if (!pid || !steps.granted("connection", to)) return steps.fail("the server", "none");
            const Word before = pages_of(*pid);
            for (int turn = 0; turn < 600; ++turn) {
                const auto given = map_memory(any_ram, anywhere, page, Flags::rw);
                if (!steps.granted("map", given)) break;
                steps.granted("give pages away", move(*to, unknown, {*given}));
            }
            const auto memory = map_memory(any_ram, anywhere, page, Flags::rw);
            if (!steps.granted("map", memory)) return;
            for (const Word lie : {Word{0}, page_bytes + 1, ~Word{0}}) {
                steps.granted("lend", lend(*to, unknown, {*memory, lie, lie}));
                steps.granted("lend mutably", lend_mutably(*to, unknown, {*memory, lie, lie}));
            }
            steps.granted("unmap", unmap_memory(*memory));
            steps.holds("it has what it had", pages_of(*pid) == before);
            steps.granted("disconnect", disconnect(*to));
        });
    }
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    const auto server = create_server();
    if (!server) return 1;
    for (Word sent = fill(server->connection); sent > 0; --sent)
        (void)receive(server->sid);  // pages for messages, that stay
    Hostile hostile{"hostile_powers"};
    take_powers(hostile);
    flood_queue(hostile);
    flood_servers(hostile);
    return hostile.failures();
}
