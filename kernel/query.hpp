// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

/// What the kernel tells about itself: the answers to PlatformSpecific's questions (abi/platform.hpp). They change
/// nothing, and each is bounded: long lists are asked for a part at a time.
namespace freehold::kernel::query {

/// @param asker others' pages and free ones are told only where it may look
Reply ownership(const Kernel& kernel, const Process& asker, Word page);
Reply region(Word index);
Reply process(Kernel& kernel, Word pid);
Reply process_name(const Kernel& kernel, Word pid);
Reply mapping(Kernel& kernel, Word pid, VirtPage from);
Reply limits(const Kernel& kernel, Word pid);
Reply machine(Kernel& kernel);
Reply audit(Kernel& kernel);
Reply rest(const Kernel& kernel);

}  // namespace freehold::kernel::query
