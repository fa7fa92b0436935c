// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace freehold::boot_test {

/// The text without blanks at its ends.
std::string_view trimmed(std::string_view text);

/// The words of a line, parted by blanks.
std::vector<std::string> words_of(std::string_view line);

/// What a person at the terminal would read: without carriage returns and escape sequences (ESC [ ... letter).
std::string readable(std::string_view raw);

}  // namespace freehold::boot_test
