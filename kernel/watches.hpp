// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>

#include "kernel/kernel.hpp"

/// Who is told when a process ends.
namespace freehold::kernel {

/// A process' wish to be told, at a server of its own. @param pid whose end; nobody: everybody's
/// @return `out_of_memory` where it has as many as it can, or where there are as many watchers as a process can tell: so
/// that whoever watches is told.
std::expected<void, abi::Errno> add_watch(Kernel& kernel, Process& watcher, XousPid pid, const Server& server, Word id);

/// The same for a process that has ended and of which something is left: its watcher is told now.
std::expected<void, abi::Errno> watch_ended(Kernel& kernel, Process& ended, Server& server, Word id);

/// Tells those who watch it that a process has ended.
void notify_end(Kernel& kernel, Process& process, abi::Cause cause, Word code, Word address);

}  // namespace freehold::kernel
