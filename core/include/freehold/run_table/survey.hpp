// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "freehold/run_table/run_list.hpp"

namespace freehold {

/// What of a process' runs, those of kept pages left out, is still in use, gathered page by page in any order: from the first to the last page in
/// use of each run. What lies outside is parked, and can go without a further run.
template <class List, std::uint32_t Most>
class Survey {
public:
    Survey(const List& runs, XousPid payer) : runs_{runs} {
        for (std::uint32_t i = 0; i < runs.size() && size_ < Most; ++i) {
            const RunTag tag = runs.tag(runs.begin() + i);
            if (tag.payer() == payer && tag.hold() != Hold::kept) spans_[size_++] = Span{i, 1, 0};
        }
    }

    void in_use(Slot slot) {
        const std::uint32_t after = runs_.after(slot);
        if (after == runs_.begin() || slot.index() >= runs_.end_slot(after - 1)) return;
        const std::uint32_t nth = after - 1 - runs_.begin();
        const auto span = std::ranges::lower_bound(spans_.begin(), spans_.begin() + size_, nth, {}, &Span::nth);
        if (span == spans_.begin() + size_ || span->nth != nth) return;
        span->low = span->empty() ? slot.index() : std::min(span->low, slot.index());
        span->high = std::max(span->high, slot.index());
        ++seen_;
    }

    /// Calls `visit(at, used)` for each run, the last first, with the part of it to be kept; none of it where that is empty. The
    /// visit may erase that run.
    void each_backward(auto&& visit) const {
        for (std::uint32_t i = size_; i > 0; --i) {
            const Span& span = spans_[i - 1];
            visit(runs_.begin() + span.nth, span.empty() ? Slots{} : Slots{Slot{span.low}, span.high - span.low + 1});
        }
    }
    /// Pages that were in use.
    [[nodiscard]] std::uint32_t seen() const { return seen_; }

private:
    struct Span {
        std::uint32_t nth;  ///< run of the list
        std::uint32_t low;
        std::uint32_t high;
        bool empty() const { return low > high; }
    };

    const List& runs_;
    std::array<Span, Most> spans_;
    std::uint32_t size_ = 0;
    std::uint32_t seen_ = 0;
};

}  // namespace freehold
