// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string_view>

#include "kernel/kernel.hpp"
#include "kernel/loader.hpp"

/// How processes begin and end.
namespace freehold::kernel {

/// Pages of the caller that become the new process' parameter block; size 0: none.
struct ParameterPages {
    VirtAddr at;
    Bytes size;
};

/// Why a program was not started. `load` says more where `number` is `invalid_coding`.
struct SpawnFault {
    abi::Errno number;
    LoadFault load{};
};

/// Starts a program of the boot image. All or nothing: a program that does not start leaves nothing behind, and the
/// caller has its parameter pages again.
std::expected<Process*, SpawnFault> spawn(Kernel& kernel, Process* parent, std::string_view program, ParameterPages parameters);

/// Ends a process: everything it has goes back, everybody who waits for it is told (O8).
void end(Kernel& kernel, Process& process, abi::Cause cause, Word code, Word address);

/// Gives back what the kernel remembered for a process that has ended, once nobody holds anything of it. Its pid is free.
void forget(Kernel& kernel, Process& process);

}  // namespace freehold::kernel
