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

/// Starts a program of the boot image. All or nothing: a program that does not start leaves nothing behind, and the
/// caller has its parameter pages again.
std::expected<Process*, SpawnFault> spawn(Kernel& kernel, Process* parent, std::string_view program,
                                          ParameterPages parameters);

/// Pages of the caller that become a new process: its stack, where it is, and its text, moved to `destination`.
struct CreateRequest {
    VirtAddr stack;
    Bytes stack_size;
    VirtAddr text;
    Bytes text_size;
    VirtAddr destination;
    VirtAddr entry;
};
/// A process made of its parent's pages, and the parent's connection to the server that was made for it.
struct CreatedProcess {
    XousPid pid;
    Word connection;
};
/// CreateProcess: the text is executable in the new process and no longer writable (O11); it has no powers, and its
/// parent's limits. All or nothing: where it fails, the caller has its pages as before.
std::expected<CreatedProcess, abi::Errno> create_process(Kernel& kernel, Process& parent, const CreateRequest& request);

/// Ends a process: everything it has goes back, everybody who waits for it is told (O8).
void end(Kernel& kernel, Process& process, abi::Cause cause, Word code, Word address);

/// An empty process with its first context page, for those who make processes. @return where it could not be made, nothing is left
Expected<Process*> make_process(Kernel& kernel, Process* parent, std::string_view name, const Grant& grant);
/// Undoes it: a process that never ran, of which nobody is told.
void discard(Kernel& kernel, Process& process);

/// Gives back what the kernel remembered for a process that has ended, once nobody holds anything of it. Its pid is free.
[[gnu::noinline]] void forget(Kernel& kernel, Process& process);

}  // namespace freehold::kernel
