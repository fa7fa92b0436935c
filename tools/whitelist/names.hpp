// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/address.hpp"

namespace freehold::tools {

inline constexpr std::size_t longest_name = 16;

/// Whether a fact may give this name: 1 to 16 of letters, digits and `,._+-@`.
[[nodiscard]] bool is_name(std::string_view name);

/// What a region would like to be called, and where it is.
struct NameWish {
    std::vector<std::string> stems;  ///< of what it is made of, in order; not empty
    PhysPage first;
};

/// Names of at most 16 bytes, no two the same, that depend on nothing but the wishes:
/// - the stem, cut to 16; of several stems "a+b", or "a+N" with the number of the others where that is too long;
/// - where several regions want one name, each gets its stem, cut to fit, "@" and its address in hexadecimal.
[[nodiscard]] std::vector<std::string> unique_names(std::span<const NameWish> wishes);

}  // namespace freehold::tools
