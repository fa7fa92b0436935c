// SPDX-License-Identifier: Apache-2.0
// What is so, and what a request is checked for.
#include "model.hpp"

#include <algorithm>

#include "plain.hpp"

namespace freehold::model {

Model::Model(Facts facts) : facts_{std::move(facts)}, people_(facts_.max_processes + 2) {
    people_[1].life = Life::lingering;
    people_[1].limits.ram = PageCount{last_address};
    for (const Region& region : facts_.regions)
        for (PhysPage page = region.pages.first(); page < region.pages.end(); page = page + PageCount{1})
            if (region.kind == Kind::reserved) owners_[page] = kernel_pid;
}

const Region* Model::region_of(PhysPage page) const {
    for (const Region& region : facts_.regions)
        if (region.pages.contains(page)) return &region;
    return nullptr;
}

XousPid Model::owner(PhysPage page) const {
    const auto found = owners_.find(page);
    return found == owners_.end() ? nobody : found->second;
}

Word Model::free_ram() const {
    Word sum = 0;
    for (const Region& region : facts_.regions)
        for (PhysPage page = region.pages.first(); region.kind == Kind::ram && page < region.pages.end();
             page = page + PageCount{1})
            sum += owner(page) == nobody ? 1 : 0;
    // What a mapping has but has not been read back yet is not free any more.
    for (const Person& who : people_)
        sum -= static_cast<Word>(std::ranges::count_if(who.at, [](const auto& each) { return !each.second.page; }));
    return sum;
}

Account Model::account(XousPid pid) const {
    const Person& who = person(pid);
    Account sum;
    sum.limits = who.limits;
    for (const auto& [page, owner] : owners_)
        if (owner == pid) (is_ram(page) ? sum.ram : sum.other) += PageCount{1};
    for (const auto& [at, mapping] : who.at) {
        if (mapping.use == Use::detached || mapping.use == Use::lent) sum.in_flight += PageCount{1};
        if (mapping.use == Use::borrowed) sum.borrowed += PageCount{1};
    }
    sum.tables = PageCount{who.tables.size() + (who.rooted ? 1 : 0)};
    sum.contexts = PageCount{who.contexts};
    sum.heap = Bytes{who.heap_pages * 4096};
    return sum;
}

/// R5: one region has to list the whole range.
Expected<const Region*> Model::listed(PhysPages pages) const {
    const Region* region = region_of(pages.first());
    if (!region || pages.end() > region->pages.end()) return refuse(Error::bad_address);
    if (region->kind == Kind::reserved) return refuse(Error::access_denied);
    if (region->granularity == Granularity::whole && pages != region->pages) return refuse(Error::bad_alignment);
    return region;
}

Expected<VirtPages> Model::user_range(VirtAddr at, Bytes size) const {
    const auto pages = range(at, size);
    if (!pages) return pages;
    const VirtPages user = facts_.layout.user;
    if (pages->first() < user.first() || pages->end() > user.end()) return refuse(Error::bad_address);
    return pages;
}

/// The first page that is not as it should be decides.
Expected<VirtPages> Model::all_have(const Person& who, VirtAddr at, Bytes size, Use use) const {
    const auto pages = user_range(at, size);
    if (!pages) return pages;
    for (Word page = pages->first().number(); page < pages->end().number(); ++page) {
        const auto found = who.at.find(page);
        if (found == who.at.end()) return refuse(Error::bad_address);
        if (found->second.use != use) return refuse(Error::share_violation);
    }
    return pages;
}

std::optional<VirtPages> Model::lowest_vacant(const Person& who, VirtPages zone, Word count) const {
    Word run = 0;
    for (Word page = zone.first().number(); page < zone.end().number(); ++page) {
        run = who.at.contains(page) ? 0 : run + 1;
        if (run == count) return VirtPages{VirtPage{page + 1 - count}, PageCount{count}};
    }
    return {};
}

Expected<VirtPages> Model::place(const Person& who, const MapRequest& request) const {
    if (!request.at) {
        const auto found = lowest_vacant(who, facts_.layout.maps, request.size.raw() / 4096);
        return found ? Expected<VirtPages>{*found} : refuse(Error::out_of_memory);
    }
    const auto pages = user_range(*request.at, request.size);
    if (!pages) return pages;
    const auto used = who.at.lower_bound(pages->first().number());
    if (used != who.at.end() && used->first < pages->end().number()) return refuse(Error::memory_in_use);
    return pages;
}

/// Whether so many free pages of RAM lie side by side within one region.
bool Model::run_of_ram(Word count) const {
    for (const Region& region : facts_.regions) {
        Word run = 0;
        for (PhysPage page = region.pages.first(); region.kind == Kind::ram && page < region.pages.end();
             page = page + PageCount{1}) {
            run = owner(page) == nobody ? run + 1 : 0;
            if (run == count) return true;
        }
    }
    return false;
}

/// Whether the range has a part, and not all, of a region that is owned as a whole.
bool Model::splits_whole_region(const Person& who, VirtPages pages) const {
    std::map<const Region*, Word> parts;
    for (Word page = pages.first().number(); page < pages.end().number(); ++page)
        if (const Region* region = region_of(*who.at.at(page).page); region->granularity == Granularity::whole)
            ++parts[region];
    return std::ranges::any_of(parts, [](const auto& part) { return part.second != part.first->pages.count().raw(); });
}

/// The tables that the range needs and that the process does not have.
Model::Tables Model::missing(const Person& who, VirtPages pages) const {
    Tables tables;
    for (unsigned level = 1; level < facts_.levels; ++level)
        for (Word page = pages.first().number(); page < pages.end().number(); ++page)
            tables.emplace(level, page >> (level * facts_.index_bits));
    std::erase_if(tables, [&](const auto& table) { return who.tables.contains(table); });
    return tables;
}

Expected<void> Model::afford(const Person& who, Word charged, Word drawn) const {
    const Word used = account(XousPid{static_cast<std::uint8_t>(&who - people_.data())}).ram.raw();
    if (charged > who.limits.ram.raw() || used > who.limits.ram.raw() - charged) return refuse(Error::out_of_memory);
    if (drawn > free_ram()) return refuse(Error::out_of_memory);
    return {};
}

bool Model::heap_overlaps(const Person& who, VirtPages pages) const {
    const Word heap = facts_.layout.heap.number();
    return pages.first().number() < heap + who.heap_pages && heap < pages.end().number() && who.heap_pages > 0;
}

}  // namespace freehold::model
