// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "whitelist/entry.hpp"
#include "whitelist/kind_table.hpp"

namespace freehold::tools {

/// What the names in a description make of a thing.
struct Guess {
    Kind kind;
    Rights rights;
    std::string reason;  ///< the table's, "" where no line decided
    std::string power;   ///< see `Entry::power`
    Dma dma = Dma::none;
    bool frame = false;  ///< see `Entry::frame`
};

/// What a line of the table makes of a thing that is of this kind otherwise.
[[nodiscard]] Guess guess_by(const KindRule* rule, Kind otherwise);

/// For registers.
[[nodiscard]] Guess guess_registers(std::string_view name);

/// For memory: "rom" (to be read) and "flash" are storage, "ram" and "hbm" are RAM, otherwise as `otherwise` says.
[[nodiscard]] Guess guess_memory(std::string_view name, Kind otherwise);

/// Takes over what was guessed.
void shape(Entry& entry, const Guess& guess);

}  // namespace freehold::tools
