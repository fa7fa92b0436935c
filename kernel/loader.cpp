// SPDX-License-Identifier: Apache-2.0
#include "kernel/loader.hpp"

#include <algorithm>
#include <cstring>

namespace freehold::kernel {
namespace {

using abi::LoadProblem;
using Refused = std::unexpected<SpawnFault>;

/// How much is copied between two preemption points, a byte at a time where a file is not aligned.
constexpr std::size_t bytes_a_step = 512;

/// Copies the file's part of a segment into pages that are mapped and zeroed, through the direct map.
void fill(Memory& memory, XousPid pid, VirtAddr to, std::span<const char> bytes) {
    while (!bytes.empty()) {
        const auto page = memory.touch(pid, VirtPage::of(to));
        expects(page.has_value());
        const Word offset = to.raw() & page_mask;
        const std::size_t count = std::min({bytes.size(), std::size_t{page_bytes - offset}, bytes_a_step});
        std::memcpy(seen<char>(*page) + offset, bytes.data(), count);
        preemption_point();
        bytes = bytes.subspan(count);
        to = VirtAddr{to.raw() + count};
    }
}

std::expected<void, SpawnFault> load_segment(Memory& memory, XousPid pid, const elf::Segment& segment) {
    const VirtPage first = VirtPage::of(segment.begin);
    const VirtPage last = VirtPage::of(VirtAddr{segment.begin.raw() + (segment.size.raw() - 1)});
    const VirtPages pages{first, last - first + PageCount{1}};
    const Word at = segment.described_at;
    if (!Config::layout.user.contains(pages)) return Refused{elf::Fault{LoadProblem::outside_user, at}};

    const auto mapped = memory.map(pid, {pages.bytes(), segment.rights, {}, first.address()});
    if (mapped) return fill(memory, pid, segment.begin, segment.bytes), std::expected<void, SpawnFault>{};
    // Whole pages of the user's addresses in a process that lives: either there is no room, or an earlier segment is there.
    if (mapped.error() == Error::out_of_memory) return Refused{abi::Errno::out_of_memory};
    return Refused{elf::Fault{LoadProblem::overlap, at}};
}

}  // namespace

std::expected<Image, SpawnFault> load(Memory& memory, XousPid pid, std::span<const char> bytes) {
    const auto file = elf::File<Word>::checked(bytes);
    if (!file) return Refused{file.error()};
    const auto loaded =
        file->each_segment([&](const elf::Segment& segment) { return load_segment(memory, pid, segment); });
    if (!loaded) return std::unexpected{loaded.error()};
    const Entry entry = memory.entry(pid, VirtPage::of(file->entry()));
    if (!entry.rights.effective().has(Rights::x()))
        return Refused{elf::Fault{LoadProblem::bad_entry, offsetof(elf::Header<Word>, entry)}};
    riscv::fence_instructions();
    return Image{file->entry(), file->eh_frame()};
}

}  // namespace freehold::kernel
