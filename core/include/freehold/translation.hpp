// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>

#include "freehold/address.hpp"
#include "freehold/rights.hpp"

namespace freehold {

/// What one virtual page of an address space stands for.
enum class Use : std::uint8_t {
    absent,    ///< nothing
    plain,     ///< a page that the process owns and may touch
    detached,  ///< a page that it has sent off and nobody has received yet; nobody can touch it
    lent,      ///< a page that a borrower has; the owner cannot touch it
    borrowed,  ///< a page that another process owns and has lent
};

/// One virtual page with all that is known of it. The translation keeps it; there is no second book.
struct Entry {
    Use use = Use::absent;
    bool fresh = false;  ///< owned RAM that is zeroed at its first touch (O5, O6)
    Rights rights;       ///< as granted; X beside W is latent (O11)
    PhysPage page;

    /// Whether the hardware may use it.
    [[nodiscard]] constexpr bool accessible() const {
        return (use == Use::plain || use == Use::borrowed) && !fresh && !rights.empty();
    }
    constexpr bool operator==(const Entry&) const = default;
};

/// What translates the addresses of one process: page tables, an MPU, or paper. It speaks of ranges of pages, and knows
/// neither owners nor requests. `Machine` reaches the memory that it keeps its tables in.
///
/// It claims no memory: `tables_missing` says how many zeroed pages a range needs, `add_tables` takes exactly that many
/// from `source`, and `prune` and `finish` hand back to `sink` what is no longer needed.
template <class T, class Machine>
concept Translation =
    std::copyable<T> && std::equality_comparable<T> &&
    requires(T t, const T view, Machine& machine, VirtPage page, VirtPages range, PhysPage (*source)(),
             void (*sink)(PhysPage), Entry entry, Entry (*change)(VirtPage, Entry), bool (*test)(VirtPage, Entry),
             bool (*change_pair)(VirtPage, Entry&, Entry&), bool (*test_pair)(Entry, Entry), bool (*goes)(Entry)) {
        /// Pages that an empty address space takes; `start` is handed them by `source`.
        { T::tables_at_start() } -> std::same_as<PageCount>;
        t.start(machine, source);
        { view.tables_missing(machine, range) } -> std::same_as<PageCount>;
        t.add_tables(machine, range, source);
        /// Writes the entries of a range that has tables and is all absent: `entry`, and for each further page the same
        /// with the next physical page.
        t.map(machine, range, entry);
        /// Rewrites each entry of the range, ascending; what is absent may be passed over and then stays so, as all is
        /// that has no tables.
        t.update(machine, range, change);
        /// Makes absent what is in use in the range and of which `goes` says so; ascending.
        t.unmap(machine, range, goes);
        /// Whether `test` holds for each entry of the range, ascending; stops at the first that fails.
        { view.all(machine, range, test) } -> std::same_as<bool>;
        /// Two ranges of two address spaces side by side: `range` of this one, and as many pages from `page` on of another,
        /// rewritten while `change_pair` says so. @return whether it said so for all; it does not where either has no tables
        { t.update_pairs(machine, range, t, page, change_pair) } -> std::same_as<bool>;
        /// Whether `test` holds for each pair. It does not where either has no tables.
        { view.all_pairs(machine, range, view, page, test_pair) } -> std::same_as<bool>;
        /// The first page of the range that has another use; its end where none has.
        { view.first_other(machine, range, entry.use) } -> std::same_as<VirtPage>;
        /// The first page of the range that is not plain with all these rights; its end where none is.
        { view.first_lacking(machine, range, entry.rights) } -> std::same_as<VirtPage>;
        { view.at(machine, page) } -> std::same_as<Entry>;
        /// The first page at or after `page`, before the end of `range`, that may be in use; skips what has no tables.
        { view.next(machine, page, range) } -> std::same_as<VirtPage>;
        /// Hands back the tables around the range that hold nothing, but those that `page` needs.
        t.prune(machine, range, page, sink);
        /// Hands back all tables of a space in which nothing is in use, which is as new then.
        t.finish(machine, sink);
    };

}  // namespace freehold
