// SPDX-License-Identifier: Apache-2.0
// What requests have in common when they change something.
#include "model.hpp"

#include <algorithm>

namespace freehold::model {

/// Tables under which nothing is left go back, those of the touched range only; but not those of the first page for messages.
void Model::prune(Person& who, VirtPages pages) {
    std::erase_if(who.tables, [&](const auto& table) {
        const Word shift = table.first * facts_.index_bits;
        const Word first = table.second << shift, end = (table.second + 1) << shift;
        if (end <= pages.first().number() || first >= pages.end().number()) return false;
        const Word kept = facts_.layout.messages.first().number();
        if (first <= kept && kept < end) return false;
        const auto used = who.at.lower_bound(first);
        return used == who.at.end() || used->first >= end;
    });
}

void Model::free_page(PhysPage page) {
    owners_.erase(page);
    if (is_ram(page)) marks.erase(page);
}

/// Takes a mapping away; its page becomes free. A region that is owned as a whole goes with its last page.
void Model::free_mapping(Person& who, XousPid owner, Word at) {
    const PhysPage page = *who.at.at(at).page;
    who.at.erase(at);
    const Region* region = region_of(page);
    if (region->granularity == Granularity::whole && page + PageCount{1} != region->pages.end()) return;
    const PhysPages all = region->granularity == Granularity::whole ? region->pages : PhysPages{page, PageCount{1}};
    for (PhysPage each = all.first(); each < all.end(); each = each + PageCount{1})
        if (this->owner(each) == owner) free_page(each);
}

void Model::settle(XousPid pid) {
    Person& who = edit(pid);
    const bool away = std::ranges::any_of(who.at, [](const auto& each) { return each.second.use != Use::plain; });
    if (who.life != Life::lingering || away) return;
    who.tables.clear();
    who.rooted = false;
    if (who.contexts == 0) {
        const auto waiting = std::move(who.unmapped);  // `learn` reads back that they are free
        who = Person{};
        who.unmapped = waiting;
    }
}

/// New pages for a range: from the pool, or the given ones. All or nothing (O1).
Expected<void> Model::grant(XousPid pid, VirtPages pages, Rights rights, std::optional<PhysPage> first) {
    Person& who = edit(pid);
    const Tables tables = missing(who, pages);
    const Word count = pages.count().raw();
    const Word ram = !first || is_ram(*first) ? count : 0;
    if (const auto ok = afford(who, ram + tables.size(), ram + tables.size()); !ok) return ok;
    who.tables.insert(tables.begin(), tables.end());
    for (Word i = 0; i < count; ++i) {
        Mapping mapping{Use::plain, ram != 0, rights, {}};
        if (first) mapping.page = *first + PageCount{i};
        if (first) owners_[*mapping.page] = pid;
        who.at[pages.first().number() + i] = mapping;
    }
    return {};
}

void Model::learn_unmapped(XousPid pid, PhysPage page) {
    owners_[page] = pid;
    edit(pid).unmapped.insert(page);
}

void Model::forget_unmapped(XousPid pid, PhysPage page) {
    edit(pid).unmapped.erase(page);
    free_page(page);
}

bool Model::learn(XousPid pid, VirtPage at, PhysPage page) {
    if (owner(page) != nobody || !is_ram(page)) return false;
    edit(pid).at.at(at.number()).page = page;
    owners_[page] = pid;
    return true;
}

Word Model::unmapped_due(XousPid pid) const {
    const Person& who = person(pid);
    return who.tables.size() + (who.rooted ? 1 : 0) + who.contexts;
}

}  // namespace freehold::model
