// SPDX-License-Identifier: Apache-2.0
// Processes and what the kernel takes for itself.
#include "model.hpp"

#include <algorithm>

namespace freehold::model {

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

}  // namespace freehold::model
