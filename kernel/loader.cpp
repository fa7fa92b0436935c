// SPDX-License-Identifier: Apache-2.0
#include "kernel/loader.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "kernel/elf.hpp"

namespace freehold::kernel {
namespace {

using abi::LoadProblem;
using Fault = std::unexpected<LoadFault>;

Fault fault(LoadProblem problem, Word offset) { return Fault{{problem, offset, {}}}; }

/// A structure of the file, copied out since nothing promises its alignment; none where it leaves the file.
template <class T>
bool read(std::span<const char> file, Word offset, T& out) {
    if (offset > file.size() || file.size() - offset < sizeof(T)) return false;
    std::memcpy(&out, file.data() + offset, sizeof(T));
    return true;
}

std::expected<elf::Header, LoadFault> header_of(std::span<const char> file) {
    elf::Header header;
    if (!read(file, 0, header) || std::string_view{file.data(), 4} !=
                                      "\x7f"
                                      "ELF")
        return fault(LoadProblem::no_elf, 0);
    if (header.ident[4] != elf::word_class || header.ident[5] != elf::little_endian)
        return fault(LoadProblem::other_machine, 4);
    if (header.machine != elf::riscv) return fault(LoadProblem::other_machine, offsetof(elf::Header, machine));
    if (header.type != elf::executable) return fault(LoadProblem::no_executable, offsetof(elf::Header, type));
    if (header.program_entry_size != sizeof(elf::Program))
        return fault(LoadProblem::bad_header, offsetof(elf::Header, program_entry_size));
    return header;
}

Rights rights_of(const elf::Program& segment) {
    Rights rights;
    if (segment.flags & elf::flag_r) rights = rights | Rights::r();
    if (segment.flags & elf::flag_w) rights = rights | Rights::rw();
    if (segment.flags & elf::flag_x) rights = rights | Rights::x();
    return rights;
}

/// How much is copied between two preemption points, a byte at a time where a file is not aligned.
constexpr std::size_t bytes_a_step = 512;

/// Copies the file's part of a segment into pages that are mapped and zeroed, through the direct map.
std::expected<void, LoadFault> fill(Memory& memory, XousPid pid, VirtAddr to, std::span<const char> bytes) {
    while (!bytes.empty()) {
        const auto page = memory.touch(pid, VirtPage::of(to));
        if (!page) return Fault{{LoadProblem::no_memory, 0, page.error()}};
        const Word offset = to.raw() & page_mask;
        const std::size_t count = std::min({bytes.size(), std::size_t{page_bytes - offset}, bytes_a_step});
        std::memcpy(seen<char>(*page) + offset, bytes.data(), count);
        preemption_point();
        bytes = bytes.subspan(count);
        to = VirtAddr{to.raw() + count};
    }
    return {};
}

std::expected<void, LoadFault> load_segment(Memory& memory, XousPid pid, std::span<const char> file,
                                            const elf::Program& segment, Word at) {
    if (segment.file_size > segment.memory_size) return fault(LoadProblem::bad_segment, at);
    if (segment.offset > file.size() || segment.file_size > file.size() - segment.offset)
        return fault(LoadProblem::outside_file, at);
    const VirtAddr begin{static_cast<Word>(segment.virtual_address)};
    const Word size = static_cast<Word>(segment.memory_size);
    if (size == 0) return {};
    if (size - 1 > ~Word{0} - begin.raw()) return fault(LoadProblem::outside_user, at);
    const VirtPage first = VirtPage::of(begin);
    const PageCount count = VirtPage::of(VirtAddr{begin.raw() + (size - 1)}) - first + PageCount{1};
    if (!Config::layout.user.contains(VirtPages{first, count})) return fault(LoadProblem::outside_user, at);

    const auto mapped = memory.map(pid, {count.bytes(), rights_of(segment), {}, first.address()});
    if (!mapped && mapped.error() == Error::memory_in_use) return fault(LoadProblem::overlap, at);
    if (!mapped) return Fault{{LoadProblem::no_memory, at, mapped.error()}};
    return fill(memory, pid, begin,
                file.subspan(static_cast<std::size_t>(segment.offset), static_cast<std::size_t>(segment.file_size)));
}

/// The address of the section `.eh_frame`; 0 where the file has none, or no sections that can be read.
VirtAddr eh_frame_of(std::span<const char> file, const elf::Header& header) {
    constexpr std::string_view wanted{".eh_frame\0", 10};
    const auto section = [&](Word index, elf::Section& out) {
        return index < header.section_count && header.section_entry_size == sizeof(elf::Section) &&
               header.section_offset <= file.size() &&
               read(file, header.section_offset + index * sizeof(elf::Section), out);
    };
    elf::Section names;
    if (!section(header.section_names, names)) return {};
    elf::Section each;
    for (Word i = 0; section(i, each); ++i) {
        if (names.offset > file.size() || each.name > file.size() - names.offset) continue;
        const auto rest = file.subspan(names.offset + each.name);
        if (std::string_view{rest.data(), rest.size()}.starts_with(wanted)) return VirtAddr{each.address};
    }
    return {};
}

}  // namespace

std::expected<Image, LoadFault> load(Memory& memory, XousPid pid, std::span<const char> file) {
    const auto header = header_of(file);
    if (!header) return std::unexpected{header.error()};
    if (header->program_offset > file.size())
        return fault(LoadProblem::outside_file, offsetof(elf::Header, program_offset));
    for (Word i = 0; i < header->program_count; ++i) {
        const Word at = header->program_offset + i * sizeof(elf::Program);
        elf::Program segment;
        if (!read(file, at, segment)) return fault(LoadProblem::outside_file, at);
        if (segment.type != elf::loadable) continue;
        if (const auto loaded = load_segment(memory, pid, file, segment, at); !loaded)
            return std::unexpected{loaded.error()};
    }
    const Entry entry = memory.entry(pid, VirtPage::of(VirtAddr{header->entry}));
    if (!entry.rights.effective().has(Rights::x())) return fault(LoadProblem::bad_entry, offsetof(elf::Header, entry));
    riscv::fence_instructions();
    return Image{VirtAddr{header->entry}, eh_frame_of(file, *header)};
}

}  // namespace freehold::kernel
