// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "abi/message.hpp"

namespace freehold::kernel {

/// Server addresses that nobody can guess: the key stream of ChaCha20 (RFC 8439, section 2.3) under a key from the
/// firmware's seed. Each block's first half replaces the key, so what was given out cannot be computed later.
class Random {
public:
    /// @param seed the more of it nobody knows, the better; what is beyond 32 bytes is folded in
    explicit Random(std::span<const unsigned char> seed);
    abi::Sid sid();

private:
    std::uint32_t key_[8] = {};
};

}  // namespace freehold::kernel
