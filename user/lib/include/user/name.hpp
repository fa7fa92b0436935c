// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "abi/platform.hpp"

namespace freehold::user {

/// A name of at most 16 bytes, as the kernel keeps it, with its text beside it.
class Name {
public:
    constexpr Name() = default;

    /// Nothing when the text is empty or longer than 16 bytes.
    [[nodiscard]] static constexpr std::optional<Name> of(std::string_view text) {
        if (text.empty() || text.size() > sizeof text_) return std::nullopt;
        Name name;
        for (; name.size_ < text.size(); ++name.size_) name.text_[name.size_] = text[name.size_];
        return name;
    }

    /// From four words of an answer.
    [[nodiscard]] static constexpr Name of_words(const abi::Word* words) {
        Name name;
        for (unsigned i = 0; i < sizeof text_; ++i) name.text_[i] = static_cast<char>(words[i / 4] >> (8 * (i % 4)));
        while (name.size_ < sizeof text_ && name.text_[name.size_] != '\0') ++name.size_;
        return name;
    }

    /// The `index`th word, for a call's register.
    [[nodiscard]] constexpr abi::Word word(unsigned index) const {
        abi::Word word = 0;
        for (unsigned i = 0; i < 4; ++i)
            word |= static_cast<abi::Word>(static_cast<unsigned char>(text_[4 * index + i])) << (8 * i);
        return word;
    }

    [[nodiscard]] constexpr std::string_view text() const { return {text_, size_}; }

private:
    char text_[16] = {};
    unsigned size_ = 0;
};

static_assert(Name::of("shell")->word(0) == 0x6c656873 && Name::of("shell")->word(1) == 'l');

}  // namespace freehold::user
