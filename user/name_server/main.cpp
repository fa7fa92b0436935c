// SPDX-License-Identifier: Apache-2.0
// Connects clients to servers that they know by name only.
#include "request.hpp"
#include "user/memory.hpp"
#include "waiting.hpp"

namespace freehold::user {
namespace {

/// A connection to `sid` in the address book of another process.
Result<ConnectionId> connect_for(Pid process, const abi::Sid& sid) {
    const auto reply =
        system_call(abi::Call::connect_for_process, raw(process), sid.word[0], sid.word[1], sid.word[2], sid.word[3]);
    return expecting(abi::Tag::connection_id, reply).transform([](const Reply& r) { return ConnectionId{r.value[0]}; });
}

constexpr MessageId process_ended{1000};

class NameServer {
public:
    explicit NameServer(const abi::Sid& sid) : sid_{sid} {}

    /// @return why there will be no next message.
    Errno serve() {
        for (;;) {
            const auto message = receive(sid_);
            if (!message) return message.error();
            handle(*message);
        }
    }

private:
    void handle(const Envelope& message) {
        if (const auto ending = ending_of(message, process_ended)) return forget(*ending);
        if (message.kind == abi::Received::blocking_scalar) return (void)return_scalar(message.sender, ~Word{0});
        if (message.kind == abi::Received::move) return (void)unmap_memory(message.memory());
        if (message.kind == abi::Received::mutable_borrow) answer(message);
        else if (message.carries_memory()) give_back(message);
    }

    void answer(const Envelope& message) {
        Request request{message.memory()};
        const auto name = request.name();
        if (!name) return refuse(message, Errno::invalid_string);
        switch (raw(message.id)) {
            case abi::names::connect:
                if (!connect(message, *name) && !waiting_.add(message, sid_, process_ended))
                    refuse(message, Errno::server_queue_full);
                return;
            case abi::names::try_connect:
                if (!connect(message, *name)) refuse(message, Errno::server_not_found);
                return;
            case abi::names::register_name: return add(message, *name);
            default: return refuse(message, Errno::invalid_argument);
        }
    }

    /// @return false when there is no such server; otherwise the client has its answer.
    bool connect(const Envelope& message, const ServerName& name) {
        const abi::Sid* const sid = names_.find(name);
        if (sid == nullptr) return false;
        const auto connection = connect_for(message.pid(), *sid);
        if (!connection && connection.error() == Errno::server_not_found) return names_.remove(name), false;
        if (!connection) return refuse(message, connection.error()), true;
        Request{message.memory()}.answer(abi::names::found, static_cast<std::uint32_t>(raw(*connection)));
        return give_back(message), true;
    }

    /// A name of a server that has ended is free again.
    void add(const Envelope& message, const ServerName& name) {
        if (const abi::Sid* const old = names_.find(name); old != nullptr && !alive(*old)) names_.remove(name);
        const auto added = names_.add(name, Request{message.memory()}.sid(), message.pid());
        if (!added) return refuse(message, added.error());
        Request{message.memory()}.answer(abi::names::found);
        give_back(message);
        waiting_.each(
            [&](const Envelope& client) { return Request{client.memory()}.name() == name && connect(client, name); });
    }

    /// What an ended process lent is returned all the same: so it gets free.
    void forget(const Ending& ending) {
        waiting_.each([&](const Envelope& client) { return client.pid() == ending.pid && (give_back(client), true); });
        waiting_.unwatch(ending.pid);
        (void)dismiss(ending);
    }

    static bool alive(const abi::Sid& sid) {
        const auto connection = try_connect(sid);
        if (connection) (void)disconnect(*connection);
        return connection.has_value();
    }

    static void refuse(const Envelope& message, Errno why) {
        Request{message.memory()}.answer(static_cast<std::uint32_t>(why));
        give_back(message);
    }

    static void give_back(const Envelope& message) {
        (void)return_memory(message.sender, {message.memory(), message.words[2], message.words[3]});
    }

    abi::Sid sid_;
    Names names_;
    Waiting waiting_;
};

}  // namespace
}  // namespace freehold::user

/// @return the error's number when the server's address is not to be had.
int main() {
    using namespace freehold;
    const auto server = user::create_server(abi::name_server);
    if (!server) return static_cast<int>(server.error());
    static user::NameServer name_server{server->sid};
    return static_cast<int>(name_server.serve());
}
