// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

/// QEMU's `virt` machine without anything under the program: its serial line, its end, and its count of instructions, which is
/// exact under `-icount`.
namespace freehold::bench::machine {

inline void print(char each) {
    *reinterpret_cast<volatile std::uint8_t*>(0x1000'0000) = static_cast<std::uint8_t>(each);
}
inline void print(std::string_view text) {
    for (const char each : text) print(each);
}
inline void print(std::uint32_t number) {
    if (number >= 10) print(number / 10);
    print(static_cast<char>('0' + number % 10));
}
template <class... Parts>
void print_line(const Parts&... parts) {
    (print(parts), ...);
    print('\n');
}

/// Ends the machine; QEMU's exit status is `status`.
[[noreturn]] inline void finish(std::uint32_t status) {
    *reinterpret_cast<volatile std::uint32_t*>(0x10'0000) = status == 0 ? 0x5555 : status << 16 | 0x3333;
    for (;;) {}
}

inline std::uint32_t instructions() {
    std::uint32_t count;
    asm volatile("csrr %0, minstret" : "=r"(count)::"memory");
    return count;
}

/// The instructions of one operation, those of counting taken off.
template <class Do>
[[gnu::noinline]] std::uint32_t instructions_of(Do once) {
    const std::uint32_t before = instructions();
    const std::uint32_t between = instructions();
    once();
    const std::uint32_t after = instructions();
    return after - between - (between - before);
}

}  // namespace freehold::bench::machine
