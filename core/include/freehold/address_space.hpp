// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "freehold/claim.hpp"
#include "freehold/contract.hpp"
#include "freehold/error.hpp"
#include "freehold/layout.hpp"
#include "freehold/physical_run.hpp"
#include "freehold/translation.hpp"

namespace freehold {

/// Proof that these pages lie within the user's addresses and stand for nothing. Only an `AddressSpace` issues it.
class Vacancy {
public:
    [[nodiscard]] constexpr VirtPages pages() const { return pages_; }

private:
    template <class>
    friend class AddressSpace;
    explicit constexpr Vacancy(VirtPages pages) : pages_{pages}, next_{pages.first()} {}

    VirtPages pages_;
    VirtPage next_;
};

/// Proof that these pages lie within the user's addresses and that all have one use. Only an `AddressSpace` issues it.
class Holding {
public:
    [[nodiscard]] constexpr VirtPages pages() const { return pages_; }

private:
    template <class>
    friend class AddressSpace;
    explicit constexpr Holding(VirtPages pages) : pages_{pages} {}

    VirtPages pages_;
};

/// The virtual addresses of one process: which stand for what. It checks virtual addresses (O4) and turns claims into
/// mappings; it knows no accounts and claims nothing.
template <class Translation>
class AddressSpace {
public:
    /// @return `bad_address` unless all are user addresses, `memory_in_use` where one stands for something.
    Expected<Vacancy> vacant(auto& machine, const Layout& layout, VirtPages pages) const {
        if (!layout.user.contains(pages)) return refuse(Error::bad_address);
        if (translation_.first_other(machine, pages, Use::absent) != pages.end()) return refuse(Error::memory_in_use);
        return Vacancy{pages};
    }

    /// The lowest vacancy of a zone, looked for from `from` on. One pass over the zone's pages at most.
    Expected<Vacancy> find_vacant(auto& machine, VirtPages zone, VirtPage from, PageCount count) const {
        VirtPage at = std::clamp(from, zone.first(), zone.end());
        while (count <= zone.end() - at) {
            const VirtPages pages{at, count};
            const VirtPage taken = translation_.first_other(machine, pages, Use::absent);
            if (taken == pages.end()) return Vacancy{pages};
            at = taken + PageCount{1};
        }
        return refuse(Error::out_of_memory);
    }

    /// @return `bad_address` unless all are user addresses that stand for something, `share_violation` where one has another use.
    Expected<Holding> holding(auto& machine, const Layout& layout, VirtPages pages, Use use = Use::plain) const {
        if (!layout.user.contains(pages)) return refuse(Error::bad_address);
        const VirtPage other = translation_.first_other(machine, pages, use);
        if (other == pages.end()) return Holding{pages};
        const bool nothing = translation_.at(machine, other).use == Use::absent;
        return refuse(nothing ? Error::bad_address : Error::share_violation);
    }

    /// Pages at home that can be sent to somebody who needs the rights `least`. One look at each page.
    /// @return as `holding`, and `access_denied` where a page has fewer rights
    Expected<Holding> sendable(auto& machine, const Layout& layout, VirtPages pages, Rights least) const {
        if (!layout.user.contains(pages)) return refuse(Error::bad_address);
        if (translation_.first_lacking(machine, pages, least) == pages.end()) return Holding{pages};
        const auto held = holding(machine, layout, pages);
        return held ? refuse(Error::access_denied) : held;
    }

    /// Maps claimed pages at the next free pages of the vacancy; the last step, so it commits the claim.
    template <class Table>
    void map(auto& machine, Vacancy& at, Claim<Table>&& claim, Rights rights, bool fresh) {
        const PhysPages run = std::move(claim).commit();
        place(machine, at, Entry{Use::plain, fresh, rights, run.first()}, run.count());
    }

    /// Maps pages of this process, detached or still at home, for a borrower with at most `rights`; here they are lent from
    /// now on.
    void lend(auto& machine, VirtPages pages, AddressSpace& borrower, Vacancy at, Rights rights) {
        expects(at.pages_.contains(VirtPages{at.next_, pages.count()}));
        (void)translation_.update_pairs(
            machine, pages, borrower.translation_, at.next_, [rights](VirtPage, Entry& lent, Entry& there) {
                expects((lent.use == Use::detached || lent.use == Use::plain) && there.use == Use::absent);
                there = Entry{Use::borrowed, lent.fresh, (lent.rights & rights & Rights::rw()).normalized(), lent.page};
                lent.use = Use::lent;
                return true;
            });
    }

    /// Whether a borrower has exactly these pages, from `there` on.
    [[nodiscard]] bool lends(auto& machine, VirtPages pages, const AddressSpace& borrower, VirtPage there) const {
        return translation_.all_pairs(machine, pages, borrower.translation_, there, is_loan);
    }

    /// Ends what `lend` began: `home(page, entry)` says what the owner's entry becomes.
    /// @return false where it meets a page that is not lent so; it and those behind it are as before
    [[nodiscard]] bool take_back(auto& machine, VirtPages pages, AddressSpace& borrower, VirtPage there, auto&& home) {
        return translation_.update_pairs(
            machine, pages, borrower.translation_, there, [&](VirtPage page, Entry& lent, Entry& borrowed) {
                if (!is_loan(lent, borrowed)) return false;
                lent.fresh = borrowed.fresh;  // the borrower may have been the first to touch it
                borrowed = Entry{};
                lent = home(page, lent);
                return true;
            });
    }

    /// Maps one page that has just changed its owner, as it was.
    void map_moved(auto& machine, Vacancy& at, Entry moved) {
        moved.use = Use::plain;
        place(machine, at, moved, PageCount{1});
    }

    /// Takes the mappings away and hands each run of physically consecutive pages to `each_run`.
    void unmap(auto& machine, Holding holding, auto&& each_run) {
        RunJoiner run{each_run};
        translation_.unmap(machine, holding.pages(), [&](Entry e) {
            run.add(e.page);
            return true;
        });
    }

    /// Calls `each_run` with the physical runs behind the holding, without changing anything.
    void each_run(auto& machine, Holding holding, auto&& each_run) const {
        RunJoiner run{each_run};
        (void)translation_.all(machine, holding.pages(), [&](VirtPage, Entry e) {
            run.add(e.page);
            return true;
        });
    }

    /// Gives all pages of a range, which are in use, another use.
    void mark(auto& machine, VirtPages pages, Use use) {
        translation_.update(machine, pages, [use](VirtPage, Entry e) {
            e.use = use;
            return e;
        });
    }

    [[nodiscard]] Translation& translation() { return translation_; }
    [[nodiscard]] const Translation& translation() const { return translation_; }
    bool operator==(const AddressSpace&) const = default;

private:
    static bool is_loan(Entry lent, Entry borrowed) {
        return lent.use == Use::lent && borrowed.use == Use::borrowed && borrowed.page == lent.page;
    }

    void place(auto& machine, Vacancy& at, Entry entry, PageCount count) {
        const VirtPages pages{at.next_, count};
        expects(at.pages_.contains(pages));
        translation_.map(machine, pages, entry);
        at.next_ = pages.end();
    }

    Translation translation_;
};

}  // namespace freehold
