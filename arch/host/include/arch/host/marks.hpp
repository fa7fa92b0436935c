// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>

#include "arch/host/memory.hpp"
#include "arch/host/paper.hpp"

namespace freehold::host {

/// What a test writes into a page in place of a process, to see later who can read it. 0 is a scrubbed page.
using Mark = std::uint8_t;

template <Word pages>
void write_mark(PaperMachine<pages>& machine, PhysPage page, Mark mark) {
    machine.content[page.number()] = mark;
}

/// @return nothing where the page holds no single mark.
template <Word pages>
std::optional<Mark> read_mark(PaperMachine<pages>& machine, PhysPage page) {
    return machine.content[page.number()];
}

template <class Format>
void write_mark(ArrayMachine<Format>& machine, PhysPage page, Mark mark) {
    std::memset(machine.memory->at(page), mark, page_bytes);
}

template <class Format>
std::optional<Mark> read_mark(ArrayMachine<Format>& machine, PhysPage page) {
    const std::byte* bytes = machine.memory->at(page);
    if (std::memcmp(bytes, bytes + 1, page_bytes - 1) != 0) return {};
    return static_cast<Mark>(bytes[0]);
}

}  // namespace freehold::host
