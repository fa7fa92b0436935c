// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <expected>
#include <span>
#include <string_view>
#include <type_traits>

#include "abi/platform.hpp"
#include "freehold/address.hpp"
#include "freehold/rights.hpp"
#include "kernel/elf/bytes.hpp"
#include "kernel/elf/format.hpp"

namespace freehold::kernel::elf {

/// What is wrong with a file, and at which of its bytes.
struct Fault {
    abi::LoadProblem problem = abi::LoadProblem::none;
    Word offset = 0;
};

/// Memory that a file wants to have, and what is to stand at its beginning; the rest is zeroes.
struct Segment {
    VirtAddr begin;
    Bytes size;                   ///< not 0; the address of the last byte does not wrap
    Rights rights;                ///< not empty, and never to write and to execute (O11)
    std::span<const char> bytes;  ///< lies in the file, and is no longer than `size`
    Word described_at;            ///< its entry in the file, for whoever has another reason to refuse it
};

/// The program headers that a file may have, and the section headers that are looked at: all are read without a preemption point
/// (O10). Linkers write about 10 and 40.
inline constexpr unsigned most_headers = 64;

/// A static executable for RISC-V with addresses of this width (ELF psABI, "Object Files"), read from bytes that may be
/// anything and that it does not own. It knows nothing of what a process may have: that is for whoever loads it.
/// Where one offset counts from another, the first one's part of the file is taken and the second looked for in it.
template <std::unsigned_integral Address>
class File {
    static_assert(sizeof(Address) <= sizeof(Word), "its addresses are this machine's");

public:
    static std::expected<File, Fault> checked(std::span<const char> bytes);

    [[nodiscard]] VirtAddr entry() const { return VirtAddr{header_.entry}; }
    /// Calls `visit` with each segment that is to be loaded, until one is refused: by what is wrong with it, or by `visit`,
    /// which answers with a `std::expected<void, E>` where E can be made of a `Fault`.
    template <class Visit>
    std::invoke_result_t<Visit, const Segment&> each_segment(Visit&& visit) const;
    /// The address of the section `.eh_frame`; 0 where the file has none among its first, or no sections that can be read.
    [[nodiscard]] VirtAddr eh_frame() const;

private:
    using LoadProblem = abi::LoadProblem;

    explicit File(std::span<const char> bytes) : bytes_{bytes} {}
    /// Reads the header. @return what is wrong with it
    [[nodiscard]] Fault check();
    [[nodiscard]] LoadProblem problem_of(const Program<Address>& entry) const;
    /// What an entry without a problem asks for.
    [[nodiscard]] Segment segment_of(const Program<Address>& entry, Word at) const;
    /// What the sections' names are parts of, from its beginning to the end of the file. @param sections their table
    [[nodiscard]] std::span<const char> names_of(std::span<const char> sections) const;

    Header<Address> header_;
    std::span<const char> bytes_;
};

/// What may be done with a segment of these flags; nothing where they are none, or to write and to execute. What may be
/// written may be read too.
constexpr Rights rights_of(std::uint32_t flags) {
    constexpr Rights by_flags[] = {Rights::none(), Rights::x(),  Rights::rw(), Rights::none(),
                                   Rights::r(),    Rights::rx(), Rights::rw(), Rights::none()};
    static_assert(flag_x == 1 && flag_w == 2 && flag_r == 4);
    return by_flags[flags & (flag_r | flag_w | flag_x)];
}

template <std::unsigned_integral Address>
auto File<Address>::checked(std::span<const char> bytes) -> std::expected<File, Fault> {
    File file{bytes};
    if (const Fault fault = file.check(); fault.problem != LoadProblem::none) return std::unexpected{fault};
    return file;
}

template <std::unsigned_integral Address>
Fault File<Address>::check() {
    using Of = Header<Address>;
    auto behind = bytes_;
    if (!take(behind, header_) || !stands_at(bytes_, 0u, magic)) return {LoadProblem::no_elf, 0};
    if (header_.ident[class_at] != word_class<Address> || header_.ident[encoding_at] != little_endian)
        return {LoadProblem::other_machine, class_at};
    if (header_.machine != riscv) return {LoadProblem::other_machine, offsetof(Of, machine)};
    if (header_.type != executable) return {LoadProblem::no_executable, offsetof(Of, type)};
    if (header_.program_entry_size != sizeof(Program<Address>))
        return {LoadProblem::bad_header, offsetof(Of, program_entry_size)};
    if (header_.program_count > most_headers) return {LoadProblem::bad_header, offsetof(Of, program_count)};
    if (header_.program_offset > bytes_.size()) return {LoadProblem::outside_file, offsetof(Of, program_offset)};
    return {};
}

template <std::unsigned_integral Address>
template <class Visit>
auto File<Address>::each_segment(Visit&& visit) const -> std::invoke_result_t<Visit, const Segment&> {
    auto left = bytes_.subspan(static_cast<std::size_t>(header_.program_offset));
    for (unsigned n = header_.program_count; n > 0; --n) {
        const Word at = bytes_.size() - left.size();
        Program<Address> entry;
        if (!take(left, entry)) return std::unexpected{Fault{LoadProblem::outside_file, at}};
        if (entry.type != loadable) continue;
        const auto problem = problem_of(entry);
        if (problem != LoadProblem::none) return std::unexpected{Fault{problem, at}};
        if (entry.memory_size == 0) continue;
        if (const auto visited = visit(segment_of(entry, at)); !visited) return visited;
    }
    return {};
}

template <std::unsigned_integral Address>
Segment File<Address>::segment_of(const Program<Address>& entry, Word at) const {
    const std::span bytes{bytes_.data() + entry.offset, static_cast<std::size_t>(entry.file_size)};
    return {VirtAddr{entry.virtual_address}, Bytes{static_cast<Word>(entry.memory_size)}, rights_of(entry.flags), bytes,
            at};
}

template <std::unsigned_integral Address>
auto File<Address>::problem_of(const Program<Address>& entry) const -> LoadProblem {
    if (entry.file_size > entry.memory_size) return LoadProblem::bad_segment;
    if (!holds(bytes_, entry.offset, entry.file_size)) return LoadProblem::outside_file;
    if (entry.memory_size == 0) return LoadProblem::none;
    if (entry.memory_size - 1 > static_cast<Address>(~entry.virtual_address)) return LoadProblem::outside_user;
    return rights_of(entry.flags).empty() ? LoadProblem::bad_segment : LoadProblem::none;
}

template <std::unsigned_integral Address>
std::span<const char> File<Address>::names_of(std::span<const char> sections) const {
    const std::size_t within = header_.section_names * sizeof(Section<Address>);
    if (within > sections.size()) return {};
    sections = sections.subspan(within);
    Section<Address> names;
    if (!take(sections, names) || names.offset > bytes_.size()) return {};
    return bytes_.subspan(static_cast<std::size_t>(names.offset));
}

template <std::unsigned_integral Address>
VirtAddr File<Address>::eh_frame() const {
    constexpr std::string_view wanted{".eh_frame\0", 10};  // with the zero that ends it
    Section<Address> each;
    if (header_.section_entry_size != sizeof(each) || header_.section_offset > bytes_.size()) return {};
    auto left = bytes_.subspan(static_cast<std::size_t>(header_.section_offset));
    const auto names = names_of(left);
    for (unsigned n = std::min<unsigned>(header_.section_count, most_headers); n > 0 && take(left, each); --n)
        if (stands_at(names, each.name, wanted)) return VirtAddr{each.address};
    return {};
}

}  // namespace freehold::kernel::elf
