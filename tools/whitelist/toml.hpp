// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace freehold::tools {

/// A text on which the TOML library's parser contradicts itself. Its assertions become this, in every build: a malformed
/// text must not end the program, nor be assumed away.
struct TomlContradiction : std::logic_error {
    using std::logic_error::logic_error;
};

[[noreturn]] inline void contradict_toml(const char* what) { throw TomlContradiction{what}; }

}  // namespace freehold::tools

#undef NDEBUG
#define TOML_ASSERT(expr) (static_cast<bool>(expr) ? void() : ::freehold::tools::contradict_toml(#expr))
#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>
