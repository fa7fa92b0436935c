// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "arch/riscv/sbi.hpp"

/// The firmware's console, for before the first process and after the last. In between the UART is a process' own.
namespace freehold::kernel::console {

struct Hex {
    Word value;
};

void put(std::string_view text);
void put(const char* text);
void put(Hex number);
void put(Word number);

/// Prints each argument: text, decimal numbers, `Hex`.
void print(const auto&... parts) { (put(parts), ...); }

}  // namespace freehold::kernel::console
