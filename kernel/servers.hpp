// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>

#include "kernel/kernel.hpp"

/// Servers and the connections to them.
namespace freehold::kernel {

/// Makes a server of the process at this address, with a connection of its own, and wakes whoever waits to connect to it.
/// @return that connection; `out_of_memory` where the process has as many servers or connections as it can
[[gnu::noinline]] std::expected<Word, abi::Errno> create_server(Kernel& kernel, Process& process, const abi::Sid& sid);
std::expected<void, abi::Errno> destroy_server(Kernel& kernel, Process& process, const abi::Sid& sid);
/// The process' own server at this address, or none. One that is being closed is at none.
Server* own_server(Process& process, const abi::Sid& sid);

/// The process' connection to the server at this address, made if there is none yet.
/// @param giver who makes it for the process, which is limited; none: the process itself
/// @return `server_not_found`, or `out_of_memory` where all connections are used, or all that others may make.
[[gnu::noinline]] std::expected<Word, abi::Errno> connect(Kernel& kernel, Process& process, const abi::Sid& sid,
                                                          const Process* giver = nullptr);
/// The same as the answer of a thread, which waits until the server is made.
void connect_or_wait(Kernel& kernel, Thread& thread, const abi::Sid& sid);
std::expected<void, abi::Errno> disconnect(Process& process, Word connection);
/// The server behind a connection, or none where there is none any more.
Server* connected(Kernel& kernel, Process& process, Word connection);

}  // namespace freehold::kernel
