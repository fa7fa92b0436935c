// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "freehold/address.hpp"
#include "freehold/pid.hpp"
#include "freehold/rights.hpp"

namespace freehold::host {

/// A TLB on paper: it keeps what it was given until it is told to forget it, however long that takes, and so shows
/// where the memory manager did not tell it to.
class PaperTlb {
public:
    struct Translation {
        PhysPage page;
        Rights rights;
        constexpr bool operator==(const Translation&) const = default;
    };
    using Where = std::pair<XousPid, VirtPage>;

    void cache(XousPid pid, VirtPage at, Translation translation) {
        cached_.insert_or_assign(Where{pid, at}, translation);
    }

    void forget(XousPid pid, VirtPages range) {
        cached_.erase(cached_.lower_bound({pid, range.first()}), cached_.lower_bound({pid, range.end()}));
    }

    /// Also forgets where the tables are, so it has to come between the last use of a table page and its next owner.
    void forget_all(XousPid pid) {
        cached_.erase(cached_.lower_bound({pid, VirtPage{}}), cached_.upper_bound({pid, VirtPage{page_number_end}}));
        emptied_.insert(pid);
    }

    [[nodiscard]] const std::map<Where, Translation>& cached() const { return cached_; }
    /// Whether `forget_all` has come for this process since the last `watch`.
    [[nodiscard]] bool emptied(XousPid pid) const { return emptied_.contains(pid); }
    void watch() { emptied_.clear(); }

private:
    std::map<Where, Translation> cached_;
    std::set<XousPid> emptied_;
};

/// A machine with a TLB beside it. The TLB belongs to the test, so the machine stays a plain value.
template <class Base>
struct WithTlb : Base {
    PaperTlb* tlb = nullptr;

    void forget(XousPid pid, VirtPages range) { tlb->forget(pid, range); }
    void forget_all(XousPid pid) { tlb->forget_all(pid); }
    bool operator==(const WithTlb&) const = default;
};

}  // namespace freehold::host
