// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client.hpp"
#include "user/clients.hpp"

namespace freehold::user {

/// Which name stands for which server. Each is kept with the process that said so, and goes at its end.
class Names {
public:
    explicit Names(const Clients<Client>& clients) : clients_{clients} {}

    [[nodiscard]] const abi::Sid* find(const ServerName& name) const {
        for (auto& each : clients_.places())
            if (const Entry* const entry = entry_of(each.client, name)) return &entry->sid;
        return nullptr;
    }

    /// @return `server_exists` when the name stands for a server that is alive, `out_of_memory` when the client has as many
    /// names as it can.
    Result<void> add(Client& client, const ServerName& name, const abi::Sid& sid) {
        const abi::Sid* const old = find(name);
        if (old != nullptr && alive(*old)) return std::unexpected(Errno::server_exists);
        remove(name);
        if (client.names.add({name, sid}) == nullptr) return std::unexpected(Errno::out_of_memory);
        return {};
    }

    void remove(const ServerName& name) {
        for (auto& each : clients_.places())
            if (Entry* const entry = entry_of(each.client, name)) (void)each.client.names.take(entry);
    }

private:
    static Entry* entry_of(Client& client, const ServerName& name) {
        return client.names.find([&](const Entry& each) { return each.name == name; });
    }

    static bool alive(const abi::Sid& sid) {
        const auto connection = try_connect(sid);
        if (connection) (void)disconnect(*connection);
        return connection.has_value();
    }

    Clients<Client> clients_;
};

}  // namespace freehold::user
