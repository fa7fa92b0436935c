// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "kernel/config.hpp"

namespace freehold::kernel {

/// What the books disagree about: one mapping, or one sum of pages.
struct Mismatch {
    std::string_view what;
    XousPid pid;  ///< whose address space or account shows it
    PhysPage page;
    VirtPage at;
    XousPid owner;            ///< of the page, as the table has it
    PageCount found, wanted;  ///< of a sum
    bool is_sum = false;
};

/// A second opinion on the memory manager, which shares none of its bookkeeping: it reads each page table of each process,
/// the owner of each listed page and each account, and holds them against each other.
///
/// - Who has a page mapped owns it, or it is lent to him and by its owner's page table away; no page is mapped twice (R1).
/// - What a process owns is mapped, sent off, or one of its page tables and contexts (R6): as many pages as its account says.
/// - What an ended process has sent off is the kernel's until it is back (O8), and every page is on one account.
///
/// For tables that say of each page who owns it, those kept for page tables included (`FlatTable`).
std::optional<Mismatch> find_mismatch(Memory& memory);

}  // namespace freehold::kernel
