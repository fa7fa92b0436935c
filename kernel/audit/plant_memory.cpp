// SPDX-License-Identifier: Apache-2.0
// Faults of the memory manager.
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {
namespace {

constexpr XousPid neighbour{first_user_pid.raw() + 1};

/// Writes an entry into a page table past the manager: a copy of the translation leads to the same page tables.
void overwrite(Memory& memory, XousPid pid, VirtPage at, Entry entry) {
    auto translation = memory.process(pid).space.translation();
    translation.update(memory.machine(), VirtPages{at, PageCount{1}}, [&](VirtPage, Entry) { return entry; });
}

Account& account(Survey& survey, XousPid pid) {
    return const_cast<Account&>(std::as_const(survey.kernel.memory).process(pid).account);
}

/// Init's second page shows its first one's memory, as if a claim had been given out twice.
bool alias(Survey& survey) {
    Memory& memory = survey.kernel.memory;
    const VirtPage one = first_plain(memory, first_user_pid, begin);
    const VirtPage other = first_plain(memory, first_user_pid, one + PageCount{1});
    overwrite(memory, first_user_pid, other, memory.entry(first_user_pid, one));
    return true;
}

/// A page of init's is in its page table no more and still owned, as if an unmap had forgotten to free it.
bool loss(Survey& survey) {
    Memory& memory = survey.kernel.memory;
    overwrite(memory, first_user_pid, first_plain(memory, first_user_pid, begin), Entry{});
    return true;
}

/// A page of init's stands in another process' page table, as if a check of the owner were missing.
bool theft(Survey& survey) {
    Memory& memory = survey.kernel.memory;
    overwrite(memory, neighbour, first_plain(memory, neighbour, begin),
              memory.entry(first_user_pid, first_plain(memory, first_user_pid, begin)));
    return true;
}

/// A page of contexts is counted that is none.
bool context(Survey& survey) {
    account(survey, neighbour).contexts += PageCount{1};
    return true;
}

/// A lent page is forgotten by its message, as if a message had been written over.
bool parcel(Survey& survey) {
    const Place<Message> place = first<Message>(survey, lends);
    if (!place.item) return false;
    place.item->parcel = VirtPages{place.item->parcel.first(), PageCount{}};
    return true;
}

/// A lent page is another than the message says.
bool other_parcel(Survey& survey) {
    const Place<Message> place = first<Message>(survey, lends);
    if (!place.item) return false;
    place.item->at = VirtPages{place.item->at.first() + PageCount{1}, place.item->at.count()};
    return true;
}

constexpr Fault faults[] = {{"alias", alias},     {"loss", loss},     {"theft", theft},
                            {"context", context}, {"parcel", parcel}, {"other_parcel", other_parcel}};

}  // namespace

std::span<const Fault> memory_faults() { return faults; }

}  // namespace freehold::kernel::audit
