// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "freehold/permit.hpp"
#include "freehold/pid.hpp"

namespace freehold {

/// Move-only ownership of a run of pages for one process. Only an ownership table issues it. Destroyed before it is
/// committed, it gives the pages back: that is how a request that fails leaves nothing behind (O1).
template <class Table>
class [[nodiscard]] Claim {
public:
    Claim(Claim&& other) noexcept
        : table_{std::exchange(other.table_, nullptr)}, permit_{other.permit_}, owner_{other.owner_} {}
    Claim& operator=(Claim&&) = delete;
    ~Claim() {
        if (table_) [[unlikely]]
            undo();
    }

    [[nodiscard]] PhysPages pages() const { return permit_.pages(); }
    [[nodiscard]] Slots slots() const { return permit_.slots(); }
    /// The last step of a request: from here on the table entry stands for itself.
    PhysPages commit() && {
        table_ = nullptr;
        return permit_.pages();
    }

private:
    friend Table;
    Claim(Table& table, Permit permit, XousPid owner) : table_{&table}, permit_{permit}, owner_{owner} {}

    /// Out of line: the way back of a request that fails must not lengthen that of the others.
    [[gnu::noinline]] void undo() { (void)table_->release(permit_, owner_); }

    Table* table_;
    Permit permit_;
    XousPid owner_;
};

/// Move-only promise of a number of pages of the pool to one process. Only an ownership table issues it, after it has made
/// sure that drawing them cannot fail. What is not drawn goes back with its end.
template <class Table>
class [[nodiscard]] Reserve {
public:
    Reserve(Reserve&& other) noexcept
        : table_{other.table_}, left_{std::exchange(other.left_, PageCount{})}, owner_{other.owner_} {}
    Reserve& operator=(Reserve&&) = delete;
    ~Reserve() {
        if (left_ != PageCount{}) table_->unreserve(left_, owner_);
    }

    [[nodiscard]] PageCount left() const { return left_; }
    /// Some of the promised pages, physically consecutive: at least one and at most `most`, which is not more than `left`.
    [[gnu::always_inline]] Claim<Table> draw(PageCount most) {
        Claim<Table> run = table_->draw(most, owner_);
        left_ -= run.pages().count();
        return run;
    }
    /// One of those that were announced as kept.
    [[gnu::always_inline]] Claim<Table> draw_kept() {
        left_ -= PageCount{1};
        return table_->draw_kept(owner_);
    }

private:
    friend Table;
    Reserve(Table& table, PageCount count, XousPid owner) : table_{&table}, left_{count}, owner_{owner} {}

    Table* table_;
    PageCount left_;
    XousPid owner_;
};

}  // namespace freehold
