// SPDX-License-Identifier: Apache-2.0
// Parents: a pid that is used again names somebody else, who may then watch and end what is not his.
#include <array>

#include "kernel/audit/survey.hpp"

namespace freehold::kernel::audit {
namespace {

/// Which process of a pid one is. The audit itself counts them, since nothing else in the kernel tells them apart: it comes
/// between the end of one and the beginning of the next.
struct Known {
    bool is_there;
    unsigned generation;
    XousPid parent;
    unsigned parent_generation;
};
constinit std::array<Known, Memory::pids> known{};

void note_births(const Survey& survey) {
    for (unsigned raw = 0; raw < Memory::pids; ++raw) {
        Known& each = known[raw];
        const bool is_there = survey.kernel.processes[raw] != nullptr;
        if (is_there && !each.is_there) {
            ++each.generation;
            each.parent = nobody;
        }
        each.is_there = is_there;
    }
}

/// Whoever is the parent at first, or is made the parent later, is meant as he is now.
void check_parent(const Survey& survey, const Process& process) {
    Known& child = known[process.pid.raw()];
    const Known& parent = known[process.parent.raw()];
    require(parent.is_there, subject(process), "its parent, pid ", Word{process.parent.raw()}, ", is no process");
    require(!survey.kernel.processes[process.parent.raw()]->ended, subject(process), "its parent, pid ",
            Word{process.parent.raw()}, ", has ended");
    if (child.parent != process.parent) child.parent_generation = parent.generation;
    child.parent = process.parent;
    require(child.parent_generation == parent.generation, subject(process), "its parent has ended, and pid ",
            Word{process.parent.raw()}, " is another");
}

}  // namespace

void check_parents(Survey& survey) {
    note_births(survey);
    survey.each_process([&](const Process& process) {
        if (process.pid == first_user_pid)
            return require(process.parent == nobody, subject(process), "init has a parent");
        require(survey.is_listed(process.parent), subject(process), "has no parent");
        require(process.parent != process.pid, subject(process), "is its own parent");
        check_parent(survey, process);
    });
}

}  // namespace freehold::kernel::audit
