// SPDX-License-Identifier: Apache-2.0
// Each system call where it costs most, in instructions from user to user: docs/bounds.md has the table, and says how each
// was brought about. Needs `bounds_echo` running and a machine that counts exactly (`-icount`).
#include "abi/platform.hpp"
#include "bounds.hpp"
#include "counting.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/process.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

using abi::Call;
constexpr Word rw = raw(Flags::rw);
constexpr Word many = 256;   ///< pages of the long requests: 1 MiB
constexpr Word quota = 128;  ///< messages that wait, docs/abi.md

/// Whether all calls that are counted did what they are counted for.
bool all_granted = true;

Reply granted(const Reply& reply) {
    if (reply.tag == abi::Tag::error) all_granted = false;
    return reply;
}
template <class... Arguments>
Reply call(Call number, Arguments... arguments) {
    return granted(system_call(number, static_cast<Word>(arguments)...));
}
template <class... Arguments>
Reply ask_kernel(abi::Query query, Arguments... arguments) {
    return call(Call::platform_specific, query, arguments...);
}
Reply on(Call number, const abi::Sid& sid) { return call(number, sid.word[0], sid.word[1], sid.word[2], sid.word[3]); }
Reply map(Word address, Word pages, Word flags) {
    return call(Call::map_memory, 0, address, pages * page_bytes, flags);
}
void unmap(Word address, Word pages) { call(Call::unmap_memory, address, pages * page_bytes); }
void touch(Word address) { *reinterpret_cast<volatile unsigned char*>(address) = 1; }

void short_calls(Bounds& bounds) {
    bounds.hold({"yield", "Yield", 250}, cost([] { call(Call::yield); }, nothing));
    bounds.hold({"thread_id", "GetThreadId", 150}, cost([] { call(Call::get_thread_id); }, nothing));
    const Word here = reinterpret_cast<Word>(&all_granted);
    bounds.hold({"virt_to_phys", "VirtToPhys", 280}, cost([&] { call(Call::virt_to_phys, here); }, nothing));
    bounds.hold({"exception_handler", "SetExceptionHandler", 170},
                cost([&] { call(Call::set_exception_handler, here, here); }, nothing));
    const Word limit = call(Call::adjust_process_limit, abi::Limit::heap_maximum, 0, 0).value[1];
    bounds.hold({"limit", "AdjustProcessLimit", 200},
                cost([&] { call(Call::adjust_process_limit, abi::Limit::heap_maximum, limit, limit); }, nothing));
}

/// In a zone of many holes of one page: a request for two looks at each page of it.
void scattered_zone(Bounds& bounds) {
    const Word start = map(0, many, rw).value[0];
    for (Word page = 1; page < many; page += 2) unmap(start + page * page_bytes, 1);
    Reply two{};
    bounds.hold({"map_past_holes", "MapMemory of 2 pages, past 128 holes of one", 13200},
                cost([&] { two = map(0, 2, rw); }, [&] { unmap(two.value[0], 2); }));
    for (Word each = 0; each < many; each += 2) unmap(start + each * page_bytes, 1);
}

void mebibyte(Bounds& bounds) {
    constexpr Word apart = abi::layout::map_base + (8u << 20);
    const auto granted_and_touched = [&] {
        map(apart, many, rw);
        for (Word page = 0; page < many; ++page) touch(apart + page * page_bytes);
    };
    granted_and_touched();
    const Word self = call(Call::get_process_id).value[0];
    bounds.hold({"mapping", "Query::mapping, 256 pages alike", 22000},
                cost([&] { ask_kernel(abi::Query::mapping, self, apart / page_bytes); }, nothing));
    bounds.hold({"flags", "UpdateMemoryFlags of 1 MiB", 24000},
                cost([&] { call(Call::update_memory_flags, apart, many * page_bytes, raw(Flags::r), 0); },
                     [&] { unmap(apart, many), granted_and_touched(); }));
    unmap(apart, many);
    const auto increase = [] { call(Call::increase_heap, many * page_bytes, rw); };
    const auto decrease = [] { call(Call::decrease_heap, many * page_bytes); };
    bounds.hold({"heap_up_mebibyte", "IncreaseHeap by 1 MiB and its page table", 5100}, cost(increase, decrease));
    increase();
    bounds.hold({"heap_down_mebibyte", "DecreaseHeap by 1 MiB and its page table", 12800}, cost(decrease, increase));
    decrease();
}

