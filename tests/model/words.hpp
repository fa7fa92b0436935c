// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "freehold/manager.hpp"

/// How the manager's values are written in the messages of tests.
namespace freehold {

inline std::ostream& operator<<(std::ostream& out, XousPid pid) { return out << "pid " << unsigned{pid.raw()}; }

inline std::ostream& operator<<(std::ostream& out, Error error) {
    constexpr const char* names[] = {"bad_alignment", "bad_address",     "out_of_memory", "memory_in_use",
                                     "access_denied", "share_violation", "invalid_limit", "process_not_found"};
    return out << names[static_cast<unsigned>(error)];
}

inline std::ostream& operator<<(std::ostream& out, Rights rights) {
    return out << (rights.has(Rights::r()) ? 'r' : '-') << (rights.has(Rights::w()) ? 'w' : '-')
               << (rights.has(Rights::x()) ? 'x' : '-');
}

template <class Space>
std::ostream& operator<<(std::ostream& out, Page<Space> page) {
    return out << "page " << page.number();
}

template <class Space>
std::ostream& operator<<(std::ostream& out, PageRange<Space> range) {
    return out << "pages " << range.first().number() << '+' << range.count().raw();
}

template <class Space>
std::ostream& operator<<(std::ostream& out, Address<Space> at) {
    return out << std::hex << "0x" << at.raw() << std::dec;
}

inline std::ostream& operator<<(std::ostream& out, Bytes size) {
    return out << std::hex << "0x" << size.raw() << std::dec << " bytes";
}
inline std::ostream& operator<<(std::ostream& out, PageCount count) { return out << count.raw() << " pages"; }

inline std::ostream& operator<<(std::ostream& out, const Parcel& parcel) {
    return out << parcel.owner << "'s parcel of " << parcel.at;
}
inline std::ostream& operator<<(std::ostream& out, const Loan& loan) {
    return out << loan.lent << " lent to " << loan.borrower << " at " << loan.at;
}

inline std::ostream& operator<<(std::ostream& out, const Entry& entry) {
    constexpr const char* uses[] = {"absent", "plain", "detached", "lent", "borrowed"};
    return out << uses[static_cast<unsigned>(entry.use)] << (entry.fresh ? " fresh " : " ") << entry.rights << " -> "
               << entry.page;
}

inline std::ostream& operator<<(std::ostream& out, const Account& a) {
    return out << "ram " << a.ram.raw() << " of " << a.limits.ram.raw() << ", other " << a.other.raw() << ", tables "
               << a.tables.raw() << ", contexts " << a.contexts.raw() << ", in flight " << a.in_flight.raw()
               << ", borrowed " << a.borrowed.raw() << ", heap " << a.heap.raw() << " of " << a.limits.heap.raw()
               << " of " << a.limits.heap_hard.raw();
}

template <class T>
std::ostream& operator<<(std::ostream& out, const Expected<T>& result) {
    if (!result) return out << result.error();
    if constexpr (std::is_void_v<T>) return out << "granted";
    else return out << "granted " << *result;
}

}  // namespace freehold
