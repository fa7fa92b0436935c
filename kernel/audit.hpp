// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

namespace freehold::kernel {

/// A second opinion on all that the kernel remembers, for the checked kernels: it walks every list, process, thread, message,
/// server, connection, watch, alarm and interrupt, every page table and every account, shares none of the bookkeeping that it
/// looks at, and holds them against each other. The first rule that does not hold ends the machine with one line.
///
/// On memory:
/// - Who has a page mapped owns it, or it is lent to him and by its owner's page table away; no page is mapped twice (R1).
/// - What a process owns is mapped, sent off, or one of its page tables and contexts (R6): as many pages as its account says.
/// - What an ended process has sent off is the kernel's until it is back (O8), and every page is on one account.
/// - What is sent off is carried by a message, and by one.
///
/// On the rest, in kernel/audit/survey.hpp, a file for each idea. While a memory call is set aside the rules on memory wait for
/// its end; the others hold all the time.
///
/// For tables that say of each page who owns it, those kept for page tables included (`FlatTable`).
void audit_all(Kernel& kernel);

namespace audit {
/// The rules on memory, which take twenty times as long as all others, are looked at after each so many traps. The build chooses
/// the file: 1 in the checked kernels; more in those under stress, where few calls would be made otherwise.
extern const unsigned memory_period;
}  // namespace audit

}  // namespace freehold::kernel
