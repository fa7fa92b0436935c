// SPDX-License-Identifier: Apache-2.0
#include "kernel/seeds.hpp"

#include <algorithm>

#include "abi/message.hpp"
#include "arch/riscv/csr.hpp"

namespace freehold::kernel {
namespace {

/// It lies in RAM that is the kernel's, or that nobody has been granted yet.
template <class Byte>
void wipe(const Byte* at, std::size_t size) {
    std::fill_n(const_cast<volatile Byte*>(at), size, Byte{});
}

std::span<const unsigned char> bytes_of(std::span<const char> text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace

bool mix_seeds(Random& random, std::span<const unsigned char> firmware, const BootImage& image) {
    bool enough = false;
    const auto mix = [&](std::span<const unsigned char> seed) {
        enough = enough || seed.size() >= sizeof(abi::Sid);
        random.mix(seed);
        wipe(seed.data(), seed.size());
    };
    mix(firmware);
    for (BootFile file; !(file = image.find("etc/", "seed")).name.empty();) {
        mix(bytes_of(file.bytes));
        wipe(file.name.data(), file.name.size());
    }
    const std::uint64_t counters[] = {riscv::read_time(), riscv::read_cycle()};
    random.mix({reinterpret_cast<const unsigned char*>(counters), sizeof counters});
    return enough;
}

}  // namespace freehold::kernel
