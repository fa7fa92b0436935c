// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "freehold/flat_table.hpp"
#include "freehold/free_index.hpp"
#include "freehold/single_index.hpp"
#include "pool.hpp"

namespace freehold::bench {

/// An owner's byte a page and the index of free pages, and nothing around them: what the structure itself costs.
template <std::uint32_t Pages>
class IndexedOwners {
public:
    explicit IndexedOwners(const Fill& taken) {
        for (std::uint32_t page = 0; page < Pages; ++page) {
            if (taken[page]) state_->owner_of[page] = owner;
            else state_->index.put(Slots{Slot{page}, 1});
        }
    }

    std::optional<PageNumber> claim() {
        const auto slot = state_->index.first();
        if (!slot) return {};
        state_->index.take(Slots{*slot, 1});
        state_->owner_of[slot->index()] = owner;
        return slot->index();
    }
    void release(PageNumber page) {
        state_->owner_of[page] = 0;
        state_->index.put(Slots{Slot{page}, 1});
    }

    std::optional<PageNumber> claim_run(std::uint32_t count) {
        const auto slot = state_->index.find(count);
        if (!slot) return {};
        state_->index.take(Slots{*slot, count});
        std::fill_n(state_->owner_of.begin() + slot->index(), count, owner);
        return slot->index();
    }
    void release_run(PageNumber first, std::uint32_t count) {
        std::fill_n(state_->owner_of.begin() + first, count, std::uint8_t{0});
        state_->index.put(Slots{Slot{first}, count});
    }

private:
    struct State {
        std::array<std::uint8_t, Pages> owner_of{};
        FreeIndex<Pages> index;
    };
    std::unique_ptr<State> state_ = std::make_unique<State>();
};

/// One region of RAM of so many pages.
template <std::uint32_t Pages>
inline constexpr auto ram_of = Whitelist<1>::of(
    {Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, PhysPages{PhysPage{0x80000}, PageCount{Pages}}}});

/// The table that can grant pages one by one only.
template <std::uint32_t Pages>
using SingleTable = FlatTable<ram_of<Pages>, SingleIndex<Pages>>;

/// The ownership table as the kernel holds it: Permit and Claim included.
template <std::uint32_t Pages, class Owners = FlatTable<ram_of<Pages>>>
class Table {
public:
    explicit Table(const Fill& taken) {
        for (std::uint32_t page = 0; page < Pages; ++page)
            if (taken[page]) std::move(*table_->claim(permit(page, 1), XousPid{owner})).commit();
    }

    std::optional<PageNumber> claim() {
        auto reserve = table_->reserve(PageCount{1}, XousPid{owner});
        if (!reserve) return {};
        return number(reserve->draw(PageCount{1}));
    }
    void release(PageNumber page) { table_->release(permit(page, 1), XousPid{owner}); }

    std::optional<PageNumber> claim_run(std::uint32_t count) {
        auto claim = table_->claim_contiguous(PageCount{count}, XousPid{owner});
        if (!claim) return {};
        return number(std::move(*claim));
    }
    void release_run(PageNumber first, std::uint32_t count) { table_->release(permit(first, count), XousPid{owner}); }

private:
    static PhysPage base() { return ram_of<Pages>.regions()[0].pages.first(); }
    static Permit permit(PageNumber first, std::uint32_t count) {
        return *ram_of<Pages>.permit(PhysPages{base() + PageCount{first}, PageCount{count}});
    }
    static PageNumber number(Claim<Owners> claim) {
        return static_cast<PageNumber>((std::move(claim).commit().first() - base()).raw());
    }

    std::unique_ptr<Owners> table_ = std::make_unique<Owners>();
};

}  // namespace freehold::bench
