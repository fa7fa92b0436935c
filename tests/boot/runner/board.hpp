// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <istream>

#include "pattern.hpp"

namespace freehold::boot_test {

/// What is wrong in a board's file of places, as "FILE:LINE: what".
struct BoardFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What cases call the places of one board, from boards/NAME/places: a line is a name and its value, so a case says
/// `{uart}` and runs everywhere. Lines that start with `#` are comments.
/// @throws BoardFault
Variables read_places(std::istream& in, const std::filesystem::path& file);

}  // namespace freehold::boot_test
