// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace freehold::tools {

/// One interrupt of a device, as its controller counts.
struct InterruptLine {
    std::string controller;            ///< the item of the controller, "" where the description names none
    std::vector<std::uint32_t> cells;  ///< what the controller takes to tell its lines apart; not empty
    /// The number of the line: of three cells, as the GIC has them, the second.
    [[nodiscard]] std::uint32_t number() const { return cells.size() >= 3 ? cells[1] : cells[0]; }
    bool operator==(const InterruptLine&) const = default;
};

/// How a device reaches memory by itself; the later, the farther.
enum class Dma : std::uint8_t {
    none,        ///< nothing in the description says that it does
    requests,    ///< a DMA controller moves its data
    translated,  ///< it is a bus master behind an IOMMU
    master,      ///< it is a bus master, and nothing stops it
};

/// How a mapping has to be made; the later, the stricter.
enum class MemoryType : std::uint8_t { cached, uncached, device };

/// What a driver has to know of a region besides where it is.
struct Hardware {
    std::vector<InterruptLine> interrupts;
    Dma dma = Dma::none;
    std::optional<MemoryType> memory_type;  ///< nothing: as the kind has it
};

/// What is true of two things that are owned together.
inline void join(Hardware& into, const Hardware& other) {
    for (const InterruptLine& line : other.interrupts)
        if (std::ranges::find(into.interrupts, line) == into.interrupts.end()) into.interrupts.push_back(line);
    into.dma = std::max(into.dma, other.dma);
    if (other.memory_type)
        into.memory_type = std::max(into.memory_type.value_or(MemoryType::cached), *other.memory_type);
}

}  // namespace freehold::tools
