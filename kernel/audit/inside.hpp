// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

namespace freehold::kernel::audit {

/// What rooms keep to themselves and the audit reads, and the controls damage. They name it as a friend.
struct Inside {
    static auto& turns(Scheduler& scheduler) { return scheduler.turns_; }
    static Thread* next(const Scheduler& scheduler) { return scheduler.next_; }
    /// Whose turn it is, which stands in no queue.
    static const Process* owner(const Scheduler& scheduler) { return scheduler.owner_; }
    static const Thread* helper(const Scheduler& scheduler) { return scheduler.helper_; }
    static auto& alarms(Timer& timer) { return timer.alarms_; }
    static auto& lines(Interrupts& interrupts) { return interrupts.lines_; }
    static const auto& lists(const ServerIndex& index) { return index.lists_; }
    /// Where a list begins and ends: its only member.
    template <class T>
    static const Link& head(const List<T>& list) {
        return list.head_;
    }
};

}  // namespace freehold::kernel::audit
