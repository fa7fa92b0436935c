// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "abi/message.hpp"

namespace freehold::kernel {

/// Server addresses that nobody can guess: the key stream of ChaCha20 (RFC 8439, section 2.3) under a key from the
/// boot's seeds. Each block's first half replaces the key, so what was given out cannot be computed later.
class Random {
public:
    /// Adds to what is unknown about the key, and never takes from it. What is beyond 32 bytes is folded in.
    void mix(std::span<const unsigned char> seed);
    abi::Sid sid();

private:
    std::uint32_t key_[8] = {};
};

}  // namespace freehold::kernel
