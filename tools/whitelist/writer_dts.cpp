// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "whitelist/words.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

std::string cells(Word value) { return fmt::format("{:#x} {:#x}", value >> 32, value & 0xffff'ffff); }

/// A node's name starts with a letter (Devicetree Specification 0.4, 2.2.1) and has one '@'; the full name is a property.
std::string node_name(const ListedRegion& region) {
    std::string stem = region.kind == Kind::ram ? "memory" : "region";
    return fmt::format("{}@{:x}", stem, region.pages.first().address().raw());
}

std::string node(const ListedRegion& region) {
    const std::string memory = region.kind == Kind::ram ? "\t\tdevice_type = \"memory\";\n" : "";
    return fmt::format(
        "\n\t{} {{\n{}\t\treg = <{} {}>;\n\t\tfreehold,name = \"{}\";\n\t\tfreehold,kind = \"{}\";\n"
        "\t\tfreehold,rights = \"{}\";\n\t\tfreehold,granularity = \"{}\";\n"
        "\t\tfreehold,dma = \"{}\";\n\t\tfreehold,memory-type = \"{}\";\n\t}};\n",
        node_name(region), memory, cells(region.pages.first().address().raw()), cells(region.pages.bytes().raw()),
        region.name, word_for(region.kind), word_for(region.rights), word_for(region.granularity),
        word_for(region.hardware.dma), word_for(region.memory_type()));
}

}  // namespace

std::string write_dts(const Listing& listing, const Title&) {
    std::string text = "/dts-v1/;\n\n/ {\n\t#address-cells = <2>;\n\t#size-cells = <2>;\n";
    for (const ListedRegion& region : listing.regions) text += node(region);
    return text + "};\n";
}

}  // namespace freehold::tools
