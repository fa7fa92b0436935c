// SPDX-License-Identifier: Apache-2.0
#include "whitelist/svd_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "whitelist/svd_extent.hpp"

namespace freehold::tools {
namespace {

/// Up to which page so many bytes reach. What lies in a page that is listed anyway needs no word.
Word last_page(PhysAddr base, Word bytes) {
    const Word last = base.raw() + (bytes == 0 ? 0 : bytes - 1);
    return last < base.raw() ? page_number_end : PhysPage::of(PhysAddr{last}).number();
}

Result<SvdBlock> block_of(const SvdElement& block) {
    const auto offset = block.number("offset");
    if (!offset) return std::unexpected{offset.error()};
    const auto size = block.number("size");
    if (!size) return std::unexpected{size.error()};
    return SvdBlock{*offset, *size, block.where, block.text("usage") == "reserved"};
}

Word end_of(const SvdBlock& block) {
    return block.offset > ~Word{0} - block.size ? ~Word{0} : block.offset + block.size;
}

SvdBlock without_block(const SvdElement& element, PhysAddr base, std::optional<Bytes> reach,
                       std::vector<Fault>& lints) {
    if (reach) return {0, reach->raw(), element.where};
    lints.push_back(
        {Status::beyond_block, element.where + ": has neither addressBlock nor registers; it is taken for one page"});
    return {0, page_bytes - (base.raw() & page_mask), element.where};
}

}  // namespace

Result<std::vector<SvdBlock>> blocks_of(const SvdElement& element, const SvdPeripherals& peripherals, SvdPlace place,
                                        std::vector<Fault>& lints) {
    const auto registers = peripherals.nearest(element, "registers");
    const auto reach = registers ? reach_of_registers(*registers, place.register_bits) : std::nullopt;
    const auto holder = peripherals.nearest(element, "addressBlock");
    if (!holder) return std::vector{without_block(element, place.base, reach, lints)};
    std::vector<SvdBlock> blocks, gaps;
    Word end = 0;
    for (const pugi::xml_node node : holder->node.children("addressBlock")) {
        const auto block = block_of({node, element.where + ": addressBlock"});
        if (!block) return std::unexpected{block.error()};
        (block->reserved ? gaps : blocks).push_back(*block);
        end = std::max(end, end_of(*block));
    }
    if (reach && last_page(place.base, reach->raw()) > last_page(place.base, end))
        lints.push_back({Status::beyond_block,
                         fmt::format("{}: its registers reach to {:#x} from its base, its blocks only to {:#x}",
                                     element.where, reach->raw(), end)});
    return blocks.empty() ? gaps : blocks;
}

std::vector<InterruptLine> interrupts_of(const SvdElement& element) {
    std::vector<InterruptLine> lines;
    for (const pugi::xml_node node : element.node.children("interrupt")) {
        const auto value = SvdElement{node, ""}.number("value");
        if (value && *value <= ~std::uint32_t{0}) lines.push_back({"", {static_cast<std::uint32_t>(*value)}});
    }
    return lines;
}

}  // namespace freehold::tools
