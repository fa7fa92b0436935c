// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>

#include "freehold/claim.hpp"
#include "freehold/error.hpp"
#include "freehold/permit.hpp"

namespace freehold {

/// A run of consecutive pages of one region with one owner.
struct OwnedRun {
    PhysPages pages;
    XousPid owner;
};

/// Who owns each whitelisted page (R6). `FlatTable` keeps an entry for each, `RunTable` computes it (R7); their promises
/// are the same, and one suite of tests holds both to them.
template <class T>
concept OwnershipTable = std::copyable<T> && std::equality_comparable<T> &&
    requires(T table, const T view, Permit permit, XousPid pid, PhysPage page, PageCount count, std::uint32_t runs) {
        /// All pages of the permit for `pid`, or `memory_in_use` where one has an owner, the caller included (O2).
        { table.claim(permit, pid) } -> std::same_as<Expected<Claim<T>>>;
        /// `count` physically consecutive pages of the pool.
        { table.claim_contiguous(count, pid) } -> std::same_as<Expected<Claim<T>>>;
        /// A promise of `count` pages of the pool, in as few runs as there are.
        { table.reserve(count, pid) } -> std::same_as<Expected<Reserve<T>>>;
        /// Gives back pages that `pid` owns. Never fails (O7).
        { table.release(permit, pid) } -> std::same_as<void>;
        /// Makes `to` the owner of pages that `from` owns. To a process, only after `has_room` said so.
        { table.transfer(permit, pid, pid) } -> std::same_as<void>;
        /// Whether `pid` can be given this many further runs of pages.
        { view.has_room(runs, pid) } -> std::same_as<bool>;
        /// The owner of a listed page; nobody for a page that is not listed, the kernel for a reserved one.
        { view.owner(page) } -> std::same_as<XousPid>;
        /// The run at or after `page`, ended at the latest at `run_scan_limit` pages (O10); empty past the last.
        { view.run_from(page) } -> std::same_as<OwnedRun>;
        /// Free pages of the pool.
        { view.available() } -> std::same_as<PageCount>;
    };

/// How many entries one `run_from` looks at.
inline constexpr Word run_scan_limit = 256;

}  // namespace freehold
