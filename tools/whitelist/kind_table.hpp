// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace freehold::tools {

/// What a line of the table makes of the thing that it names.
enum class Effect {
    reserve,    ///< its owner could break the isolation of the others: never granted
    master,     ///< a device that reads and writes memory by itself; a lint says so where no IOMMU stops it
    power,      ///< a device that stops or resets what others use; a lint says so
    device,     ///< a device, whatever the lines below say
    storage,    ///< flash or ROM, granted by exact address
    rom,        ///< the same, never written
    ram,        ///< memory of the pool
    frame,      ///< the window of a bus: nothing is there but what lies in it
    registers,  ///< a bus that has registers of its own besides its window
};

/// One line: what has this name has this effect, for this reason. The first line that fits decides.
struct KindRule {
    std::string_view pattern;  ///< words that have to stand together in the name, see `fits`
    Effect effect;
    std::string_view reason;
};

/// `compatible` strings of device trees.
[[nodiscard]] std::span<const KindRule> compatible_rules();
/// Names of nodes without their address; asked where no `compatible` decided.
[[nodiscard]] std::span<const KindRule> node_rules();
/// Names of register blocks in SVD files and in LiteX' csr.json.
[[nodiscard]] std::span<const KindRule> block_rules();
/// Names of memories there.
[[nodiscard]] std::span<const KindRule> memory_rules();

/// Whether the words of a pattern stand together in a name. Words end at any of `,-_.` and space; case does not count, nor
/// do digits at the end of a word: "plic" is in "sifive,plic-1.0.0" and "PLIC0", not in "TRIPLICATOR". A pattern that
/// starts with '=' is the whole name, its digits included.
[[nodiscard]] bool fits(std::string_view pattern, std::string_view name);

/// The first line that fits, or null.
[[nodiscard]] const KindRule* rule_for(std::span<const KindRule> rules, std::string_view name);

}  // namespace freehold::tools
