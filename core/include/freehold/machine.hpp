// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>

#include "freehold/address.hpp"
#include "freehold/pid.hpp"

namespace freehold {

/// What the memory manager needs of the machine under it. On the target these reach through the kernel's direct map; on
/// a host they reach into an array.
template <class T>
concept Machine = requires(T machine, PhysPage page, XousPid pid, VirtPages range) {
    /// Fills a page of RAM with zeroes (O6).
    machine.zero(page);
    /// Makes the hardware forget what it has cached of these translations of `pid`.
    machine.forget(pid, range);
    /// The same for the whole address space, tables included.
    machine.forget_all(pid);
    /// What was written to memory before is what instruction fetches see from now on.
    machine.publish_code();
    /// Called every few pages of a request: the machine may take interrupts here and let others run (O10). The request is half
    /// done, so nobody may call the manager before this returns.
    machine.preemption_point();
};

/// Also reaches the memory of page tables.
template <class T, class Pte>
concept TableMachine = Machine<T> && requires(T machine, PhysPage page, Pte* table) {
    { machine.template table<Pte>(page) } -> std::same_as<Pte*>;
    /// Writes into a zeroed root what every address space shares: the kernel's own half.
    machine.share_kernel(table);
};

}  // namespace freehold
