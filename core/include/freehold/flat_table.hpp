// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "freehold/contract.hpp"
#include "freehold/free_index.hpp"
#include "freehold/owner_array.hpp"
#include "freehold/ownership.hpp"
#include "freehold/whitelist.hpp"

namespace freehold {

/// The ownership table for ample memory (R7): one `XousPid` a page, as the document says, and beside it an index of the
/// pool's free pages, so that no operation searches memory. Bounds and bytes are the index' (`free_index.hpp`) and a byte a slot.
/// @tparam whitelist a `constexpr Whitelist` object; it fixes the size.
/// @tparam Index of the free slots of the pool; `SingleIndex` for a board that never asks for pages in a row, and then none are granted.
template <const auto& whitelist, class Index = FreeIndex<whitelist.pool_slots()>>
class FlatTable {
public:
    static constexpr unsigned max_processes = 254;

    FlatTable() {
        whitelist.each_pool_run([this](Slots run) { index_.put(run); });
    }

    /// @param between called every `slots_a_step` slots, while the claim is half done
    template <class Between = Uninterrupted>
    [[nodiscard]] Expected<Claim<FlatTable>> claim(Permit permit, XousPid owner, Between between = {}) {
        const Slots slots = permit.slots();
        if (!all_free(slots, between)) return refuse(Error::memory_in_use);
        if (permit.kind() == Kind::ram) {
            if (slots.count > index_.free_count() - promised_) return refuse(Error::out_of_memory);
            index_.take(slots);
        }
        owners_.fill(slots, owner, between);
        return Claim<FlatTable>{*this, permit, owner};
    }

    [[nodiscard]] Expected<Claim<FlatTable>> claim_contiguous(PageCount count, XousPid owner) {
        if (count.raw() > available().raw()) return refuse(Error::out_of_memory);
        const auto first = index_.find(static_cast<std::uint32_t>(count.raw()));
        if (!first) return refuse(Error::out_of_memory);
        return take(Slots{*first, static_cast<std::uint32_t>(count.raw())}, owner);
    }

    [[nodiscard]] Expected<Reserve<FlatTable>> reserve(PageCount count, XousPid owner, PageCount = {}) {
        if (count > available()) return refuse(Error::out_of_memory);
        promised_ += static_cast<std::uint32_t>(count.raw());
        return Reserve<FlatTable>{*this, count, owner};
    }

    [[gnu::always_inline]] PageCount release(Permit permit, XousPid owner) {
        const Slots slots = permit.slots();
        expects(owners_.replace(slots, owner, nobody));
        if (permit.kind() == Kind::ram) index_.put(slots);
        return permit.pages().count();
    }

    void transfer(Permit permit, XousPid from, XousPid to) { expects(owners_.replace(permit.slots(), from, to)); }

    /// Always: each page has its own entry.
    [[nodiscard]] bool has_room(std::uint32_t, XousPid) const { return true; }
    [[nodiscard]] std::uint32_t splits(Permit) const { return 0; }
    [[nodiscard]] bool parked(XousPid) const { return false; }
    Freed unpark(XousPid, auto&&) { return {}; }
    Freed finish(XousPid) { return {}; }

    [[nodiscard]] XousPid owner(PhysPage page) const {
        const auto place = whitelist.place_of(page);
        if (!place.region) return nobody;
        return place.region->kind == Kind::reserved ? kernel_pid : owners_[place.slot];
    }

    [[nodiscard]] OwnedRun run_from(PhysPage page) const {
        const Region* region = whitelist.find_from(page);
        if (!region) return {};
        const PhysPage first = std::max(page, region->pages.first());
        const PageCount rest = region->pages.end() - first;
        if (region->entries() <= 1) return {PhysPages{first, rest}, owner(first)};
        const Slot slot = whitelist.slot_of(first);
        const Word most = std::min(rest.raw(), run_scan_limit);
        const PageCount same{owners_.same_from(slot, static_cast<std::uint32_t>(most))};
        return {PhysPages{first, same}, owners_[slot]};
    }

    [[nodiscard]] PageCount available() const { return PageCount{index_.free_count() - promised_}; }

    bool operator==(const FlatTable&) const = default;

private:
    friend Reserve<FlatTable>;

    /// One page is by far the most frequent draw: it is found, taken and signed for without a call.
    [[gnu::always_inline]] Claim<FlatTable> draw(PageCount most, XousPid owner) {
        return most == PageCount{1} ? draw_kept(owner) : draw_run(most, owner);
    }

    [[gnu::always_inline]] Claim<FlatTable> draw_kept(XousPid owner) {
        --promised_;
        return take(Slots{index_.lowest(), 1}, owner);
    }

    [[gnu::noinline]] Claim<FlatTable> draw_run(PageCount most, XousPid owner) {
        const Slots run = index_.first_run(static_cast<std::uint32_t>(most.raw()));
        promised_ -= run.count;
        return take(run, owner);
    }

    void unreserve(PageCount count, XousPid) { promised_ -= static_cast<std::uint32_t>(count.raw()); }

    [[gnu::always_inline]] Claim<FlatTable> take(Slots slots, XousPid owner) {
        index_.take(slots);
        owners_.fill(slots, owner);
        return Claim<FlatTable>{*this, whitelist.pool_permit(slots), owner};
    }

    bool all_free(Slots slots, auto&& between) const {
        if (slots.first.index() < whitelist.pool_slots()) return index_.all_free(slots);
        return owners_.all(slots, nobody, between);
    }

    OwnerArray<whitelist.slots()> owners_;
    Index index_;
    std::uint32_t promised_ = 0;
};

}  // namespace freehold
