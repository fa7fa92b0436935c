// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>

namespace freehold::user {

/// Bytes on their way from the interrupt handler (the only one to put) to the server's loop (the only one to take).
/// What arrives while it is full is lost, as on any serial line.
class ByteRing {
public:
    void put(std::uint8_t byte) {
        const auto head = head_.load(std::memory_order_relaxed);
        if (head - tail_.load(std::memory_order_acquire) == bytes_.size()) return;
        bytes_[head % bytes_.size()] = byte;
        head_.store(head + 1, std::memory_order_release);
    }

    [[nodiscard]] std::optional<std::uint8_t> peek() const {
        const auto tail = tail_.load(std::memory_order_relaxed);
        if (tail == head_.load(std::memory_order_acquire)) return std::nullopt;
        return bytes_[tail % bytes_.size()];
    }

    void drop() { tail_.store(tail_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

private:
    std::array<std::uint8_t, 1024> bytes_{};
    std::atomic<unsigned> head_ = 0;
    std::atomic<unsigned> tail_ = 0;
};

}  // namespace freehold::user
