// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "user/types.hpp"

namespace freehold::user::hostile {

inline constexpr Word page_words = page_bytes / sizeof(std::uint32_t);

/// A page of flash as QEMU's virt machines have it: two parts of 16 bits beside each other, Intel's commands (CFI 0001). A
/// write is a command or its datum, so one write too many shows.
class Flash {
public:
    explicit Flash(volatile std::uint32_t* words) : words_{words} {}

    [[nodiscard]] std::uint32_t word(Word i) const { return words_[i]; }
    /// From now on the parts wait for a datum: the next write is it, wherever it comes from and wherever it goes.
    void begin_program(Word i) const { words_[i] = program_command; }
    /// Writes the datum that was waited for, and looks at the bytes again.
    /// @return whether the parts waited for it, and are done
    [[nodiscard]] bool finish_program(Word i, std::uint32_t value) const {
        const bool waiting = words_[i] == ready_status;  // they show their status, not their bytes
        words_[i] = value;
        const bool done = words_[i] == ready_status;
        words_[i] = read_command;
        return waiting && done;
    }
    bool program(Word i, std::uint32_t value) const {
        begin_program(i);
        return finish_program(i, value);
    }

private:
    static constexpr std::uint32_t program_command = 0x0040'0040, read_command = 0x00ff'00ff;
    static constexpr std::uint32_t ready_status = 0x0080'0080;

    volatile std::uint32_t* words_;
};

}  // namespace freehold::user::hostile
