// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstring>
#include <optional>

#include "abi/message.hpp"
#include "server_name.hpp"
#include "user/request.hpp"

namespace freehold::user {

/// A page that a client has lent, as the standard library of Rust and `abi::names` lay it out.
class Page {
public:
    /// None where a request has not lent one page for writing: a client that waits keeps no more of the server's addresses.
    [[nodiscard]] static std::optional<Page> in(const Request& request) {
        const auto room = request.room();
        if (request.kind() != abi::Received::mutable_borrow || room.size() != page_bytes) return std::nullopt;
        return Page{room.data()};
    }

    /// The name in it, if it is one.
    [[nodiscard]] std::optional<ServerName> name() const {
        const std::uint32_t length = word(abi::names::length_at);
        if (length > abi::names::most_bytes) return std::nullopt;
        return ServerName::of({bytes_, length});
    }

    [[nodiscard]] abi::Sid sid() const {
        abi::Sid sid;
        for (unsigned i = 0; i < 4; ++i) sid.word[i] = word(abi::names::sid_at + 4 * i);
        return sid;
    }

    void answer(std::uint32_t result, std::uint32_t connection = 0) {
        put(abi::names::result_at, result);
        put(abi::names::connection_at, connection);
    }
    void refuse(Errno why) { answer(static_cast<std::uint32_t>(why)); }

private:
    static_assert(std::endian::native == std::endian::little, "the layout is little-endian");

    explicit Page(char* bytes) : bytes_{bytes} {}

    [[nodiscard]] std::uint32_t word(std::size_t at) const {
        std::uint32_t word;
        std::memcpy(&word, bytes_ + at, sizeof word);
        return word;
    }
    void put(std::size_t at, std::uint32_t word) { std::memcpy(bytes_ + at, &word, sizeof word); }

    char* bytes_;
};

}  // namespace freehold::user
