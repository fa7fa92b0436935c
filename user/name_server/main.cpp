// SPDX-License-Identifier: Apache-2.0
// Connects clients to servers that they know by name only.
#include "names.hpp"
#include "page.hpp"
#include "reservations.hpp"
#include "user/serve.hpp"

namespace freehold::user {
namespace {

/// A connection to `sid` in the address book of another process.
Result<ConnectionId> connect_for(Pid process, const abi::Sid& sid) {
    const auto reply =
        system_call(abi::Call::connect_for_process, raw(process), sid.word[0], sid.word[1], sid.word[2], sid.word[3]);
    return expecting(abi::Tag::connection_id, reply).transform([](const Reply& r) { return ConnectionId{r.value[0]}; });
}

class NameServer {
public:
    explicit NameServer(const Clients<Client>& clients) : clients_{clients}, names_{clients} {}

    void handle(Request&& request) {
        auto page = Page::in(request);
        Client* const client = clients_.of(request.client());
        if (!page || client == nullptr) return;
        const auto name = page->name();
        if (!name) return page->refuse(Errno::invalid_string);
        switch (request.id()) {
            case abi::names::connect:
                if (!connect(request, *name)) wait(*client, std::move(request), *page);
                return;
            case abi::names::try_connect:
                if (!connect(request, *name)) page->refuse(Errno::server_not_found);
                return;
            case abi::names::register_name: return add(*client, request, *name, *page);
            default: return page->refuse(Errno::invalid_argument);
        }
    }

    /// Connects one of those who wait for a name that somebody has by now.
    bool work() {
        const auto ready = [](const Waiter& each) { return each.ready; };
        auto* const place = clients_.take_turn([&](auto& each) { return each.client.waiters.find(ready) != nullptr; });
        if (place == nullptr) return false;
        Waiter* const waiter = place->client.waiters.find(ready);
        waiter->ready = false;
        if (connect(waiter->request, *Page::in(waiter->request)->name())) (void)place->client.waiters.take(waiter);
        return true;
    }

    /// With the names that it had go the pages that it lent.
    void ended(const Ending& ending) { clients_.forget(ending.pid); }

private:
    /// @return false when there is no such server; otherwise the answer is written.
    bool connect(const Request& request, const ServerName& name) {
        const abi::Sid* const sid = names_.find(name);
        if (sid == nullptr) return false;
        const auto connection = connect_for(request.client(), *sid);
        if (!connection && connection.error() == Errno::server_not_found) return names_.remove(name), false;
        auto page = Page::in(request);
        if (connection) page->answer(abi::names::found, static_cast<std::uint32_t>(raw(*connection)));
        else page->refuse(connection.error());
        return true;
    }

    static void wait(Client& client, Request&& request, Page& page) {
        if (client.waiters.full()) return page.refuse(Errno::server_queue_full);
        (void)client.waiters.add({std::move(request)});
    }

    void add(Client& client, const Request& request, const ServerName& name, Page& page) {
        const abi::Sid sid = page.sid();
        const bool allowed = reservations_.allow(name, request.client());
        const auto added = allowed ? names_.add(client, name, sid) : std::unexpected(Errno::access_denied);
        if (!added) return page.refuse(added.error());
        page.answer(abi::names::found);
        for (auto& each : clients_.places())
            for (Waiter& waiter : each.client.waiters)
                if (Page::in(waiter.request)->name() == name) waiter.ready = true;
    }

    Clients<Client> clients_;
    Names names_;
    Reservations reservations_;
};

Errno run() {
    const auto clients = Clients<Client>::make();
    if (!clients) return clients.error();
    const auto server = create_server(abi::name_server);
    if (!server) return server.error();
    static NameServer name_server{*clients};
    return serve(server->sid, name_server);
}

}  // namespace
}  // namespace freehold::user

/// @return the error's number when something that it needs is not to be had.
int main() { return static_cast<int>(freehold::user::run()); }