void servers(Bounds& bounds) {
    bounds.hold({"server_id", "CreateServerId", 1930}, cost([] { call(Call::create_server_id); }, nothing));
    const abi::Sid echo = bounds::echo;
    Word connection = 0;
    const auto connect = [&] { connection = on(Call::connect, echo).value[0]; };
    const auto disconnect = [&] { call(Call::disconnect, connection); };
    bounds.hold({"connect", "Connect", 1190}, cost(connect, disconnect));
    connect();
    bounds.hold({"disconnect", "Disconnect", 160}, cost(disconnect, connect));
    disconnect();

    Server made{};
    const auto create = [&] {
        const Reply reply = call(Call::create_server);
        for (unsigned i = 0; i < 4; ++i) made.sid.word[i] = static_cast<std::uint32_t>(reply.value[i]);
        made.connection = ConnectionId{reply.value[4]};
    };
    const auto destroy = [&] { on(Call::destroy_server, made.sid); };
    const auto leave = [&] { destroy(), call(Call::disconnect, raw(made.connection)); };
    bounds.hold({"create_server", "CreateServer", 4100}, cost(create, leave));
    const auto create_and_fill = [&] {
        create();
        for (Word i = 0; i < quota; ++i)
            call(Call::try_send_message, raw(made.connection), abi::Send::scalar, i, 0, 0, 0, 0);
    };
    create_and_fill();
    bounds.hold({"destroy_server", "DestroyServer, 128 messages waiting", 59000},
                cost(destroy, [&] { call(Call::disconnect, raw(made.connection)), create_and_fill(); }));
    leave();
}

/// In a queue of as many messages as may wait.
void full_queue(Bounds& bounds) {
    const auto server = create_server();
    if (!server) return void(all_granted = false);
    const auto send = [&] {
        return system_call(Call::try_send_message, raw(server->connection), static_cast<Word>(abi::Send::scalar), 1, 0,
                           0, 0, 0);
    };
    const auto receive = [&] { return on(Call::try_receive_message, server->sid); };
    bounds.hold({"receive_none", "TryReceiveMessage, none waiting", 220}, cost(receive, nothing));
    for (Word i = 0; i + 1 < quota; ++i) granted(send());
    bounds.hold({"send_last", "TrySendMessage, 127 waiting", 360}, cost([&] { granted(send()); }, receive));
    granted(send());
    bounds.hold({"send_refused", "TrySendMessage, ServerQueueFull", 320}, cost([&] { (void)send(); }, nothing));
    bounds.hold({"receive", "TryReceiveMessage, 128 waiting", 700}, cost(receive, [&] { granted(send()); }));
    for (Word i = 0; i < quota; ++i) receive();
    on(Call::destroy_server, server->sid);
    call(Call::disconnect, raw(server->connection));
}

