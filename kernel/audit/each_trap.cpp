// SPDX-License-Identifier: Apache-2.0
// Linked into the checked kernels with `--wrap=trap` and `--wrap=run_others`: what calls them comes here first.
#include "kernel/audit.hpp"
#include "kernel/audit/plant.hpp"
#include "kernel/trap.hpp"

namespace freehold::kernel {

extern "C" void __real_trap(Frame* frame);
extern "C" [[noreturn]] void __real_run_others();

extern "C" void __wrap_trap(Frame* frame) {
    __real_trap(frame);
    Kernel& kernel = running_kernel();
    audit::plant(kernel);
    audit_all(kernel);
}

/// A call has just been set aside.
extern "C" void __wrap_run_others() {
    audit_all(running_kernel());
    __real_run_others();
}

}  // namespace freehold::kernel
