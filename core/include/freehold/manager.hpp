// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "freehold/contract.hpp"
#include "freehold/machine.hpp"
#include "freehold/ownership.hpp"
#include "freehold/process.hpp"
#include "freehold/whitelist.hpp"

namespace freehold {

/// What a process asks of `map`.
struct MapRequest {
    Bytes size;
    Rights rights;
    std::optional<PhysAddr> physical;  ///< exactly these pages (R2); none: any of the pool
    std::optional<VirtAddr> at;        ///< exactly here; none: anywhere in the zone for maps
    bool contiguous = false;           ///< with no `physical`: physically consecutive
};

/// What pages are sent off for.
enum class Journey : std::uint8_t {
    loan,  ///< they come back
    gift,  ///< they do not, so they cannot be the heap's: a heap has no holes
};

/// Pages on their way: sent off by their owner, who can no longer touch them, and not received yet.
struct Parcel {
    XousPid owner;
    VirtPages at;  ///< in the owner's address space
    constexpr bool operator==(const Parcel&) const = default;
};

/// Pages that a borrower has: where they were and where they are.
struct Loan {
    Parcel lent;
    XousPid borrower;
    VirtPage at;  ///< in the borrower's address space; as many pages as were lent
    constexpr bool operator==(const Loan&) const = default;
};

/// What became of a touch that the hardware refused.
enum class FaultOutcome : std::uint8_t {
    resolved,  ///< the page was granted and waited for its zeroes; go on
    away,      ///< the page is detached or lent; go on when it is back
    denied,    ///< nothing there, or no right to it
};

/// The one front door: every request for memory, whoever makes it, goes through here, and each is all or nothing (O1).
///
/// A `Config` names: `whitelist` (a `constexpr Whitelist`), `Table` (an `OwnershipTable`), `Translation`, `Machine`,
/// `layout` (a `constexpr Layout`), `max_processes` (at most 254), and `kernel_limits`.
/// All state is in this one value, whose size is known at build time (R5); it can be copied and compared. What lies in
/// pages of RAM - page tables, contents - is the machine's.
///
/// Requests name the process that makes them; a pid that is not live gets `process_not_found`.
template <class Config>
class MemoryManager {
public:
    using Table = Config::Table;
    using Translation = Config::Translation;
    using Machine = Config::Machine;
    using Proc = Process<Translation>;
    static_assert(OwnershipTable<Table>);
    static_assert(Config::max_processes <= Table::max_processes, "the table of this board serves fewer processes");
    static_assert(freehold::Translation<Translation, Machine>);
    static constexpr const auto& whitelist = Config::whitelist;
    static constexpr const Layout& layout = Config::layout;

    explicit MemoryManager(Machine machine);

    // Processes (manager/life.hpp)

    /// Makes an empty process. Its root table is counted to it.
    /// @return `out_of_memory` where no pid, no page or no room in the limits is left.
    [[nodiscard, gnu::cold]] Expected<XousPid> create_process(Limits limits);
    /// The process can ask for nothing more. Then `reclaim` until it says that it is done.
    /// @return `share_violation` while it holds what it borrowed: give that back first.
    [[nodiscard, gnu::cold]] Expected<void> begin_end(XousPid pid);
    /// Takes back at most `most` pages of an ending process. What it sent off stays the kernel's until it comes back (O8).
    /// @return whether nothing is left to take back now.
    [[gnu::cold]] bool reclaim(XousPid pid, PageCount most);
    /// `begin_end` and all of `reclaim` in one.
    [[nodiscard, gnu::cold]] Expected<void> end_process(XousPid pid);
    /// A zeroed page, counted to the process, for what the kernel remembers for it. Not mapped; also while lingering.
    [[nodiscard, gnu::cold]] Expected<PhysPage> claim_context(XousPid pid);
    /// Gives such a page back.
    [[gnu::cold]] void release_context(XousPid pid, PhysPage page);
    /// Makes pages the kernel's: its own image, the boot image. They are owned from then on, and never mapped for a user.
    [[nodiscard, gnu::cold]] Expected<void> adopt(PhysPages pages);

