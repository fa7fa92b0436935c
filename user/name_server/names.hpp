// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include "abi/message.hpp"
#include "user/types.hpp"

namespace freehold::user {

/// A server's name: 1 to 64 bytes.
class ServerName {
public:
    constexpr ServerName() = default;

    /// Nothing when it is empty or too long.
    [[nodiscard]] static std::optional<ServerName> of(std::string_view text) {
        if (text.empty() || text.size() > abi::names::most_bytes) return std::nullopt;
        ServerName name;
        name.size_ = text.size();
        std::memcpy(name.text_.data(), text.data(), text.size());
        return name;
    }

    constexpr bool operator==(const ServerName&) const = default;

private:
    std::size_t size_ = 0;
    std::array<char, abi::names::most_bytes> text_{};
};

/// Which name stands for which server, and who said so.
class Names {
public:
    static constexpr unsigned most = 64;         ///< of all processes
    static constexpr unsigned most_of_each = 8;  ///< as many as a process can have servers

    [[nodiscard]] const abi::Sid* find(const ServerName& name) const {
        for (unsigned i = 0; i < used_; ++i)
            if (names_[i].name == name) return &names_[i].sid;
        return nullptr;
    }

    /// @return `server_exists` when the name is taken, `out_of_memory` when there is no room for this process' name.
    Result<void> add(const ServerName& name, const abi::Sid& sid, Pid owner) {
        if (find(name) != nullptr) return std::unexpected(Errno::server_exists);
        const auto own =
            std::count_if(names_.begin(), names_.begin() + used_, [&](const Entry& e) { return e.owner == owner; });
        if (used_ == most || own >= static_cast<std::ptrdiff_t>(most_of_each))
            return std::unexpected(Errno::out_of_memory);
        names_[used_++] = {name, sid, owner};
        return {};
    }

    void remove(const ServerName& name) {
        for (unsigned i = 0; i < used_; ++i)
            if (names_[i].name == name) return (void)(names_[i] = names_[--used_]);
    }

private:
    struct Entry {
        ServerName name;
        abi::Sid sid;
        Pid owner{};
    };

    std::array<Entry, most> names_{};
    unsigned used_ = 0;
};

}  // namespace freehold::user
