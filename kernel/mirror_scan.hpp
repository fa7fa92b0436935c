// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "kernel/config.hpp"

namespace freehold::kernel {

/// Two listed regions that are the same memory, and two pages that showed it; one region where it repeats itself.
struct Mirror {
    const Region* one;
    const Region* other;
    PhysPage one_page;
    PhysPage other_page;
};

/// Looks for memory that the whitelist lists twice: each page of it could be given to two processes at once (R1, R5).
/// To be called before the first process starts.
///
/// Of each region of RAM it takes a few free pages, writes a word, looks whether the word at another listed address of
/// RAM or storage follows, and restores it. Other addresses are those that differ in one bit of the page's number, as when
/// a decoder ignores an address line, and those at the same offset in another region. Offsets count from where a region
/// begins, and from where the listed addresses that lead up to it begin, which may be reserved for firmware. Only free RAM is
/// written; storage is only read.
///
/// Bounded: at most `log2(pages) + 2` pages of a region, each held against one page a bit and four a region.
///
/// It does not find mirrors that differ in several bits at other offsets, of pages that are all in use, of devices, or that
/// a cache hides: a write that stays in the line of one address is not seen at the other. What it finds is there; that it
/// finds nothing is no proof. A board where RAM must not be touched for that sets FREEHOLD_MIRROR_SCAN to `off`.
std::optional<Mirror> find_mirror(const Memory& memory);

}  // namespace freehold::kernel
