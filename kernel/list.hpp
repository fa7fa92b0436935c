// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/contract.hpp"

namespace freehold::kernel {

namespace audit {
struct Inside;  // reads what rooms keep to themselves (kernel/audit)
}

/// A place in one list; what has one derives from it. Memory that was zeroed is a link in no list.
struct Link {
    Link* before = nullptr;
    Link* after = nullptr;

    [[nodiscard]] bool linked() const { return after != nullptr; }
    void unlink() {
        if (!linked()) return;
        before->after = after;
        after->before = before;
        before = after = nullptr;
    }
};

/// First in, first out; every operation is a few instructions. Does not own what is in it, and does not move.
/// What is in one list cannot be put into another: nothing is ever in two.
template <class T>
class List {
public:
    [[nodiscard]] bool empty() const { return !head_.linked() || head_.after == &head_; }
    void push_back(T& item) { insert(head(), item); }
    void push_front(T& item) { insert(*head().after, item); }
    /// Before the first item that `is_after` it; at the end where none is.
    void insert_before(T& item, auto&& is_after) {
        Link* at = head().after;
        while (at != &head_ && !is_after(*static_cast<T*>(at))) at = at->after;
        insert(*at, item);
    }
    [[nodiscard]] T* front() const { return empty() ? nullptr : static_cast<T*>(head_.after); }
    T* pop_front() {
        T* const item = front();
        if (item) static_cast<Link*>(item)->unlink();
        return item;
    }
    /// Calls `visit` for each item there is now; `visit` may unlink the item it is given.
    void each(auto&& visit) {
        if (empty()) return;
        for (Link *at = head_.after, *next = at->after; at != &head_; at = next, next = at->after)
            visit(*static_cast<T*>(at));
    }

private:
    Link& head() {
        if (!head_.linked()) head_.before = head_.after = &head_;
        return head_;
    }
    static void insert(Link& at, Link& item) {
        expects(!item.linked());
        item.before = at.before;
        item.after = &at;
        at.before->after = &item;
        at.before = &item;
    }

    friend struct audit::Inside;
    Link head_;
};

}  // namespace freehold::kernel
