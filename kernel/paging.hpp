// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/config.hpp"

namespace freehold::kernel {

/// The pages of the kernel's own image, the shim's before it included.
PhysPages image_pages();

/// Builds the kernel's half: a direct map of all RAM, in which the kernel's code is read-only and only its code is
/// executable, and the window of registers that it drives itself. Takes away the mapping that `boot.S` started in.
void map_kernel();

/// Lets the kernel read storage where the direct map would show it, until `hide_storage`. Only before the first process:
/// on 32 bits, that may be among the user's addresses.
void show_storage();
void hide_storage();

}  // namespace freehold::kernel
