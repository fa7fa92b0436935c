// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "whitelist/listing.hpp"

namespace freehold::tools {

/// What a written list says of itself.
struct Title {
    std::string board;   ///< "" for none
    std::string inputs;  ///< as they were given
    AddressBits address_bits;
};

/// A C++ header with a `constexpr Whitelist` for the kernel's build.
[[nodiscard]] std::string write_hpp(const Listing& listing, const Title& title);
/// For programs: numbers are JSON numbers, in bytes.
[[nodiscard]] std::string write_json(const Listing& listing, const Title& title);
/// For people: a line each, in columns.
[[nodiscard]] std::string write_table(const Listing& listing, const Title& title);
/// A device tree that reads back as the same list.
[[nodiscard]] std::string write_dts(const Listing& listing, const Title& title);
/// A header in C99 with a plain table, for kernels that have nothing of this project.
[[nodiscard]] std::string write_c(const Listing& listing, const Title& title);
/// A drawing of the address space, for people: regions to scale among each other, gaps cut.
[[nodiscard]] std::string write_svg(const Listing& listing, const Title& title);

}  // namespace freehold::tools
