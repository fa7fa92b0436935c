// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "input.hpp"
#include "ns16550.hpp"
#include "uart.hpp"
#include "user/format.hpp"
#include "user/memory.hpp"
#include "user/thread.hpp"

namespace freehold::user {

/// The UART, and what its interrupt handler and the server's loop share.
struct Device final : Sink {
    Ns16550 uart;
    ByteRing input;

    void put(std::string_view text) override {
        for (const char character : text) {
            if (board::uart::carriage_return && character == '\n') uart.transmit('\r');
            uart.transmit(static_cast<std::uint8_t>(character));
        }
    }

    /// Takes the registers and the interrupt. Nobody else can have them while this process lives.
    Result<void> take();
};

inline constinit Device device;

/// Runs between any two instructions of the loop: it only moves bytes. That it ran is what the kernel tells the waker.
inline void on_interrupt(Word, Word) {
    while (const auto byte = device.uart.receive()) device.input.put(*byte);
}

inline Result<void> Device::take() {
    const auto registers = map_memory(PhysAddr{board::uart::base}, anywhere, Bytes{board::uart::bytes}, Flags::device);
    if (!registers) return std::unexpected(registers.error());
    uart = Ns16550{registers->pointer(), board::uart::register_shift};
    const auto claimed = claim_interrupt(Interrupt{board::uart::interrupt}, on_interrupt, 0);
    if (claimed) uart.start();
    return claimed;
}

}  // namespace freehold::user
