// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// The parts of an ELF file that a loader reads (System V ABI, chapters 4 and 5), by the width of the file's addresses:
/// `std::uint32_t` for ELFCLASS32, `std::uint64_t` for ELFCLASS64.
namespace freehold::kernel::elf {

template <std::unsigned_integral Address>
struct Header {
    std::uint8_t ident[16];
    std::uint16_t type, machine;
    std::uint32_t version;
    Address entry, program_offset, section_offset;
    std::uint32_t flags;
    std::uint16_t header_size, program_entry_size, program_count, section_entry_size, section_count, section_names;
};

struct Program32 {
    std::uint32_t type, offset, virtual_address, physical_address, file_size, memory_size, flags, align;
};
struct Program64 {
    std::uint32_t type, flags;
    std::uint64_t offset, virtual_address, physical_address, file_size, memory_size, align;
};
template <std::unsigned_integral Address>
using Program = std::conditional_t<sizeof(Address) == 4, Program32, Program64>;

template <std::unsigned_integral Address>
struct Section {
    std::uint32_t name, type;
    Address flags, address, offset, size;
    std::uint32_t link, info;
    Address align, entry_size;
};

inline constexpr std::string_view magic{
    "\x7f"
    "ELF"};
/// Where in `ident` these stand.
inline constexpr unsigned class_at = 4, encoding_at = 5;
template <std::unsigned_integral Address>
inline constexpr std::uint8_t word_class = sizeof(Address) == 4 ? 1 : 2;
inline constexpr std::uint8_t little_endian = 1;
inline constexpr std::uint16_t executable = 2;
inline constexpr std::uint16_t riscv = 243;
inline constexpr std::uint32_t loadable = 1;
inline constexpr std::uint32_t flag_x = 1, flag_w = 2, flag_r = 4;

}  // namespace freehold::kernel::elf