    // Mappings (manager/map.hpp)

    /// The document's `sys_memory_allocate`. RAM arrives zeroed (O6), and is owned from now on, touched or not (O5).
    /// @return where it is mapped; `bad_alignment`, `bad_address` (R5, O3, O4), `memory_in_use` (O2, or the virtual
    /// pages are), `access_denied` (the region), `out_of_memory` (the pool, the limit, the zone).
    [[nodiscard]] Expected<VirtPages> map(XousPid pid, MapRequest request);
    /// Gives pages back. All must be mapped, the caller's, at home, and not its heap's.
    /// @return `bad_address` where nothing is mapped, `share_violation` for what is lent or borrowed, `memory_in_use` for the heap's.
    [[nodiscard]] Expected<void> unmap(XousPid pid, VirtAddr at, Bytes size);
    /// Takes rights away. Write without read stands for no access.
    /// @return `memory_in_use` where it would add a right or the set is empty.
    [[nodiscard]] Expected<void> protect(XousPid pid, VirtAddr at, Bytes size, Rights rights);

    // The heap (manager/heap.hpp)

    /// Adds to the end of the heap (R3). @return the whole heap.
    [[nodiscard]] Expected<VirtPages> heap_grow(XousPid pid, Bytes by);
    /// Takes from the end of the heap. @return the whole heap; `bad_address` for more than there is.
    [[nodiscard]] Expected<VirtPages> heap_shrink(XousPid pid, Bytes by);
    /// @return `invalid_limit` below the heap or above the hard limit.
    [[nodiscard]] Expected<void> set_heap_limit(XousPid pid, Bytes limit);

    // Sharing without sharing (manager/share.hpp): a page is in at most one address space at any instant (R1)

    /// Sends RAM off: from now on nobody can touch it, until it is lent, moved or reattached.
    /// @param least the rights that each page must have, so that its receiver can use it (O16)
    /// @return as `unmap`, and `access_denied` for what is not RAM or has fewer rights.
    [[nodiscard]] Expected<Parcel> detach(XousPid owner, VirtAddr at, Bytes size, Journey journey = Journey::loan,
                                          Rights least = Rights::none());
    /// Cancels `detach`.
    [[gnu::cold]] void reattach(Parcel parcel);
    /// Maps a parcel for a borrower, in its zone for messages, with at most `rights`. On an error it stays a parcel.
    [[nodiscard, gnu::noinline]] Expected<Loan> lend(Parcel parcel, XousPid borrower, Rights rights);
    /// `detach` and `lend` of one page in one step, which must have all of `rights`.
    /// @return as both; on an error nothing has changed
    [[nodiscard]] Expected<Loan> lend_page(XousPid owner, VirtAddr at, XousPid borrower, Rights rights);
    /// Ends a loan: the borrower's mapping goes, and the owner has its pages again; if it is gone, the pool has them.
    /// @return `share_violation`, and nothing happens, unless the loan is as it says.
    [[nodiscard]] Expected<void> give_back(Loan loan);
    /// Makes a parcel the receiver's own: in its zone for messages, where it is never executable, or exactly `at` with all its
    /// rights. On an error it stays a parcel.
    [[nodiscard, gnu::cold]] Expected<VirtPages> move(Parcel parcel, XousPid receiver, std::optional<VirtAddr> at = {});

    // Questions and touches (manager/query.hpp)

    /// A stack that is to start a thread (R4): the caller's own, mapped, readable and writable, `least_stack` bytes at least.
    [[nodiscard]] Expected<void> validate_stack(XousPid pid, VirtAddr base, Bytes size);
    /// What a touch at `at` that needs `rights` comes to. Zeroes a fresh page (O5); never needs memory.
    FaultOutcome fault(XousPid pid, VirtAddr at, Rights rights);
    /// The page behind a virtual address of the caller's own memory, zeroed if it was fresh.
    [[nodiscard]] Expected<PhysPage> touch(XousPid pid, VirtPage at);
    [[nodiscard]] Entry entry(XousPid pid, VirtPage at);
    /// Holds every translation against the table and the accounts (manager/audit.hpp).
    /// @return the pages looked at; `memory_in_use` where the books disagree, which is a defect of the manager.
    [[nodiscard, gnu::cold]] Expected<PageCount> audit();
    /// Whether the process could be given so many pages of the pool now, as far as its own limit goes.
    [[nodiscard]] bool has_room(XousPid pid, PageCount count) const;
    [[nodiscard]] const Proc& process(XousPid pid) const { return processes_[pid.raw()]; }
    [[nodiscard]] bool is_live(XousPid pid) const { return pid.raw() < pids && process(pid).life == Life::live; }
    [[nodiscard]] const Table& table() const { return table_; }
    [[nodiscard]] Machine& machine() { return machine_; }

