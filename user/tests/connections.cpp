// SPDX-License-Identifier: Apache-2.0
// Servers and the connections to them: addresses, limits of a process, connections that outlive their server, and servers
// that are known by a name (`name_server`).
#include <array>
#include <atomic>
#include <cstring>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr abi::Sid known = abi::Sid::of("test-connections");

Result<abi::Sid> create_server_id() {
    const auto reply = system_call(abi::Call::create_server_id);
    if (reply.tag != abi::Tag::server_id) return std::unexpected(refusal(reply));
    abi::Sid sid;
    for (unsigned i = 0; i < 4; ++i) sid.word[i] = static_cast<std::uint32_t>(reply.value[i]);
    return sid;
}

Result<void> destroy_server(const abi::Sid& sid) {
    return expecting_ok(system_call(abi::Call::destroy_server, sid.word[0], sid.word[1], sid.word[2], sid.word[3]));
}

void addresses(Report& report) {
    const auto id = create_server_id(), other = create_server_id();
    report.check("addresses differ", id && other && *id != *other);
    if (!id) return;
    report.refused("an address alone is no server", try_connect(*id), Errno::server_not_found);
    const auto server = create_server(*id);
    if (!report.granted("a server at it", server)) return;
    report.refused("no second one there", create_server(*id), Errno::server_exists);
    const auto again = try_connect(*id);
    report.check("a second connection is the first", again && *again == server->connection);
    report.refused("a server at no address", create_server(abi::Sid{}), Errno::invalid_argument);
    report.refused("receiving for another", receive(abi::log_server), Errno::server_not_found);
    report.granted("its end", destroy_server(*id));
    report.refused("which comes once", destroy_server(*id), Errno::server_not_found);
    report.granted("disconnect", disconnect(server->connection));
}

/// A connection is to a server, not to an address.
void stale(Report& report) {
    const auto first = create_server(known);
    report.granted("a server", first);
    report.granted("ends", destroy_server(known));
    const auto second = create_server(known);
    if (!report.granted("and another has its address", second)) return;
    report.refused("the connection to the first is dead", try_send(first->connection, MessageId{1}, {}),
                   Errno::server_not_found);
    report.granted("that to the second is not", try_send(second->connection, MessageId{1}, {}));
    report.granted("disconnect", disconnect(first->connection));
    report.refused("which is done once", disconnect(first->connection), Errno::server_not_found);
    for (const Word none : {Word{0}, abi::connections_per_process + 1, ~Word{0}}) {
        report.refused("no such connection", disconnect(ConnectionId{none}), Errno::server_not_found);
        report.refused("nor to send to", try_send(ConnectionId{none}, MessageId{1}, {}), Errno::server_not_found);
    }
    report.granted("its end", destroy_server(known));
    report.granted("disconnect the second", disconnect(second->connection));
}

/// 8 servers at a time, and 32 connections: those to servers that are no more give way to new ones, the others do not.
void limits(Report& report) {
    std::array<Server, abi::connections_per_process> made{};
    unsigned connections = 0, servers = 0;
    Errno refused{};
    for (;; ++servers) {
        const auto server = create_server();
        if (!server) {
            refused = server.error();
            break;
        }
        made[servers] = *server;
    }
    report.check("8 servers, then OutOfMemory", servers == 8 && refused == Errno::out_of_memory);
    for (unsigned i = 0; i < servers; ++i) (void)destroy_server(made[i].sid);
    for (connections = servers; connections < made.size(); ++connections) {
        const auto server = create_server();
        if (!server || raw(server->connection) == 0) break;
        made[connections] = *server;
        (void)destroy_server(server->sid);
    }
    const auto taken = try_connect(abi::time_server);
    report.granted("a connection to nobody gives way", taken);
    for (unsigned i = 0; i < connections; ++i)
        if (!taken || made[i].connection != *taken) (void)disconnect(made[i].connection);
    if (taken) (void)disconnect(*taken);
}

// --- by name

/// A page as `abi::names` lays it out. @return the error in the answer, or 0
class NameRequest {
public:
    NameRequest() : memory_{map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw).value_or(Memory{})} {}
    NameRequest(const NameRequest&) = delete;
    ~NameRequest() { (void)unmap_memory(memory_); }

    Result<ConnectionId> send(ConnectionId to, Word id, std::string_view name, const abi::Sid& sid = {}) {
        auto* const bytes = static_cast<char*>(memory_.pointer());
        std::memset(bytes, 0, page_bytes);
        std::memcpy(bytes, name.data(), name.size());
        put(abi::names::length_at, static_cast<std::uint32_t>(name.size()));
        for (unsigned i = 0; i < 4; ++i) put(abi::names::sid_at + 4 * i, sid.word[i]);
        if (const auto done = lend_mutably(to, MessageId{id}, {memory_}); !done) return std::unexpected(done.error());
        if (const auto result = get(abi::names::result_at); result != abi::names::found)
            return std::unexpected(static_cast<Errno>(result));
        return ConnectionId{get(abi::names::connection_at)};
    }

private:
    void put(std::size_t at, std::uint32_t word) {
        std::memcpy(static_cast<char*>(memory_.pointer()) + at, &word, sizeof word);
    }
    [[nodiscard]] std::uint32_t get(std::size_t at) const {
        std::uint32_t word;
        std::memcpy(&word, static_cast<const char*>(memory_.pointer()) + at, sizeof word);
        return word;
    }
    Memory memory_;
};

ConnectionId name_server;
std::atomic<Word> found_later = 0;

void wait_for_the_name(Word) {
    if (const auto connection = NameRequest{}.send(name_server, abi::names::connect, "later"))
        found_later = raw(*connection);
}

void names(Report& report) {
    const auto to = connect(abi::name_server);
    const auto server = create_server();
    if (!report.granted("the name server", to) || !report.granted("a server", server)) return;
    name_server = *to;
    NameRequest request;
    report.refused("a name that nobody has", request.send(*to, abi::names::try_connect, "panic-to-screen!"),
                   Errno::server_not_found);
    report.refused("no name", request.send(*to, abi::names::try_connect, ""), Errno::invalid_string);
    report.granted("a name for a server", request.send(*to, abi::names::register_name, "mine", server->sid));
    report.refused("which is taken then", request.send(*to, abi::names::register_name, "mine", server->sid),
                   Errno::server_exists);
    const auto found = request.send(*to, abi::names::try_connect, "mine");
    report.check("is found", found && *found == server->connection);

    const auto thread = start_thread(wait_for_the_name, 0);
    if (!report.granted("thread", thread)) return;
    for (int turn = 0; turn < 50; ++turn) yield();
    report.check("who connects by a name that nobody has waits", found_later == 0);
    report.granted("until it is given", request.send(*to, abi::names::register_name, "later", server->sid));
    (void)join_thread(*thread);
    report.check("and is connected", found_later == raw(server->connection));
    report.granted("the server's end", destroy_server(server->sid));
    report.refused("frees its name", request.send(*to, abi::names::try_connect, "mine"), Errno::server_not_found);
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    Report report{"connections"};
    addresses(report);
    stale(report);
    names(report);
    print("connections: limits\n");  // those to the log server and the name server are two of the 32
    limits(report);
    return report.failures();
}
