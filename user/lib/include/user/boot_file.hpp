// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "user/process.hpp"

/// What the boot image holds besides programs.
namespace freehold::user {

/// A file of its `etc/`, byte by byte; the kernel hands it over 16 bytes at a time. One that is not there is empty.
class BootFile {
public:
    explicit BootFile(const Name& name) : name_{name} {}

    [[nodiscard]] std::optional<char> next() {
        if (at_ % piece == 0) fetch();
        if (at_ >= size_) return std::nullopt;
        const auto character = static_cast<char>(words_[at_ % piece / 4] >> (8 * (at_ % 4)));
        ++at_;
        return character;
    }

private:
    static constexpr Word piece = 16;

    void fetch() {
        const auto got = query(abi::Query::read_file, name_.word(0), name_.word(1), name_.word(2), name_.word(3), at_);
        size_ = got ? got->value[0] : 0;
        if (got) words_ = {got->value[1], got->value[2], got->value[3], got->value[4]};
    }

    Name name_;
    Words words_{};
    Word size_ = 0;
    Word at_ = 0;
};

/// Lines of a file that hold more than blanks; one that begins with `#` is a remark.
class BootLines {
public:
    static constexpr std::size_t longest = 127;

    explicit BootLines(const Name& file) : file_{file} {}

    /// The next one without blanks around it, valid until the one after; none past the last. Of one that is too long the
    /// beginning.
    [[nodiscard]] std::optional<std::string_view> next() {
        for (auto character = file_.next(); character; character = file_.next()) {
            const auto line = read_line(*character);
            if (!line.empty() && line.front() != '#') return line;
        }
        return std::nullopt;
    }
    /// The number of the line that came last, from 1.
    [[nodiscard]] unsigned number() const { return number_; }

private:
    [[nodiscard]] std::string_view read_line(char first) {
        std::size_t size = 0;
        for (auto character = std::optional{first}; character && *character != '\n'; character = file_.next())
            if (size < text_.size()) text_[size++] = *character;
        ++number_;
        std::string_view line{text_.data(), size};
        while (line.ends_with(' ')) line.remove_suffix(1);
        while (line.starts_with(' ')) line.remove_prefix(1);
        return line;
    }

    BootFile file_;
    std::array<char, longest> text_{};
    unsigned number_ = 0;
};

}  // namespace freehold::user