    /// The least that a thread may start with, in bytes.
    static constexpr Bytes least_stack{256};
    static constexpr unsigned pids = Config::max_processes + 2u;

    bool operator==(const MemoryManager&) const = default;

private:
    Expected<Proc*> live(XousPid pid);
    bool has_space(XousPid pid) const;
    Proc& proc(XousPid pid) { return processes_[pid.raw()]; }

    Expected<Vacancy> place_message(Proc& process, PageCount count);
    Expected<Vacancy> place(Proc& process, const MapRequest& request, PageCount count);
    Expected<VirtPages> map_run(XousPid pid, Vacancy at, Claim<Table>&& claim, Rights rights, bool fresh);
    [[gnu::noinline, gnu::cold]] Expected<VirtPages> forgo(XousPid pid, Claim<Table>&& claim, Error why);
    Expected<VirtPages> map_pool(XousPid pid, Vacancy at, Rights rights);
    /// A claim's worth of tables for a vacancy; the pages are reserved, so nothing here fails.
    void add_tables(XousPid pid, Vacancy at, Reserve<Table>& tables);
    [[gnu::noinline]] Expected<void> grow_tables(XousPid pid, Vacancy at, PageCount tables);
    PhysPage take_table(XousPid pid, Reserve<Table>& from);
    /// Unmaps and gives back. The holding is the process' own and at home.
    void drop(XousPid pid, Holding holding);
    void prune(XousPid pid, VirtPages around);
    void taken(XousPid pid, VirtPages pages);
    void vacated(XousPid pid, VirtPages pages);
    [[gnu::cold]] PageCount release_in_steps(XousPid owner, PhysPages run);
    void release_run(XousPid owner, Account& account, PhysPages run);
    [[gnu::noinline, gnu::cold]] void release_parts(XousPid owner, Account& account, PhysPages run);
    [[gnu::noinline]] Expected<Parcel> sendable(XousPid owner, VirtAddr at, Bytes size, Journey journey, Rights least);
    void away(Parcel parcel);
    [[gnu::cold]] Expected<void> whole_regions(const Proc& process, Holding holding);
    bool only_ram(const Proc& process, Holding holding);
    bool intact(const Loan& loan);
    bool can_transfer(XousPid from, Holding holding, XousPid to);
    void unpark(XousPid pid);
    [[gnu::cold]] void uncount(XousPid pid, Freed freed);
    void hand_over(XousPid from, XousPid to, PhysPage page);
    Entry at_home(XousPid owner, VirtPage page, Entry entry);
    void come_home(Parcel parcel);
    void sweep(XousPid pid, VirtPages pages);
    void settle(XousPid pid);
    [[gnu::cold]] Expected<PageCount> audit_process(XousPid pid);
    [[gnu::cold]] PageCount passed_of_whole(const Proc& process);
    VirtPages heap_of(const Proc& process) const {
        return {layout.heap, PageCount{process.account.heap.raw() >> page_shift}};
    }

    [[no_unique_address]] Machine machine_;
    Table table_;
    std::array<Proc, pids> processes_{};
    XousPid last_pid_ = kernel_pid;
};

}  // namespace freehold

#include "freehold/manager/audit.hpp"
#include "freehold/manager/heap.hpp"
#include "freehold/manager/life.hpp"
#include "freehold/manager/map.hpp"
#include "freehold/manager/query.hpp"
#include "freehold/manager/share.hpp"
