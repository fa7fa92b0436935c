// SPDX-License-Identifier: Apache-2.0
// Guesses the addresses of private servers: those that the kernel's generator (ChaCha20, each block's first half the
// next key) gives from a seed that is all zeroes, as where a board's firmware has none.
#include <bit>
#include <cstdint>

#include "report.hpp"
#include "user/message.hpp"

namespace freehold::user::hostile {
namespace {

/// The guesser's own generator.
class Generator {
public:
    abi::Sid next() {
        std::uint32_t block[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
        for (int i = 0; i < 8; ++i) block[4 + i] = key_[i];
        std::uint32_t out[16];
        for (int i = 0; i < 16; ++i) out[i] = block[i];
        for (int round = 0; round < 10; ++round) {
            for (int i = 0; i < 4; ++i) mix(out[i], out[4 + i], out[8 + i], out[12 + i]);
            for (int i = 0; i < 4; ++i) mix(out[i], out[4 + (i + 1) % 4], out[8 + (i + 2) % 4], out[12 + (i + 3) % 4]);
        }
        for (int i = 0; i < 8; ++i) key_[i] = out[i] + block[i];
        abi::Sid sid;
        for (int i = 0; i < 4; ++i) sid.word[i] = out[8 + i] + block[8 + i];
        return sid;
    }

private:
    static void mix(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c, std::uint32_t& d) {
        a += b, d = std::rotl(d ^ a, 16), c += d, b = std::rotl(b ^ c, 12);
        a += b, d = std::rotl(d ^ a, 8), c += d, b = std::rotl(b ^ c, 7);
    }

    std::uint32_t key_[8] = {};
};

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user;
    Report report{"hostile_guess"};
    hostile::Generator generator;
    unsigned found = 0;
    for (int guess = 0; guess < 64; ++guess)
        if (try_connect(generator.next())) ++found;
    report.check("guessing the addresses of private servers", found == 0, "one was found");
    return report.failures();
}
