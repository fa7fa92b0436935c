// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace freehold::boot_test {

/// What patterns have captured so far, by name.
using Variables = std::map<std::string, std::string>;

/// A pattern that is no regular expression, or names a variable that has no value.
struct PatternFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A regular expression (ECMAScript) that is searched for in a line. Beyond it, `{name:EXPRESSION}` captures what
/// EXPRESSION matches, and `{name}` stands for what was captured, literally. A name is of lower-case letters and '_',
/// so counts like `{2,3}` keep their meaning.
class Pattern {
public:
    /// @throws PatternFault
    explicit Pattern(std::string_view source);

    /// Whether the line holds a match; if it does, its captures go into `variables`.
    /// @throws PatternFault for a variable without value
    bool found_in(const std::string& line, Variables& variables) const;
    [[nodiscard]] const std::string& source() const { return source_; }

private:
    struct Compiled {
        std::string expression;
        std::vector<std::string> captures;  ///< by number of the group, "" for a group without a name
    };
    [[nodiscard]] static Compiled compile(std::string_view source, const Variables* variables);

    std::string source_;
};

/// The text with each `{name}` replaced by its value.
/// @throws PatternFault for a variable without value
std::string substituted(std::string_view text, const Variables& variables);

}  // namespace freehold::boot_test
