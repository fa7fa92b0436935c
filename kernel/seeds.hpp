// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "kernel/boot_image.hpp"
#include "kernel/random.hpp"

namespace freehold::kernel {

/// Mixes in what this boot alone knows: the firmware's `rng-seed`, each etc/seed of the boot image, and the counters
/// for what they are worth. What was mixed in is wiped, and nobody finds etc/seed after that.
/// @return whether there was a seed that is long enough
bool mix_seeds(Random& random, std::span<const unsigned char> firmware, const BootImage& image);

}  // namespace freehold::kernel
