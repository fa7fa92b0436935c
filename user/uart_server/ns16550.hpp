// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace freehold::user {

/// The registers of an ns16550 (National Semiconductor PC16550D, section 8), 8 bits each, 1 << shift bytes apart.
/// The baud rate stays as the firmware or the machine set it.
class Ns16550 {
public:
    constexpr Ns16550() = default;
    Ns16550(void* registers, unsigned shift)
        : registers_{static_cast<volatile std::uint8_t*>(registers)}, shift_{shift} {}

    /// FIFOs on and empty; an interrupt for each byte that arrives.
    void start() const {
        write(fifo_control, 0x07);
        write(interrupt_enable, received_data);
    }

    [[nodiscard]] std::optional<std::uint8_t> receive() const {
        if ((read(line_status) & data_ready) == 0) return std::nullopt;
        return read(data);
    }

    /// Waits for room in the transmitter: a bounded time on a machine that works.
    void transmit(std::uint8_t byte) const {
        while ((read(line_status) & transmitter_empty) == 0) {}
        write(data, byte);
    }

private:
    static constexpr unsigned data = 0, interrupt_enable = 1, fifo_control = 2, line_status = 5;
    static constexpr std::uint8_t received_data = 0x01, data_ready = 0x01, transmitter_empty = 0x20;

    [[nodiscard]] std::uint8_t read(unsigned index) const { return registers_[index << shift_]; }
    void write(unsigned index, std::uint8_t value) const { registers_[index << shift_] = value; }

    volatile std::uint8_t* registers_ = nullptr;
    unsigned shift_ = 0;
};

}  // namespace freehold::user
