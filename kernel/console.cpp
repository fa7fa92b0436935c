// SPDX-License-Identifier: Apache-2.0
#include "kernel/console.hpp"

namespace freehold::kernel::console {
namespace {

/// Written out here, since `std::to_chars` brings two kilobytes of tables for every base.
void put_in_base(Word number, Word base) {
    char digits[20];
    char* const end = digits + sizeof(digits);
    char* at = end;
    do *--at = "0123456789abcdef"[number % base];
    while ((number /= base) != 0);
    put(std::string_view{at, static_cast<std::size_t>(end - at)});
}

}  // namespace

void put(std::string_view text) {
    for (const char c : text) riscv::sbi::put_char(c);
}

/// Out of line: a part of a line is one call where it stands.
[[gnu::noinline]] void put(const char* text) { put(std::string_view{text}); }

void put(Hex number) {
    put("0x");
    put_in_base(number.value, 16);
}
void put(Word number) { put_in_base(number, 10); }

}  // namespace freehold::kernel::console
