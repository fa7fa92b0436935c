// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "find.hpp"

namespace freehold::user::hostile {

/// The runs of RAM that a process has, its page tables among them.
class Estate {
public:
    static Estate of(Pid pid) {
        Estate estate;
        each_owned([&](const OwnedPages& run) {
            if (run.owner == pid && run.kind == abi::RegionKind::ram) estate.add(run);
            return false;
        });
        return estate;
    }
    [[nodiscard]] Word pages() const { return pages_; }
    [[nodiscard]] bool complete() const { return count_ < runs_.size(); }
    [[nodiscard]] bool holds(PhysAddr at) const {
        for (Word i = 0; i < count_; ++i)
            if (raw(at) / page_bytes - runs_[i].first < runs_[i].pages) return true;
        return false;
    }
    /// Calls `visit(first page, pages)` for pieces of at most so many pages.
    void each_piece(Word most, auto&& visit) const {
        for (Word i = 0; i < count_; ++i)
            for (Word done = 0; done < runs_[i].pages; done += most) {
                const Word left = runs_[i].pages - done;
                visit(runs_[i].first + done, left < most ? left : most);
            }
    }

private:
    /// A long run comes in parts.
    void add(const OwnedPages& run) {
        if (!complete()) return;
        auto* const last = count_ == 0 ? nullptr : &runs_[count_ - 1];
        if (last != nullptr && last->first + last->pages == run.first) last->pages += run.pages;
        else runs_[count_++] = run;
        pages_ += run.pages;
    }
    std::array<OwnedPages, 128> runs_{};
    Word count_ = 0, pages_ = 0;
};

}  // namespace freehold::user::hostile
