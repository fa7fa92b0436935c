// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace freehold::tools {

/// What a program of the system left behind.
struct Ran {
    bool succeeded;
    std::string out;
    std::string messages;
};

/// Runs a program found by PATH to its end. Its output and its messages go to files, so that neither can fill a pipe and
/// block; both and its time are bounded, for what it reads may be hostile.
/// @param arguments the first is the program's name
/// @return the error number where it could not be started
[[nodiscard]] std::expected<Ran, int> run_program(const std::vector<std::string>& arguments);

/// A path as an argument that no program takes for an option.
[[nodiscard]] std::string as_argument(const std::string& path);

}  // namespace freehold::tools
