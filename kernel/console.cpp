// SPDX-License-Identifier: Apache-2.0
#include "kernel/console.hpp"

#include <charconv>

namespace freehold::kernel::console {
namespace {

void put_in_base(Word number, int base) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof(digits), number, base).ptr;
    put(std::string_view{digits, static_cast<std::size_t>(end - digits)});
}

}  // namespace

void put(Hex number) {
    put("0x");
    put_in_base(number.value, 16);
}
void put(Word number) { put_in_base(number, 10); }

}  // namespace freehold::kernel::console
