// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "freehold/pid.hpp"
#include "freehold/slot.hpp"

namespace freehold {

/// What the pages of a run are to the process that it is counted to.
enum class Hold : std::uint8_t {
    own,   ///< its own
    kept,  ///< a page table or a context, which the kernel keeps for it: a run of its own for each page
    left,  ///< the kernel's since the process ended, because somebody still has them (O8)
};

/// Whose budget a run is counted to, and what it is to it. Six bits of pid: a table of runs serves up to 62 processes.
class RunTag {
public:
    constexpr RunTag() = default;
    constexpr RunTag(XousPid payer, Hold hold)
        : raw_{static_cast<std::uint8_t>(unsigned{payer.raw()} << hold_bits | static_cast<unsigned>(hold))} {}
    [[nodiscard]] static constexpr RunTag of_raw(std::uint8_t raw) {
        RunTag tag;
        tag.raw_ = raw;
        return tag;
    }

    [[nodiscard]] constexpr XousPid payer() const { return XousPid{static_cast<std::uint8_t>(raw_ >> hold_bits)}; }
    [[nodiscard]] constexpr Hold hold() const { return static_cast<Hold>(raw_ & ((1u << hold_bits) - 1)); }
    [[nodiscard]] constexpr std::uint8_t raw() const { return raw_; }
    constexpr bool operator==(const RunTag&) const = default;

private:
    static constexpr unsigned hold_bits = 2;

    std::uint8_t raw_ = 0;
};

/// Consecutive slots with one tag.
struct Run {
    Slots slots;
    RunTag tag;
    constexpr bool operator==(const Run&) const = default;
};

}  // namespace freehold
