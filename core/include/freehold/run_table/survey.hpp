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
        for (std::uint32_t at = 0; at < runs.size() && size_ < Most; ++at)
            if (runs.tag(at).payer() == payer && runs.tag(at).hold() != Hold::kept) spans_[size_++] = Span{at, 1, 0};
    }

    void in_use(Slot slot) {
        const std::uint32_t after = runs_.after(slot);
        if (after == 0) return;
        const auto span = std::ranges::lower_bound(spans_.begin(), spans_.begin() + size_, after - 1, {}, &Span::at);
        if (span == spans_.begin() + size_ || span->at != after - 1 || slot.index() >= runs_.end(after - 1)) return;
        span->low = span->empty() ? slot.index() : std::min(span->low, slot.index());
        span->high = std::max(span->high, slot.index());
        ++seen_;
    }

    /// Calls `visit(at, used)` for each run, the last first, with the part of it to be kept; none of it where that is empty.
    void each_backward(auto&& visit) const {
        for (std::uint32_t i = size_; i > 0; --i) {
            const Span& span = spans_[i - 1];
            visit(span.at, span.empty() ? Slots{} : Slots{Slot{span.low}, span.high - span.low + 1});
        }
    }
    /// Pages that were in use.
    [[nodiscard]] std::uint32_t seen() const { return seen_; }

private:
    struct Span {
        std::uint32_t at;
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
