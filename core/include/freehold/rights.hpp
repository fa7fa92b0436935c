// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace freehold {

/// What may be done with a page. A set of read, write and execute.
class Rights {
public:
    constexpr Rights() = default;

    static constexpr Rights none() { return Rights{0}; }
    static constexpr Rights r() { return Rights{1}; }
    static constexpr Rights w() { return Rights{2}; }
    static constexpr Rights x() { return Rights{4}; }
    static constexpr Rights rw() { return r() | w(); }
    static constexpr Rights rx() { return r() | x(); }
    static constexpr Rights rwx() { return rw() | x(); }
    /// From the low three bits: 1 read, 2 write, 4 execute.
    static constexpr Rights from_bits(std::uint8_t bits) { return Rights(bits & 7u); }

    [[nodiscard]] constexpr bool has(Rights all_of) const { return (bits_ & all_of.bits_) == all_of.bits_; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }

    /// The set with the meaning that requests give it: write without read means no access (a guard page).
    [[nodiscard]] constexpr Rights normalized() const { return has(w()) && !has(r()) ? none() : *this; }
    /// What the hardware is told: writable memory is not executable (O11). X beside W stays latent until W is gone.
    [[nodiscard]] constexpr Rights effective() const { return has(w()) ? *this & rw() : *this; }

    friend constexpr Rights operator|(Rights a, Rights b) { return Rights(a.bits_ | b.bits_); }
    friend constexpr Rights operator&(Rights a, Rights b) { return Rights(a.bits_ & b.bits_); }
    constexpr bool operator==(const Rights&) const = default;

private:
    explicit constexpr Rights(unsigned bits) : bits_{static_cast<std::uint8_t>(bits)} {}
    std::uint8_t bits_ = 0;
};
static_assert(Rights::w().normalized().empty() && (Rights::w() | Rights::x()).normalized().empty());
static_assert(Rights::rwx().effective() == Rights::rw());

}  // namespace freehold
