// SPDX-License-Identifier: Apache-2.0
// Loans and gifts.
#include "model.hpp"

#include <algorithm>

#include "plain.hpp"

namespace freehold::model {

Expected<Parcel> Model::detach(XousPid owner, VirtAddr at, Bytes size, Journey journey, Rights least) {
    if (!live(owner)) return refuse(Error::process_not_found);
    Person& who = edit(owner);
    const auto pages = all_have(who, at, size, Use::plain);
    if (!pages) return refuse(pages.error());
    for (Word page = pages->first().number(); page < pages->end().number(); ++page)
        if (!who.at[page].rights.has(least)) return refuse(Error::access_denied);
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
        if (!wanted) moved.rights = moved.rights & Rights::rw();
        owners_[*moved.page] = receiver;
        sender.at.erase(from);
        who.at[there->first().number() + i] = moved;
    }
    prune(sender, parcel.at);
    settle(parcel.owner);
    return *there;
}

}  // namespace freehold::model
