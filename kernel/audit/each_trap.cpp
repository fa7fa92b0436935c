// SPDX-License-Identifier: Apache-2.0
// Linked into the checked kernels with `--wrap=trap`: what calls `trap` comes here first.
#include "kernel/audit.hpp"
#include "kernel/audit/plant.hpp"
#include "kernel/console.hpp"
#include "kernel/power_off.hpp"
#include "kernel/trap.hpp"

namespace freehold::kernel {
namespace {

[[noreturn]] void stop(const Mismatch& found) {
    console::print("kernel audit: pid ", Word{found.pid.raw()});
    if (found.is_sum)
        console::print(": ", found.found.raw(), " pages ", found.what, ", ", found.wanted.raw(), " on the account\n");
    else
        console::print(", ", console::Hex{found.at.address().raw()}, ": page ",
                       console::Hex{found.page.address().raw()}, " is ", found.what, ", its owner is pid ",
                       Word{found.owner.raw()}, "\n");
    power_off(Outcome::failure);
}

}  // namespace

extern "C" void __real_trap(Frame* frame);

extern "C" void __wrap_trap(Frame* frame) {
    __real_trap(frame);
    if (running_kernel().preemption.has_set_aside()) return;  // the books are half-way through a call
    Memory& memory = running_kernel().memory;
    audit::plant(memory);
    if (const auto found = find_mismatch(memory)) stop(*found);
}

}  // namespace freehold::kernel
