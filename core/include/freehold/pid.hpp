// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace freehold {

/// The owner of a page (R6): 0 is nobody, 1 the kernel, 2..255 the user processes.
class XousPid {
public:
    constexpr XousPid() = default;
    explicit constexpr XousPid(std::uint8_t raw) : raw_{raw} {}
    [[nodiscard]] constexpr std::uint8_t raw() const { return raw_; }
    [[nodiscard]] constexpr bool is_free() const { return raw_ == 0; }
    [[nodiscard]] constexpr bool is_user() const { return raw_ > 1; }
    constexpr auto operator<=>(const XousPid&) const = default;

private:
    std::uint8_t raw_ = 0;
};
static_assert(sizeof(XousPid) == 1, "one byte a page, as R6 says");

inline constexpr XousPid nobody{0};
inline constexpr XousPid kernel_pid{1};
inline constexpr XousPid first_user_pid{2};

}  // namespace freehold
