// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "freehold/address.hpp"

namespace freehold::kernel {

/// The platform-level interrupt controller (RISC-V PLIC Specification 1.0), for one context: one hart in supervisor mode.
///
/// The gateway of a source that was claimed lets nothing through until the claim is completed, and a completion for a source
/// that is not enabled is ignored ("Interrupt Completion"). So a claim is completed first and its source disabled after that,
/// and no other order can be written: only the end of an `Enabled` disables, and the claim that it holds ends before.
/// @tparam Registers `read(offset)` and `write(offset, value)`, in program order with all else that the hart does
template <class Registers>
class Plic {
public:
    /// A claim that is to be completed: at its end.
    class Claimed {
    public:
        Claimed(Claimed&& from) noexcept : source_{std::exchange(from.source_, 0)} {}
        Claimed& operator=(Claimed&& from) noexcept { return std::swap(source_, from.source_), *this; }
        ~Claimed() {
            if (source_) Registers::write(claim_complete(), source_);
        }
        [[nodiscard]] Word source() const { return source_; }

    private:
        friend Plic;
        explicit Claimed(std::uint32_t source = 0) : source_{static_cast<std::uint16_t>(source)} {}
        std::uint16_t source_;  ///< 0: none
    };

    /// A source that interrupts the context as long as this lives, but while a claim of it is held.
    class Enabled {
    public:
        Enabled() = default;  ///< none
        explicit Enabled(Word source) : source_{static_cast<std::uint16_t>(source)} {
            Registers::write(priority(source), 1);
            Registers::write(enables(source), Registers::read(enables(source)) | bit(source));
        }
        Enabled(Enabled&& from) noexcept : claim_{std::move(from.claim_)}, source_{std::exchange(from.source_, 0)} {}
        Enabled& operator=(Enabled&& from) noexcept {
            claim_ = std::move(from.claim_);
            return std::swap(source_, from.source_), *this;
        }
        ~Enabled() {
            complete();
            if (source_) Registers::write(enables(source_), Registers::read(enables(source_)) & ~bit(source_));
        }
        void hold(Claimed claim) { claim_ = std::move(claim); }
        [[nodiscard]] bool holds_claim() const { return claim_.source() != 0; }
        void complete() { const Claimed completed{std::move(claim_)}; }

    private:
        Claimed claim_;
        std::uint16_t source_ = 0;
    };

    /// Nothing interrupts this context until it is enabled; from then on, whatever its priority.
    static void start(Word context, Word sources) {
        context_ = context;
        for (Word source = 0; source <= sources; source += 32) Registers::write(enables(source), 0);
        Registers::write(threshold(), 0);
    }

    /// Takes the source with the highest priority of those that are pending and enabled.
    [[nodiscard]] static std::optional<Claimed> claim() {
        const std::uint32_t source = Registers::read(claim_complete());
        if (source == 0) return std::nullopt;
        return Claimed{source};
    }

private:
    // "Memory Map"
    static Word priority(Word source) { return 4 * source; }
    static Word enables(Word source) { return 0x2000 + 0x80 * context_ + 4 * (source / 32); }
    static Word threshold() { return 0x20'0000 + 0x1000 * context_; }
    static Word claim_complete() { return threshold() + 4; }
    static std::uint32_t bit(Word source) { return std::uint32_t{1} << source % 32; }

    static inline Word context_ = 0;
};

}  // namespace freehold::kernel