void parcels(Bounds& bounds) {
    const Word echo = on(Call::connect, bounds::echo).value[0];
    const Word start = map(0, many, rw).value[0];
    const auto lend = [&] {
        call(Call::send_message, echo, abi::Send::mutable_borrow, raw(bounds::look_in_two), start, many * page_bytes, 0,
             0);
    };
    bounds.hold({"lend_mebibyte", "1 MiB lent and returned", 58600}, cost(lend, nothing));
    unmap(start, many);
    call(Call::disconnect, echo);

    const auto server = create_server();
    if (!server) return void(all_granted = false);
    Word page = map(0, 1, rw).value[0];
    const auto send = [&] {
        call(Call::try_send_message, raw(server->connection), abi::Send::move, 1, page, page_bytes, 0, 0);
    };
    const auto receive = [&] { page = on(Call::try_receive_message, server->sid).value[3]; };
    bounds.hold({"move", "TrySendMessage of a page that nobody waits for", 680}, cost(send, receive));
    send();
    bounds.hold({"receive_page", "TryReceiveMessage of a page", 1680}, cost(receive, send));
    receive();
    unmap(page, 1);
    on(Call::destroy_server, server->sid);
    call(Call::disconnect, raw(server->connection));
}

void end_at_once(Word, Word, Word, Word) {}

void threads(Bounds& bounds) {
    const Word stack = map(0, 1, rw).value[0];
    Word thread = 0;
    const auto create = [&] {
        thread =
            call(Call::create_thread, reinterpret_cast<Word>(&end_at_once), stack, page_bytes, 0, 0, 0, 0).value[0];
    };
    const auto join = [&] { call(Call::join_thread, thread); };
    create(), join();  // its context's page is the process' from now on
    bounds.hold({"create_thread", "CreateThread", 940}, cost(create, join));
    create(), call(Call::yield);
    bounds.hold({"join", "JoinThread, when it has ended", 195}, cost(join, [&] { create(), call(Call::yield); }));
    join();
    unmap(stack, 1);
}

void events(Bounds& bounds) {
    constexpr Word line = 8;  // a virtio transport's, which nobody drives
    const auto claim = [] { call(Call::claim_interrupt, line, reinterpret_cast<Word>(&end_at_once), 0); };
    const auto release = [] { call(Call::free_interrupt, line); };
    bounds.hold({"claim_interrupt", "ClaimInterrupt", 200}, cost(claim, release));
    claim();
    bounds.hold({"free_interrupt", "FreeInterrupt", 232}, cost(release, claim));
    release();
    const auto ring = [] { ask_kernel(abi::Query::alarm, 1, 0); };
    ring();
    bounds.hold({"wait_event", "WaitEvent, when the alarm has rung", 176}, cost([] { call(Call::wait_event); }, ring));
    bounds.hold({"alarm", "Query::alarm", 970}, cost(ring, nothing));
    call(Call::wait_event);
}

void queries(Bounds& bounds) {
    const Word self = call(Call::get_process_id).value[0];
    constexpr Word flash = 0x2000'0000 / page_bytes;
    bounds.hold({"ownership", "Query::ownership, 256 pages alike", 1940},
                cost([] { ask_kernel(abi::Query::ownership, flash); }, nothing));
    bounds.hold({"region", "Query::region", 390}, cost([] { ask_kernel(abi::Query::region, 0); }, nothing));
    bounds.hold({"process", "Query::process", 735}, cost([&] { ask_kernel(abi::Query::process, self); }, nothing));
    bounds.hold({"name", "Query::process_name", 423},
                cost([&] { ask_kernel(abi::Query::process_name, self); }, nothing));
    bounds.hold({"limits", "Query::limits", 428}, cost([&] { ask_kernel(abi::Query::limits, self); }, nothing));
    bounds.hold({"machine", "Query::machine", 700}, cost([] { ask_kernel(abi::Query::machine); }, nothing));
    bounds.hold({"rest", "Query::rest", 325}, cost([] { ask_kernel(abi::Query::rest); }, nothing));
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    Bounds bounds;
    short_calls(bounds);
    scattered_zone(bounds);
    mebibyte(bounds);
    servers(bounds);
    full_queue(bounds);
    parcels(bounds);
    threads(bounds);
    events(bounds);
    queries(bounds);
    print("{} bounds_worst all calls were granted\n", all_granted ? "PASS" : "FAIL");
    return all_granted ? bounds.failures() : 1;
}
