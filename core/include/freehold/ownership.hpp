// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>

#include "freehold/claim.hpp"
#include "freehold/error.hpp"
#include "freehold/permit.hpp"

namespace freehold {

/// A run of consecutive pages of one region with one owner.
struct OwnedRun {
    PhysPages pages;
    XousPid owner;
};

/// Pages that have left their owner, by the part of its account that they were counted in.
struct Freed {
    PageCount ram;
    PageCount other;
};

/// Who owns each whitelisted page (R6). `FlatTable` keeps an entry for each, `RunTable` computes it (R7); their promises
/// are the same, and one suite of tests holds both to them.
template <class T>
concept OwnershipTable =
    std::copyable<T> && std::equality_comparable<T> &&
    requires(T table, const T view, Permit permit, XousPid pid, PhysPage page, PageCount count, std::uint32_t runs,
             void (*each_in_use)(void (*)(PhysPage))) {
        /// Processes that it can serve, with the pids from 2 on.
        { T::max_processes } -> std::convertible_to<unsigned>;
        /// All pages of the permit for `pid`, or `memory_in_use` where one has an owner, the caller included (O2).
        { table.claim(permit, pid) } -> std::same_as<Expected<Claim<T>>>;
        /// `count` physically consecutive pages of the pool.
        { table.claim_contiguous(count, pid) } -> std::same_as<Expected<Claim<T>>>;
        /// A promise of `count` pages of the pool, in as few runs as there are. The last argument says how many of them are
        /// kept by the kernel for `pid`, as page tables and contexts; those are drawn by `draw_kept`. While a promise
        /// has pages left, a table may refuse every other claim and promise with `out_of_memory`.
        { table.reserve(count, pid) } -> std::same_as<Expected<Reserve<T>>>;
        { table.reserve(count, pid, count) } -> std::same_as<Expected<Reserve<T>>>;
        /// Gives back pages that `pid` owns, in one piece. Never fails (O7). @return how many pages are no longer its
        /// own: all, or none where the table has no room to say so. Those stay its own, *parked*, until `unpark` or `finish`.
        { table.release(permit, pid) } -> std::same_as<PageCount>;
        /// Makes `to` the owner of pages that `from` owns. To a process, only after `has_room` said so for both sides. To
        /// the kernel at the end of a process: other pages of that process may become the kernel's with them.
        { table.transfer(permit, pid, pid) } -> std::same_as<void>;
        /// Whether `pid` can be given this many further runs of pages.
        { view.has_room(runs, pid) } -> std::same_as<bool>;
        /// How many further runs an owner needs to part with some of its pages.
        { view.splits(permit) } -> std::same_as<std::uint32_t>;
        /// Whether pages that the process has freed are still its own.
        { view.parked(pid) } -> std::same_as<bool>;
        /// Gives back those parked pages that a later free has made neighbours of. `each_in_use(visit)` calls `visit(page)` once for each
        /// page that is not parked, those that the kernel keeps left out.
        { table.unpark(pid, each_in_use) } -> std::same_as<Freed>;
        /// Gives back all that is left of an ended process but what the kernel keeps for it: nothing of it is away any more.
        { table.finish(pid) } -> std::same_as<Freed>;
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
