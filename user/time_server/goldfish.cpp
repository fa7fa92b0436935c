// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"
#include "rtc.hpp"
#include "user/memory.hpp"

/// The goldfish RTC of QEMU's virt machines (hw/rtc/goldfish_rtc.c): nanoseconds since 1970, and reading the low word
/// first keeps the high word as it was then.
namespace freehold::user::clock {
namespace {

constexpr unsigned time_low = 0, time_high = 1;  ///< indices of 32-bit registers
constinit volatile std::uint32_t* registers = nullptr;

}  // namespace

Result<void> take() {
    return map_memory(PhysAddr{board::rtc::base}, anywhere, Bytes{board::rtc::bytes}, Flags::device)
        .transform([](Memory memory) { registers = static_cast<volatile std::uint32_t*>(memory.pointer()); });
}

std::uint64_t utc_ms() {
    const std::uint64_t low = registers[time_low];
    const std::uint64_t high = registers[time_high];
    return (high << 32 | low) / 1'000'000;
}

}  // namespace freehold::user::clock
