// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string_view>

#include "kernel/elf/format.hpp"

/// The smallest program that has everything a loader looks for: text, data that is longer in memory than in the file, and
/// the section `.eh_frame`. Tests damage its parts before they look at its bytes.
namespace freehold::unit {

namespace elf = kernel::elf;

template <std::unsigned_integral Address>
struct ElfImage {
    elf::Header<Address> header{};
    elf::Program<Address> text{}, data{}, note{};
    std::array<char, 16> content{};
    elf::Section<Address> none{}, eh_frame{}, names{};
    std::array<char, 24> texts{};

    static constexpr Address text_at = 0x10000, data_at = 0x12ff0, eh_frame_at = 0x10010;

    ElfImage() {
        std::ranges::copy(elf::magic, header.ident);
        header.ident[elf::class_at] = elf::word_class<Address>;
        header.ident[elf::encoding_at] = elf::little_endian;
        header.type = elf::executable;
        header.machine = elf::riscv;
        header.entry = text_at;
        header.program_offset = place(&text);
        header.program_entry_size = sizeof(text);
        header.program_count = 3;
        header.section_offset = place(&none);
        header.section_entry_size = sizeof(none);
        header.section_count = 3;
        header.section_names = 2;
        segment(text, elf::flag_r | elf::flag_x, text_at, 16, 16);
        segment(data, elf::flag_w, data_at, 8, 0x40);
        note.type = 4;  // and nothing in it that could be loaded
        note.offset = note.file_size = static_cast<Address>(~Address{0});
        eh_frame.name = 1;
        eh_frame.address = eh_frame_at;
        names.name = 11;
        names.offset = place(&texts);
        constexpr std::string_view all{"\0.eh_frame\0.shstrtab\0", 21};
        std::ranges::copy(all, texts.begin());
    }

    [[nodiscard]] std::span<const char> bytes() const { return {reinterpret_cast<const char*>(this), sizeof(*this)}; }
    /// The byte of the file at which a part of it begins.
    Address place(const auto* part) const {
        return static_cast<Address>(reinterpret_cast<const char*>(part) - reinterpret_cast<const char*>(this));
    }

private:
    void segment(elf::Program<Address>& out, std::uint32_t flags, Address at, Address in_file, Address in_memory) {
        out.type = elf::loadable;
        out.flags = flags;
        out.offset = place(&content);
        out.virtual_address = at;
        out.file_size = in_file;
        out.memory_size = in_memory;
    }
};

}  // namespace freehold::unit
