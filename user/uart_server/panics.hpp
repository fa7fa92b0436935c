// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "user/process.hpp"

namespace freehold::user {

/// The text of a panic, which comes in pieces of up to 16 bytes between what others print.
class Panic {
public:
    [[nodiscard]] Pid pid() const { return pid_; }
    [[nodiscard]] std::string_view name() const { return name_.text(); }
    [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }

    /// Its process is asked for its name now, while it has one.
    void begin(Pid pid) {
        pid_ = pid;
        size_ = 0;
        name_ = process_name(pid).value_or(*Name::of("process"));
    }

    void add(const Words& words, Word count) {
        for (Word i = 0; i < count && size_ < text_.size(); ++i)
            text_[size_++] = static_cast<char>(words[i / 4] >> (8 * (i % 4)));
    }

    void clear() { pid_ = Pid{}; }

private:
    Pid pid_{};
    Name name_;
    std::size_t size_ = 0;
    std::array<char, 1024> text_{};
};

/// The panics that are being told, a few at a time, each told whole once its process has ended.
class Panics {
public:
    static constexpr Word most_piece = 4 * sizeof(std::uint32_t);

    [[nodiscard]] Panic* find(Pid pid) {
        const auto found = std::ranges::find(panics_, pid, &Panic::pid);
        return found == panics_.end() ? nullptr : &*found;
    }

    /// A place for a further process' panic; nothing when all are taken.
    Panic* add(Pid pid) {
        auto* panic = find(Pid{});
        if (panic != nullptr) panic->begin(pid);
        return panic;
    }

private:
    std::array<Panic, 4> panics_{};
};

}  // namespace freehold::user
