// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "kernel/audit/places.hpp"

/// Faults that the control kernel plants for the audit to name.
namespace freehold::kernel::audit {

/// A fault as if a line of the kernel were missing.
struct Fault {
    std::string_view name;  ///< as `etc/plant` of the boot image says it
    /// @return whether it could be planted: there may be nothing yet to plant it in
    bool (*plant)(Survey&);
};

std::span<const Fault> memory_faults();    // plant_memory.cpp
std::span<const Fault> list_faults();      // plant_lists.cpp
std::span<const Fault> thread_faults();    // plant_threads.cpp
std::span<const Fault> message_faults();   // plant_messages.cpp
std::span<const Fault> relation_faults();  // plant_relations.cpp

inline Process& init_of(Survey& survey) { return *survey.kernel.processes[first_user_pid.raw()]; }

/// The first thread or message for which `fits` holds, or a place without any.
template <class T>
Place<T> first(Survey& survey, bool (&fits)(const T&)) {
    Place<T> found;
    survey.each_process([&](Process& process) {
        each_place<T>(process, [&](T& item, unsigned number) {
            if (!found.item && fits(item)) found = {&item, &process, number};
        });
    });
    return found;
}

inline constexpr VirtPage begin = Config::layout.user.first();
/// The first page of a process that it owns and can touch, at or after `from`.
inline VirtPage first_plain(Memory& memory, XousPid pid, VirtPage from) {
    while (memory.entry(pid, from).use != Use::plain) from = from + PageCount{1};
    return from;
}

inline bool receives(const Thread& thread) { return thread.doing == Doing::receive; }
inline bool awaits_answer(const Message& message) { return message.to && message.received; }
inline bool lends(const Message& message) { return awaits_answer(message) && message.borrows(); }

}  // namespace freehold::kernel::audit
