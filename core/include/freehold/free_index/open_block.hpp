// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <concepts>
#include <cstdint>

namespace freehold {

/// At most one block whose summary may be behind its bits, and its words as they were when the summary was last right: where
/// they are so again, it is right again. All zeros when there is none.
template <std::unsigned_integral Word, std::uint32_t Words>
class OpenBlock {
public:
    [[nodiscard]] constexpr bool any() const { return number_ != none; }
    [[nodiscard]] constexpr bool is(std::uint32_t block) const { return number_ == block + 1; }
    /// @pre there is one
    [[nodiscard]] constexpr std::uint32_t block() const { return number_ - 1; }

    constexpr void open(std::uint32_t block) {
        number_ = block + 1;
        known_ = false;
    }
    constexpr void close() { number_ = none; }

    /// The summary is right. @param bits whose words from `first` to `end` are the block
    constexpr void remember(const auto& bits, std::uint32_t first, std::uint32_t end) {
        for (std::uint32_t i = first; i < end; ++i) words_[i - first] = bits.word(i);
        known_ = true;
    }
    [[nodiscard]] constexpr bool as_remembered(const auto& bits, std::uint32_t first, std::uint32_t end) const {
        for (std::uint32_t i = first; known_ && i < end; ++i)
            if (words_[i - first] != bits.word(i)) return false;
        return known_;
    }

private:
    static constexpr std::uint32_t none = 0;

    std::uint32_t number_ = none;  ///< plus one
    bool known_ = false;           ///< the words are: only who looks for runs pays for that
    std::array<Word, Words> words_{};
};

}  // namespace freehold
