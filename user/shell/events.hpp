// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "user/process.hpp"

namespace freehold::user {

/// All that the shell waits for comes to one server of its own: the endings of what it runs, and, once someone may
/// type, the bytes that a second thread fetches from the log server.
class Events {
public:
    /// To be called once, first: before anything is started, so that no ending can be missed.
    /// @return the refusal, when there is no server to be had.
    [[nodiscard]] Result<void> open();
    /// Starts listening to the keyboard.
    [[nodiscard]] Result<void> start_typing();

    /// Waits for the next typed byte.
    [[nodiscard]] Result<std::uint8_t> read_byte();
    /// Takes what has come meanwhile; the kernel keeps ended processes until those who watch have answered.
    void drain();
    /// Waits until the process ends. ^C meanwhile ends it; what else is typed is kept for `read_byte`.
    [[nodiscard]] Result<Ending> wait_for(Pid pid);

private:
    /// Bytes typed while a program ran; more than this many are dropped.
    static constexpr std::size_t most_kept = 64;

    /// The ending that a message tells of; answers it, and waits a while until the kernel has forgotten the process.
    [[nodiscard]] static std::optional<Ending> ended(const Envelope& message);
    [[nodiscard]] std::optional<std::uint8_t> typed(const Envelope& message) const;
    void keep(std::uint8_t byte);

    abi::Sid server_{};
    ConnectionId connection_{};
    Pid self_{};
    std::array<std::uint8_t, most_kept> kept_{};
    std::size_t kept_first_ = 0;
    std::size_t kept_count_ = 0;
};

}  // namespace freehold::user
