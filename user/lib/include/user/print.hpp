// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/format.hpp"
#include "user/types.hpp"

/// Text on the console, by way of the log server: one page, lent for each piece, and no heap.
namespace freehold::user {

/// What to do while there is no log server.
enum class Patience {
    wait,   ///< wait until there is one
    brief,  ///< try for a while, then keep the text for the next time, as far as it fits in a page
};

void set_console_patience(Patience patience);

/// Adds to what will be printed next.
void put_text(std::string_view text);
/// Sends what has been put. @return false when some of it is still kept.
bool flush_text();

/// The same as a sink.
struct ConsoleSink final : Sink {
    void put(std::string_view text) override { put_text(text); }
};

/// Prints in one piece, undivided by what other threads print.
void print_fields(std::string_view pattern, std::initializer_list<Field> fields);

template <class... Fields>
void print(std::string_view pattern, const Fields&... fields) {
    print_fields(pattern, {Field{fields}...});
}

}  // namespace freehold::user
