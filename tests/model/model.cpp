// SPDX-License-Identifier: Apache-2.0
#include "model.hpp"

#include <algorithm>
#include <limits>

namespace freehold::model {

namespace {

constexpr Word last_address = std::numeric_limits<Word>::max();

/// O3: the arithmetic of the page range `base`..`base + size`, in plain words.
template <class Space>
Expected<PageRange<Space>> range(Address<Space> base, Bytes size) {
    if (base.raw() % 4096 != 0 || size.raw() % 4096 != 0) return refuse(Error::bad_alignment);
    if (size.raw() == 0 || size.raw() - 1 > last_address - base.raw()) return refuse(Error::bad_address);
    return PageRange<Space>{Page<Space>{base.raw() / 4096}, PageCount{size.raw() / 4096}};
}

/// A write-only page is a guard: no access at all.
Rights meant(Rights asked) { return asked.has(Rights::w()) && !asked.has(Rights::r()) ? Rights::none() : asked; }

/// Writable memory is not executable (O11).
bool may(Rights granted, Rights wanted) {
    const bool runs = granted.has(Rights::x()) && !granted.has(Rights::w());
    return (!wanted.has(Rights::r()) || granted.has(Rights::r())) &&
           (!wanted.has(Rights::w()) || granted.has(Rights::w())) && (!wanted.has(Rights::x()) || runs);
}

}  // namespace

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

// Checks

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

// Changes

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

// Processes

Expected<XousPid> Model::create_process(Limits limits) {
    unsigned pid = 0;
    for (unsigned step = 1; step <= facts_.max_processes && pid == 0; ++step) {
        const unsigned next = 2 + (last_pid_ + facts_.max_processes - 2 + step) % facts_.max_processes;
        if (people_[next].life == Life::none) pid = next;
    }
    if (pid == 0 || limits.ram.raw() < 1 || free_ram() < 1) return refuse(Error::out_of_memory);
    last_pid_ = pid;
    people_[pid].life = Life::live;
    people_[pid].limits = limits;
    people_[pid].rooted = true;
    return XousPid{static_cast<std::uint8_t>(pid)};
}

Expected<void> Model::begin_end(XousPid pid) {
    if (!live(pid)) return refuse(Error::process_not_found);
    const bool borrows =
        std::ranges::any_of(person(pid).at, [](const auto& each) { return each.second.use == Use::borrowed; });
    if (borrows) return refuse(Error::share_violation);
    edit(pid).life = Life::ending;
    return {};
}

/// Each step looks at `most` pages from the first one on that has a table.
bool Model::reclaim(XousPid pid, PageCount most) {
    if (pid.raw() >= people_.size() || person(pid).life != Life::ending) return true;
    Person& who = edit(pid);
    const Word end = facts_.layout.user.end().number();
    Word from = who.swept;
    while (from < end && !who.tables.contains({1u, from >> facts_.index_bits})) ++from;
    const Word to = from + std::min(most.raw(), end - from);
    for (Word page = from; page < to; ++page) {
        const auto found = who.at.find(page);
        if (found == who.at.end()) continue;
        if (found->second.use == Use::plain) free_mapping(who, pid, page);
        else owners_[*found->second.page] = kernel_pid;
    }
    who.swept = to;
    if (to < end) return false;
    who.life = Life::lingering;
    settle(pid);
    return true;
}

Expected<void> Model::end_process(XousPid pid) {
    if (const auto begun = begin_end(pid); !begun) return begun;
    while (!reclaim(pid, facts_.layout.user.count())) {}
    return {};
}

Expected<void> Model::claim_context(XousPid pid) {
    if (!pid.is_user() || pid.raw() >= people_.size() || person(pid).life == Life::none)
        return refuse(Error::process_not_found);
    if (const auto ok = afford(person(pid), 1, 1); !ok) return ok;
    edit(pid).contexts += 1;
    return {};
}

void Model::release_context(XousPid pid, PhysPage page) {
    edit(pid).contexts -= 1;
    forget_unmapped(pid, page);
    settle(pid);
}

Expected<void> Model::adopt(PhysPages pages) {
    const auto region = listed(pages);
    if (!region) return refuse(region.error());
    for (PhysPage page = pages.first(); page < pages.end(); page = page + PageCount{1})
        if (owner(page) != nobody) return refuse(Error::memory_in_use);
    for (PhysPage page = pages.first(); page < pages.end(); page = page + PageCount{1}) owners_[page] = kernel_pid;
    return {};
}

// Mappings

Expected<VirtPages> Model::map(XousPid pid, const MapRequest& request) {
    if (!live(pid)) return refuse(Error::process_not_found);
    if (request.size.raw() % 4096 != 0) return refuse(Error::bad_alignment);
    if (request.size.raw() == 0) return refuse(Error::bad_address);
    const Rights rights = meant(request.rights);
    std::optional<PhysPages> physical;
    if (request.physical) {
        const auto pages = range(*request.physical, request.size);
        if (!pages) return refuse(pages.error());
        const auto region = listed(*pages);
        if (!region) return refuse(region.error());
        if (!(*region)->rights.has(rights)) return refuse(Error::access_denied);
        physical = *pages;
    }
    const auto at = place(person(pid), request);
    if (!at) return at;
    for (Word i = 0; physical && i < physical->count().raw(); ++i)
        if (owner(physical->first() + PageCount{i}) != nobody) return refuse(Error::memory_in_use);
    if (!physical && request.contiguous && !run_of_ram(at->count().raw())) return refuse(Error::out_of_memory);
    if (const auto ok = grant(pid, *at, rights, physical ? std::optional{physical->first()} : std::nullopt); !ok)
        return refuse(ok.error());
    return at;
}

Expected<void> Model::unmap(XousPid pid, VirtAddr at, Bytes size) {
    if (!live(pid)) return refuse(Error::process_not_found);
    Person& who = edit(pid);
    const auto pages = all_have(who, at, size, Use::plain);
    if (!pages) return refuse(pages.error());
    if (heap_overlaps(who, *pages)) return refuse(Error::memory_in_use);
    if (splits_whole_region(who, *pages)) return refuse(Error::bad_alignment);
    for (Word page = pages->first().number(); page < pages->end().number(); ++page) free_mapping(who, pid, page);
    prune(who, *pages);
    return {};
}

Expected<void> Model::protect(XousPid pid, VirtAddr at, Bytes size, Rights rights) {
    if (!live(pid)) return refuse(Error::process_not_found);
    Person& who = edit(pid);
    const auto pages = all_have(who, at, size, Use::plain);
    if (!pages) return refuse(pages.error());
    if (rights.empty()) return refuse(Error::memory_in_use);
    for (Word page = pages->first().number(); page < pages->end().number(); ++page)
        if ((meant(rights) | who.at[page].rights) != who.at[page].rights) return refuse(Error::memory_in_use);
    for (Word page = pages->first().number(); page < pages->end().number(); ++page) who.at[page].rights = meant(rights);
    return {};
}

// The heap

Expected<VirtPages> Model::heap_grow(XousPid pid, Bytes by) {
    if (!live(pid)) return refuse(Error::process_not_found);
    Person& who = edit(pid);
    if (by.raw() % 4096 != 0) return refuse(Error::bad_alignment);
    const Word left = who.limits.heap.raw() - who.heap_pages * 4096;
    if (by.raw() > left) return refuse(Error::out_of_memory);
    if (by.raw() == 0) return heap_of(who);
    const auto at =
        place(who, MapRequest{.size = by, .rights = {}, .physical = {}, .at = heap_of(who).end().address()});
    if (!at) return at;
    if (const auto ok = grant(pid, *at, Rights::rw(), {}); !ok) return refuse(ok.error());
    who.heap_pages += at->count().raw();
    return heap_of(who);
}

Expected<VirtPages> Model::heap_shrink(XousPid pid, Bytes by) {
    if (!live(pid)) return refuse(Error::process_not_found);
    Person& who = edit(pid);
    if (by.raw() % 4096 != 0) return refuse(Error::bad_alignment);
    const Word count = by.raw() / 4096;
    if (count > who.heap_pages) return refuse(Error::bad_address);
    if (count == 0) return heap_of(who);
    const VirtPages gone{VirtPage{facts_.layout.heap.number() + who.heap_pages - count}, PageCount{count}};
    const auto held = all_have(who, gone.first().address(), by, Use::plain);
    if (!held) return held;
    if (splits_whole_region(who, gone)) return refuse(Error::bad_alignment);
    for (Word page = gone.first().number(); page < gone.end().number(); ++page) free_mapping(who, pid, page);
    who.heap_pages -= count;
    prune(who, gone);
    return heap_of(who);
}

Expected<void> Model::set_heap_limit(XousPid pid, Bytes limit) {
    if (!live(pid)) return refuse(Error::process_not_found);
    Person& who = edit(pid);
    if (limit.raw() < who.heap_pages * 4096 || limit > who.limits.heap_hard) return refuse(Error::invalid_limit);
    who.limits.heap = limit;
    return {};
}

// Sharing

Expected<Parcel> Model::detach(XousPid owner, VirtAddr at, Bytes size, Journey journey) {
    if (!live(owner)) return refuse(Error::process_not_found);
    Person& who = edit(owner);
    const auto pages = all_have(who, at, size, Use::plain);
    if (!pages) return refuse(pages.error());
    if (journey == Journey::gift && heap_overlaps(who, *pages))
        return refuse(Error::memory_in_use);  // a heap has no holes (R3)
    for (Word page = pages->first().number(); page < pages->end().number(); ++page)
        if (!is_ram(*who.at[page].page)) return refuse(Error::access_denied);
    for (Word page = pages->first().number(); page < pages->end().number(); ++page) who.at[page].use = Use::detached;
    return Parcel{owner, *pages};
}

void Model::reattach(Parcel parcel) { come_home(parcel); }

/// To the owner; to the pool where its end has passed.
void Model::come_home(Parcel parcel) {
    Person& who = edit(parcel.owner);
    for (Word page = parcel.at.first().number(); page < parcel.at.end().number(); ++page) {
        who.at.at(page).use = Use::plain;
        if (page < who.swept) free_mapping(who, kernel_pid, page);
    }
    settle(parcel.owner);
}

Expected<Loan> Model::lend(Parcel parcel, XousPid borrower, Rights rights) {
    if (!live(borrower)) return refuse(Error::process_not_found);
    Person& who = edit(borrower);
    const auto there = lowest_vacant(who, facts_.layout.messages, parcel.at.count().raw());
    if (!there) return refuse(Error::out_of_memory);
    const Tables tables = missing(who, *there);
    if (const auto ok = afford(who, tables.size(), tables.size()); !ok) return refuse(ok.error());
    who.tables.insert(tables.begin(), tables.end());
    for (Word i = 0; i < parcel.at.count().raw(); ++i) {
        Mapping& here = edit(parcel.owner).at.at(parcel.at.first().number() + i);
        here.use = Use::lent;
        Mapping lent = here;
        lent.use = Use::borrowed;
        lent.rights = meant(here.rights & rights & Rights::rw());
        who.at[there->first().number() + i] = lent;
    }
    return Loan{parcel, borrower, there->first()};
}

Expected<void> Model::give_back(Loan loan) {
    const Word count = loan.lent.at.count().raw();
    if (!live(loan.borrower) || loan.lent.owner.raw() >= people_.size()) return refuse(Error::share_violation);
    Person& lender = edit(loan.lent.owner);
    Person& borrower = edit(loan.borrower);
    for (Word i = 0; i < count; ++i) {
        const auto here = lender.at.find(loan.lent.at.first().number() + i),
                   there = borrower.at.find(loan.at.number() + i);
        const bool both = here != lender.at.end() && there != borrower.at.end();
        if (!both || here->second.use != Use::lent || there->second.use != Use::borrowed ||
            here->second.page != there->second.page)
            return refuse(Error::share_violation);
    }
    for (Word i = 0; i < count; ++i) {
        const auto there = borrower.at.find(loan.at.number() + i);
        lender.at.at(loan.lent.at.first().number() + i).fresh = there->second.fresh;
        borrower.at.erase(there);
    }
    prune(borrower, VirtPages{loan.at, PageCount{count}});
    come_home(loan.lent);
    return {};
}

Expected<VirtPages> Model::move(Parcel parcel, XousPid receiver, std::optional<VirtAddr> wanted) {
    if (!live(receiver)) return refuse(Error::process_not_found);
    Person& who = edit(receiver);
    const Word count = parcel.at.count().raw();
    Expected<VirtPages> there = refuse(Error::out_of_memory);
    if (wanted) there = place(who, MapRequest{.size = parcel.at.bytes(), .rights = {}, .physical = {}, .at = wanted});
    else if (const auto lowest = lowest_vacant(who, facts_.layout.messages, count); lowest) there = *lowest;
    if (!there) return there;
    const Tables tables = missing(who, *there);
    if (const auto ok = afford(who, tables.size() + count, tables.size()); !ok) return refuse(ok.error());
    who.tables.insert(tables.begin(), tables.end());
    Person& sender = edit(parcel.owner);
    for (Word i = 0; i < count; ++i) {
        const auto from = sender.at.find(parcel.at.first().number() + i);
        Mapping moved = from->second;
        moved.use = Use::plain;
        owners_[*moved.page] = receiver;
        sender.at.erase(from);
        who.at[there->first().number() + i] = moved;
    }
    prune(sender, parcel.at);
    settle(parcel.owner);
    return *there;
}

// Questions and touches

Expected<void> Model::validate_stack(XousPid pid, VirtAddr base, Bytes size) const {
    if (!live(pid)) return refuse(Error::process_not_found);
    if (base.raw() % 16 != 0) return refuse(Error::bad_alignment);
    if (size.raw() < 256 || size.raw() - 1 > last_address - base.raw()) return refuse(Error::bad_address);
    const Word first = base.raw() / 4096, last = (base.raw() + (size.raw() - 1)) / 4096;
    const VirtPages user = facts_.layout.user;
    if (first < user.first().number() || last >= user.end().number()) return refuse(Error::bad_address);
    const Person& who = person(pid);
    const auto held = all_have(who, VirtPage{first}.address(), Bytes{(last - first + 1) * 4096}, Use::plain);
    if (!held) return refuse(held.error());
    for (Word page = first; page <= last; ++page)
        if (!who.at.at(page).rights.has(Rights::rw())) return refuse(Error::access_denied);
    return {};
}

FaultOutcome Model::fault(XousPid pid, VirtAddr at, Rights rights) {
    if (!live(pid) || !facts_.layout.user.contains(VirtPage::of(at))) return FaultOutcome::denied;
    const auto found = edit(pid).at.find(at.raw() / 4096);
    if (found == edit(pid).at.end() || !may(found->second.rights, rights)) return FaultOutcome::denied;
    Mapping& mapping = found->second;
    if (mapping.use == Use::detached || mapping.use == Use::lent) return FaultOutcome::away;
    if (mapping.fresh) marks[*mapping.page] = 0;
    mapping.fresh = false;
    return FaultOutcome::resolved;
}

Expected<PhysPage> Model::touch(XousPid pid, VirtPage at) {
    if (!live(pid)) return refuse(Error::process_not_found);
    if (!facts_.layout.user.contains(at)) return refuse(Error::bad_address);
    const auto found = edit(pid).at.find(at.number());
    if (found == edit(pid).at.end()) return refuse(Error::bad_address);
    if (found->second.use != Use::plain) return refuse(Error::share_violation);
    if (found->second.fresh) marks[*found->second.page] = 0;
    found->second.fresh = false;
    return *found->second.page;
}

}  // namespace freehold::model
