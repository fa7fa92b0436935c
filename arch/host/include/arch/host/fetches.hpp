// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>

#include "arch/host/marks.hpp"

namespace freehold::host {

/// What instruction fetches see, on paper: all of memory as it was when they were last told to look ("Zifencei"), and
/// so where the memory manager did not tell them to.
class PaperFetches {
public:
    void look(auto& machine, PhysPages memory) {
        for (PhysPage page = memory.first(); page < memory.end(); page = page + PageCount{1})
            seen_[page] = read_mark(machine, page);
    }
    /// What a fetch from this page finds.
    [[nodiscard]] std::optional<Mark> at(PhysPage page) const { return seen_.at(page); }

private:
    std::map<PhysPage, std::optional<Mark>> seen_;
};

/// A machine with `memory_pages` from page 0 on, whose fetches are remembered beside it.
template <class Base, Word memory_pages>
struct WithFetches : Base {
    PaperFetches* fetches = nullptr;

    void publish_code() { fetches->look(*this, {PhysPage{0}, PageCount{memory_pages}}); }
    bool operator==(const WithFetches&) const = default;
};

}  // namespace freehold::host
