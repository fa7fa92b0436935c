// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "user/memory.hpp"
#include "user/name.hpp"
#include "user/process.hpp"
#include "user/thread.hpp"

/// A device that interrupts when its program says so: the second serial line of the PolarFire SoC, or the goldfish
/// clock of QEMU's virt machines, which is the time server's.
namespace freehold::user {

class Bell {
public:
    static std::optional<Bell> take() {
        if (is_listed("serial1")) return taken({PhysAddr{0x2010'0000}, Interrupt{91}, true});
        return taken({PhysAddr{0x10'1000}, Interrupt{11}, false});
    }
    [[nodiscard]] Interrupt interrupt() const { return place_.interrupt; }

    /// Interrupts now, and until `quiet`.
    void ring() const {
        if (place_.serial) return void(registers_[1] = transmitter_empty);
        registers_[irq_enabled] = 1;
        registers_[alarm_high] = 0;
        registers_[alarm_low] = 1;  // a time that has passed
    }
    void quiet() const { place_.serial ? void(registers_[1] = 0) : void(registers_[clear_interrupt] = 1); }

private:
    struct Place {
        PhysAddr registers;
        Interrupt interrupt;
        bool serial;
    };
    static constexpr std::uint32_t transmitter_empty = 2;  ///< of an ns16550's interrupt enable register
    /// Registers of google,goldfish-rtc, in words.
    static constexpr unsigned alarm_low = 2, alarm_high = 3, irq_enabled = 4, clear_interrupt = 7;

    Bell(Place place, void* registers) : place_{place}, registers_{static_cast<volatile std::uint32_t*>(registers)} {}
    static std::optional<Bell> taken(Place place) {
        const auto mapped = map_memory(place.registers, anywhere, Bytes{page_bytes}, Flags::device);
        if (!mapped) return std::nullopt;
        return Bell{place, mapped->pointer()};
    }
    static bool is_listed(std::string_view name) {
        for (Word index = 0;; ++index) {
            const auto region = query(abi::Query::region, index);
            if (!region) return false;
            if (Name::of_words(region->value).text() == name) return true;
        }
    }

    Place place_;
    volatile std::uint32_t* registers_;
};

}  // namespace freehold::user
