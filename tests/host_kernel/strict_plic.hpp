// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "freehold/address.hpp"

namespace freehold::host {

/// A PLIC that does what its specification says (RISC-V PLIC Specification 1.0) where others are kind: a completion of
/// a source that is not enabled is lost, a source of priority 0 is never told of, and a request that a gateway has
/// forwarded stays although its line has dropped. Lines are levels.
class StrictPlic {
public:
    static constexpr unsigned sources = 64, contexts = 6;

    void raise(Word source) { line_[source] = true, forward(source); }
    void lower(Word source) { line_[source] = false; }
    /// Whether the hart and mode of this context are interrupted.
    [[nodiscard]] bool interrupts(Word context) const { return priority_[highest(context)] > threshold_[context]; }

    [[nodiscard]] std::uint32_t read(Word offset) {
        if (offset < 0x1000) return priority_[offset / 4];
        if (offset < 0x2000) return bits(pending_, 8 * (offset - 0x1000));
        if (offset < 0x20'0000) return bits(enabled_[(offset - 0x2000) / 0x80], 8 * (offset % 0x80));
        const Word context = (offset - 0x20'0000) / 0x1000;
        return offset % 0x1000 == 0 ? threshold_[context] : claim(context);
    }

    void write(Word offset, std::uint32_t value) {
        if (offset < 0x1000) return void(priority_[offset / 4] = value & 7);
        if (offset < 0x2000) return;
        if (offset < 0x20'0000) return enable((offset - 0x2000) / 0x80, 8 * (offset % 0x80), value);
        const Word context = (offset - 0x20'0000) / 0x1000;
        offset % 0x1000 == 0 ? void(threshold_[context] = value & 7) : complete(context, value);
    }

private:
    using Bits = std::array<bool, sources>;

    static std::uint32_t bits(const Bits& from, Word first) {
        std::uint32_t word = 0;
        for (unsigned i = 0; i < 32 && first + i < sources; ++i) word |= std::uint32_t{from[first + i]} << i;
        return word;
    }
    void enable(Word context, Word first, std::uint32_t word) {
        for (unsigned i = 0; i < 32 && first + i < sources; ++i) enabled_[context][first + i] = word >> i & 1;
        enabled_[context][0] = false;
    }
    /// "Interrupt Gateways": one request at a time, until its completion.
    void forward(Word source) {
        if (line_[source] && !waits_[source]) pending_[source] = waits_[source] = true;
    }
    /// Ties go to the lowest number; 0, of priority 0, where there is none.
    [[nodiscard]] Word highest(Word context) const {
        Word best = 0;
        for (Word each = 1; each < sources; ++each)
            if (pending_[each] && enabled_[context][each] && priority_[each] > priority_[best]) best = each;
        return best;
    }
    /// Not affected by the threshold.
    std::uint32_t claim(Word context) {
        const Word source = highest(context);
        pending_[source] = false;
        return static_cast<std::uint32_t>(source);
    }
    void complete(Word context, std::uint32_t source) {
        if (source >= sources || !enabled_[context][source]) return;
        waits_[source] = false;
        forward(source);
    }

    Bits line_{}, waits_{}, pending_{};
    std::array<Bits, contexts> enabled_{};
    std::array<std::uint32_t, sources> priority_{};
    std::array<std::uint32_t, contexts> threshold_{};
};

/// The one that the kernel's rooms drive on a host.
inline StrictPlic plic;

}  // namespace freehold::host
