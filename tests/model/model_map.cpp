// SPDX-License-Identifier: Apache-2.0
// Mappings, the heap, and touches.
#include "model.hpp"

#include <algorithm>

#include "plain.hpp"

namespace freehold::model {

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
