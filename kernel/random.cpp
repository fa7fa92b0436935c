// SPDX-License-Identifier: Apache-2.0
#include "kernel/random.hpp"

#include <bit>

namespace freehold::kernel {
namespace {

void quarter_round(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c, std::uint32_t& d) {
    a += b;
    d = std::rotl(d ^ a, 16);
    c += d;
    b = std::rotl(b ^ c, 12);
    a += b;
    d = std::rotl(d ^ a, 8);
    c += d;
    b = std::rotl(b ^ c, 7);
}

/// One block of 16 words. The key is used for one block only, so counter and nonce stay 0.
void block(const std::uint32_t (&key)[8], std::uint32_t (&out)[16]) {
    const std::uint32_t start[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, key[0], key[1], key[2], key[3],
                                     key[4],     key[5],     key[6],     key[7],     0,      0,      0,      0};
    for (unsigned i = 0; i < 16; ++i) out[i] = start[i];
    for (unsigned round = 0; round < 10; ++round) {
        for (unsigned i = 0; i < 4; ++i) quarter_round(out[i], out[4 + i], out[8 + i], out[12 + i]);
        for (unsigned i = 0; i < 4; ++i)
            quarter_round(out[i], out[4 + (i + 1) % 4], out[8 + (i + 2) % 4], out[12 + (i + 3) % 4]);
    }
    for (unsigned i = 0; i < 16; ++i) out[i] += start[i];
}

}  // namespace

void Random::mix(std::span<const unsigned char> seed) {
    for (std::size_t i = 0; i < seed.size(); ++i) key_[i / 4 % 8] ^= std::uint32_t{seed[i]} << (8 * (i % 4));
    (void)sid();  // two seeds that are alike do not cancel each other
}

abi::Sid Random::sid() {
    std::uint32_t words[16];
    block(key_, words);
    for (unsigned i = 0; i < 8; ++i) key_[i] = words[i];
    abi::Sid sid;
    for (unsigned i = 0; i < 4; ++i) sid.word[i] = words[8 + i];
    return sid;
}

}  // namespace freehold::kernel
