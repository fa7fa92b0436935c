// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "freehold/address.hpp"

namespace freehold::tools {

/// The words and signs of a linker script, one at a time. Comments, and lines that start with '#' (what a preprocessor
/// leaves of its own), are no part of it.
class LinkerTokens {
public:
    explicit LinkerTokens(std::string_view script) : script_{script} { skip_space(); }

    [[nodiscard]] bool at_end() const { return at_ == script_.size(); }
    /// The line of the next token, from 1.
    [[nodiscard]] std::size_t line() const { return line_; }
    /// The next token as a fault shows it.
    [[nodiscard]] std::string shown() const;

    /// Whether the sign or the word comes next. A word is meant whole: "l" is not the start of "len".
    [[nodiscard]] bool comes(std::string_view token) const;
    /// Takes it if it comes next.
    bool take(std::string_view token);
    /// A name as the places of names have it, with any of `_.$-` and maybe in quotes.
    std::optional<std::string> take_name();
    /// A symbol as expressions have it: without '-'.
    std::optional<std::string> take_symbol();
    /// A number: decimal, 0 octal, 0x hexadecimal, with a suffix K or M.
    /// @return nothing where none is next, or none of 64 bits
    std::optional<Word> take_number();
    /// Anything at all, so that unknown commands can be passed over.
    void skip();
    /// Up to the sign that closes the one just taken, and past it.
    void skip_to_close(char open, char close);

private:
    [[nodiscard]] char next() const { return at_end() ? '\0' : script_[at_]; }
    [[nodiscard]] std::string_view word(std::string_view marks) const;
    bool skip_one_space();
    void skip_space();
    void advance(std::size_t count);

    std::string_view script_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

}  // namespace freehold::tools
