// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "freehold/region.hpp"
#include "whitelist/hardware.hpp"

namespace freehold::tools {

/// The words that facts, trees and outputs use for the kinds, rights and granularities of regions.
[[nodiscard]] std::string_view word_for(Kind kind);
[[nodiscard]] std::string_view word_for(Granularity granularity);
[[nodiscard]] std::string_view word_for(Dma dma);
[[nodiscard]] std::string_view word_for(MemoryType type);
/// "rwx", "rw", "r", ... and "none".
[[nodiscard]] std::string word_for(Rights rights);
[[nodiscard]] std::optional<Kind> kind_from(std::string_view word);
[[nodiscard]] std::optional<Granularity> granularity_from(std::string_view word);
[[nodiscard]] std::optional<Dma> dma_from(std::string_view word);
[[nodiscard]] std::optional<MemoryType> memory_type_from(std::string_view word);
[[nodiscard]] std::optional<Rights> rights_from(std::string_view word);

/// "0x1000", for messages and lists.
[[nodiscard]] std::string hex(PhysAddr at);

/// A text of an input's, for a line that people read: control characters are '?'.
[[nodiscard]] std::string printable(std::string text);

/// A number as SVD and facts write it: decimal, 0x hexadecimal, # or 0b binary, and a suffix k, m, g or t (binary multiples).
/// @return nothing for anything else, and for what does not fit 64 bits.
[[nodiscard]] std::optional<Word> number_from(std::string_view text);

}  // namespace freehold::tools
