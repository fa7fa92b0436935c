// SPDX-License-Identifier: Apache-2.0
#include "whitelist/guess.hpp"

#include <algorithm>
#include <string>

namespace freehold::tools {
namespace {

std::string lower(std::string_view name) {
    std::string text{name};
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return text;
}

Guess with_default_rights(Kind kind) { return {kind, default_rights(kind), "", ""}; }

Kind kind_by(Effect effect, Kind otherwise) {
    switch (effect) {
        case Effect::reserve: return Kind::reserved;
        case Effect::storage:
        case Effect::rom: return Kind::storage;
        case Effect::ram: return Kind::ram;
        case Effect::device:
        case Effect::registers:
        case Effect::master:
        case Effect::power: return Kind::device;
        case Effect::frame: return otherwise;
    }
    return otherwise;
}

}  // namespace

Guess guess_by(const KindRule* rule, Kind otherwise) {
    if (rule == nullptr) return with_default_rights(otherwise);
    Guess guess = with_default_rights(kind_by(rule->effect, otherwise));
    guess.reason = rule->reason;
    guess.frame = rule->effect == Effect::frame;
    if (rule->effect == Effect::rom) guess.rights = Rights::rx();
    if (rule->effect == Effect::power) guess.power = rule->reason;
    if (rule->effect == Effect::master) guess.dma = Dma::master;
    return guess;
}

Guess guess_registers(std::string_view name) { return guess_by(rule_for(block_rules(), name), Kind::device); }

Guess guess_memory(std::string_view name, Kind otherwise) {
    if (const KindRule* rule = rule_for(memory_rules(), name)) return guess_by(rule, otherwise);
    // Makers write these within words: "SPIFLASH", "sram0", "bootrom".
    const std::string text = lower(name);
    const auto has = [&text](const char* part) { return text.find(part) != std::string::npos; };
    if (has("rom")) return {Kind::storage, Rights::rx(), "", ""};
    if (has("flash")) return with_default_rights(Kind::storage);
    if (has("ram") || has("hbm")) return with_default_rights(Kind::ram);
    return otherwise == Kind::device ? guess_registers(name) : with_default_rights(otherwise);
}

void shape(Entry& entry, const Guess& guess) {
    entry.kind = guess.kind;
    entry.rights = guess.rights;
    entry.reason = guess.reason;
    entry.frame = guess.frame;
    entry.hardware.dma = guess.dma;
    entry.power = guess.power;
    if (guess.dma == Dma::master && guess.kind == Kind::device)
        entry.power = "a bus master that no IOMMU stops; its owner has all memory: " + guess.reason;
}

}  // namespace freehold::tools
