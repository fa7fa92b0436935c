// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <istream>
#include <string>
#include <vector>

#include "pattern.hpp"

namespace freehold::boot_test {

/// One thing that happens in order on the console: a line that is expected, or text that is typed.
struct Step {
    int line;  ///< of the case file
    bool types;
    Pattern pattern;   ///< what is expected, unless it types
    std::string text;  ///< what is typed, with `\r`, `\t`, `\e` and `\\` already resolved
};

struct Forbidden {
    int line;
    Pattern pattern;
};

/// A boot test as its file tells it (tests/boot/README.md has the words).
struct Case {
    std::filesystem::path file;
    std::vector<std::string> boards;    ///< empty: every board
    std::vector<std::string> commands;  ///< for the shell, in order
    std::string kernel;                 ///< PATH beside the board's build output; empty: the board's own
    std::vector<std::string> programs;  ///< PATH[=NAME][,RIGHT]..., beside the board's build output
    std::vector<std::string> files;     ///< NAME=TEXT, in the boot image's etc/
    std::chrono::seconds time_limit{60};
    bool counts_instructions = false;
    bool seeded = true;  ///< the boot image brings a seed
    std::string harts;   ///< empty: as many as the board has
    std::vector<Step> steps;
    std::vector<Forbidden> forbidden;
    std::vector<std::string> checks;
    int status = 0;
};

/// What is wrong in a case file, as "FILE:LINE: what".
struct CaseFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// @throws CaseFault
Case read_case(std::istream& in, const std::filesystem::path& file);

}  // namespace freehold::boot_test
