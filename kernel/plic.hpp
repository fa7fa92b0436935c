// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>

#include "freehold/address.hpp"

namespace freehold::kernel {

/// The platform-level interrupt controller (RISC-V PLIC Specification 1.0), for one context: one hart in supervisor
/// mode.
///
/// The gateway of a source that was claimed lets nothing through until the claim is completed, and a completion for a
/// source that is not enabled is ignored ("Interrupt Completion"). So a claim is completed first and its source
/// disabled after that, and no other order can be written: a `Source` alone does either.
/// @tparam Registers `read(offset)` and `write(offset, value)`, in program order with all else that the hart does
template <class Registers>
class Plic {
public:
    /// A source that interrupts the context from `enable` on, but while a claim of it is held. Its end disables it.
    class Source {
    public:
        Source() = default;
        Source(const Source&) = delete;
        ~Source() { disable(); }

        void enable(Word number) {
            number_ = static_cast<std::uint16_t>(number);
            Registers::write(priority(number), 1);
            Registers::write(enables(number), Registers::read(enables(number)) | bit(number));
        }
        void disable() {
            if (number_ == 0) return;
            complete();
            Registers::write(enables(number_), Registers::read(enables(number_)) & ~bit(number_));
            number_ = 0;
        }
        [[nodiscard]] bool is_claimed() const { return claimed_; }
        /// The next may come. Nothing where none is claimed.
        void complete() {
            if (std::exchange(claimed_, false)) Registers::write(claim_complete(), number_);
        }

    private:
        friend Plic;
        std::uint16_t number_ = 0;  ///< 0: none
        bool claimed_ = false;
    };

    /// Nothing interrupts this context until it is enabled; from then on, whatever its priority.
    static void start(Word context, Word sources) {
        enables_at = 0x2000 + 0x80 * context;
        threshold_at = 0x20'0000 + 0x1000 * context;
        for (Word source = 0; source <= sources; source += 32) Registers::write(enables(source), 0);
        Registers::write(threshold_at, 0);
    }

    /// Claims the source with the highest priority of those that are pending and enabled, which holds the claim from
    /// then on.
    /// @param source_of finds a source by its number @return its number; 0: there is none
    static Word claim(auto&& source_of) {
        const Word number = Registers::read(claim_complete());
        if (number != 0) source_of(number).claimed_ = true;
        return number;
    }

private:
    // "Memory Map"
    static Word priority(Word source) { return 4 * source; }
    static Word enables(Word source) { return enables_at + source / 32 * 4; }
    static Word claim_complete() { return threshold_at + 4; }
    static std::uint32_t bit(Word source) { return std::uint32_t{1} << source % 32; }

    static inline Word enables_at = 0, threshold_at = 0;  ///< of the context
};

}  // namespace freehold::kernel
