// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace freehold {

/// Numbers of 8, 16 or 32 bits in words, which move by a place at the cost of a word and not of a number: about as many instructions
/// for four bytes as for one.
template <unsigned bits, std::uint32_t Capacity>
class PackedArray {
public:
    static_assert(bits == 8 || bits == 16 || bits == 32);

    [[nodiscard]] constexpr std::uint32_t operator[](std::uint32_t at) const {
        return words_[at / per_word] >> shift(at) & mask;
    }
    constexpr void set(std::uint32_t at, std::uint32_t value) {
        std::uint32_t& word = words_[at / per_word];
        word = (word & ~(mask << shift(at))) | value << shift(at);
    }

    /// Moves the numbers from `at` up to `end` one place up. What is at `at` afterwards is to be set.
    constexpr void open(std::uint32_t at, std::uint32_t end) {
        const std::uint32_t low = at / per_word;
        for (std::uint32_t i = end / per_word; i > low; --i) words_[i] = up(words_[i]) | words_[i - 1] >> (32 - bits);
        const std::uint32_t below = (std::uint32_t{1} << shift(at)) - 1;
        words_[low] = (words_[low] & below) | (up(words_[low]) & ~below);
    }

    /// Moves the numbers behind `at` up to `end` one place down, over that at `at`.
    constexpr void close(std::uint32_t at, std::uint32_t end) {
        const std::uint32_t low = at / per_word;
        const std::uint32_t high = (end - 1) / per_word;
        const std::uint32_t below = (std::uint32_t{1} << shift(at)) - 1;
        const std::uint32_t kept = words_[low] & below;
        for (std::uint32_t i = low; i < high; ++i) words_[i] = down(words_[i]) | words_[i + 1] << (32 - bits);
        words_[high] = down(words_[high]);
        words_[low] = (words_[low] & ~below) | kept;
    }

private:
    static constexpr std::uint32_t per_word = 32 / bits;
    static constexpr std::uint32_t mask = ~std::uint32_t{0} >> (32 - bits);
    static constexpr std::uint32_t shift(std::uint32_t at) { return at % per_word * bits; }
    static constexpr std::uint32_t up(std::uint32_t word) { return bits == 32 ? 0 : word << bits % 32; }
    static constexpr std::uint32_t down(std::uint32_t word) { return bits == 32 ? 0 : word >> bits % 32; }

    std::array<std::uint32_t, (Capacity + per_word - 1) / per_word> words_{};
};

}  // namespace freehold
