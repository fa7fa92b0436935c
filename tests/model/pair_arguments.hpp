// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iterator>

#include "pair.hpp"

/// What is asked: mostly what might be granted, and often enough what lies on a border or makes no sense.
namespace freehold::model {

/// A live pid mostly; also the free one, the kernel's, dead ones and those past the last.
template <class W>
XousPid Pair<W>::any_pid(Choices& choose) {
    constexpr std::uint8_t odd[] = {0, 1, processes + 2, 255};
    if (choose.below(24) == 0) return XousPid{odd[choose.below(4)]};
    XousPid pid{static_cast<std::uint8_t>(2 + choose.below(processes))};
    for (unsigned tries = 0; tries < 3 && !real_.is_live(pid); ++tries)
        pid = XousPid{static_cast<std::uint8_t>(2 + choose.below(processes))};
    return pid;
}

template <class W>
Bytes Pair<W>::any_size(Choices& choose) {
    constexpr Word odd[] = {0, 1, 4095, 4097, ~Word{0}, ~Word{0} - 4095, Word{1} << (sizeof(Word) * 8 - 1), 64 * 4096};
    if (choose.below(12) == 0) return Bytes{odd[choose.below(std::size(odd))]};
    return Bytes{(1 + choose.below(choose.below(4) == 0 ? 12 : 3)) * 4096};
}

template <class W>
VirtAddr Pair<W>::any_address(Choices& choose) {
    const Layout& layout = W::layout;
    const Word odd[] = {
        0, 1, ~Word{0}, ~Word{0} - 4095, layout.user.end().address().raw() + 1, Word{1} << (sizeof(Word) * 8 - 1)};
    if (choose.below(16) == 0) return VirtAddr{odd[choose.below(std::size(odd))]};
    const Word near[] = {layout.user.first().number(),     layout.user.end().number(),     layout.heap.number(),
                         layout.messages.first().number(), layout.messages.end().number(), layout.maps.first().number(),
                         layout.maps.end().number()};
    return VirtPage{near[choose.below(std::size(near))] + choose.below(7) - 3}.address();
}

/// Where the process has something, or would have it.
template <class W>
VirtAddr Pair<W>::mapped_address(Choices& choose, XousPid pid) {
    if (choose.below(8) == 0 || pid.raw() >= Manager::pids || model_.person(pid).at.empty()) return any_address(choose);
    const auto& mappings = model_.person(pid).at;
    return VirtPage{std::next(mappings.begin(), choose.below(static_cast<std::uint32_t>(mappings.size())))->first}
        .address();
}

template <class W>
PhysAddr Pair<W>::any_physical(Choices& choose) {
    constexpr Word odd[] = {~Word{0}, ~Word{0} - 4095, 1, (Word{36} << 12) + 8};
    if (choose.below(16) == 0) return PhysAddr{odd[choose.below(std::size(odd))]};
    if (choose.below(4) == 0) return PhysPage{36 + choose.below(2)}.address();
    return PhysPage{choose.below(physical_pages)}.address();
}

template <class W>
Rights Pair<W>::any_rights(Choices& choose) {
    if (choose.below(2) == 0) return Rights::rw();
    return Rights::from_bits(static_cast<std::uint8_t>(choose.below(8)));
}

template <class W>
Limits Pair<W>::any_limits(Choices& choose) {
    const PageCount ram{choose.below(4) == 0 ? choose.below(8) : 12 + choose.below(20)};
    const Bytes heap{choose.below(10) * page_bytes}, hard{heap.raw() + choose.below(3) * page_bytes};
    return {ram, heap, hard};
}

}  // namespace freehold::model
