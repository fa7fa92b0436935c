// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

/// Which root the hart translates by. It may walk that at any time, also while it sleeps, so it is never one that
/// somebody may give back (RISC-V Privileged Architecture, "Supervisor Address Translation and Protection Register").
namespace freehold::kernel {

/// Whether the hardware tells address spaces apart by pid; if not, each switch forgets all translations.
extern bool asids_work;

/// Makes the hardware translate as the thread's process does.
void use_address_space(const Thread& thread);
/// By the kernel's own root, for when it works for nobody.
void use_kernel_space();
/// The root of this process is about to be freed: whoever still runs for it does so on the kernel's own, from now on.
void leave_address_space(Process& process);

}  // namespace freehold::kernel
