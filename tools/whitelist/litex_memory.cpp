// SPDX-License-Identifier: Apache-2.0
#include "whitelist/litex_memory.hpp"

#include <algorithm>

#include "whitelist/guess.hpp"

namespace freehold::tools {
namespace {

Guess guess_linker(const std::string& name) {
    const Guess guess = guess_memory(name, Kind::reserved);
    if (guess.kind == Kind::ram || guess.kind == Kind::reserved) return guess;
    return {Kind::reserved, Rights::none(), "the firmware's, as its linker script says", ""};
}

void make_ram(Entry& entry, const Entry& name) {
    if (entry.kind == Kind::ram) return;
    entry.kind = Kind::ram;
    entry.rights = default_rights(Kind::ram);
    entry.reason = "called " + name.name;
}

/// Two names of one memory, one of them the linker's: the one that lies within the other is listed.
void merge(Entry& linker, Entry& memory) {
    make_ram(memory, linker);
    if (memory.range.contains(linker.range)) memory.container = true;
    else if (linker.range.contains(memory.range)) linker.container = true;
}

}  // namespace

bool LitexTypes::has(std::string_view type) const {
    for (std::string_view rest = types_; !rest.empty();) {
        const std::size_t end = std::min(rest.find('+'), rest.size());
        if (rest.substr(0, end) == type) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

void shape_memory(LitexTypes types, Entry& entry) {
    const bool registers = types.io() || !types.known();
    if (types.io() && entry.name != "csr") shape(entry, guess_registers(entry.name));
    else if (types.linker() && !types.io()) shape(entry, guess_linker(entry.name));
    else shape(entry, guess_memory(entry.name, registers ? Kind::device : Kind::storage));
    entry.container = registers && entry.kind == Kind::device;
    if (types.cached() && entry.kind != Kind::device) entry.hardware.memory_type = MemoryType::cached;
}

void add_memories(std::vector<LitexMemory> memories, std::vector<Entry>& into) {
    for (LitexMemory& name : memories)
        for (LitexMemory& other : memories)
            if (name.linker && name.entry.kind == Kind::ram && !other.linker && other.entry.kind != Kind::device &&
                other.entry.kind != Kind::reserved && other.entry.range.overlaps(name.entry.range))
                merge(name.entry, other.entry);
    for (LitexMemory& memory : memories) into.push_back(std::move(memory.entry));
}

}  // namespace freehold::tools
