// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "user/format.hpp"
#include "user/process.hpp"

namespace freehold::user {

/// The text of a process' panic, which comes in pieces of up to 16 bytes between what others print. It is told whole: when the
/// process says that this was all, when it panics again, or when it ends. What is longer than the room for it is cut off.
class Panic {
public:
    static constexpr Word most_piece = 4 * sizeof(std::uint32_t);

    void begin() { begun_ = true; }

    void add(const Words& words, Word count) {
        if (!begun_ || count > most_piece) return;
        for (Word i = 0; i < count && size_ < text_.size(); ++i)
            text_[size_++] = static_cast<char>(words[i / 4] >> (8 * (i % 4)));
    }

    /// Some begin twice before they say anything, and start with an empty line.
    void tell(Pid pid, Sink& console) {
        std::string_view text{text_.data(), size_};
        if (text.starts_with('\n')) text.remove_prefix(1);
        const Name name = process_name(pid).value_or(*Name::of("process"));
        if (!text.empty())
            format(console, "{} (pid {}) panicked: {}{}",
                   {name.text(), raw(pid), text, text.ends_with('\n') ? "" : "\n"});
        size_ = 0;
        begun_ = false;
    }

private:
    bool begun_ = false;
    std::size_t size_ = 0;
    std::array<char, 1024> text_{};
};

}  // namespace freehold::user
