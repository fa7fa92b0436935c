// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/manager.hpp"

namespace freehold {

template <class C>
auto MemoryManager<C>::heap_grow(XousPid pid, Bytes by) -> Expected<VirtPages> {
    const auto process = live(pid);
    if (!process) return refuse(process.error());
    if (by.raw() == 0) return heap_of(**process);
    const auto count = whole_pages(by);
    if (!count) return refuse(count.error());
    Account& account = (*process)->account;
    if (by > account.limits.heap || account.heap > Bytes{account.limits.heap.raw() - by.raw()})
        return refuse(Error::out_of_memory);

    const auto vacancy = (*process)->space.vacant(machine_, layout, VirtPages{heap_of(**process).end(), *count});
    if (!vacancy) return refuse(vacancy.error());
    if (const auto mapped = map_pool(pid, *vacancy, Rights::rw()); !mapped) return refuse(mapped.error());
    account.heap = Bytes{account.heap.raw() + by.raw()};
    return heap_of(**process);
}

template <class C>
auto MemoryManager<C>::heap_shrink(XousPid pid, Bytes by) -> Expected<VirtPages> {
    const auto process = live(pid);
    if (!process) return refuse(process.error());
    if (by.raw() == 0) return heap_of(**process);
    const auto count = whole_pages(by);
    if (!count) return refuse(count.error());
    Account& account = (*process)->account;
    if (by > account.heap) return refuse(Error::bad_address);

    const VirtPages heap = heap_of(**process);
    const VirtPages end{heap.first() + (heap.count() - *count), *count};
    const auto holding = (*process)->space.holding(machine_, layout, end);
    if (!holding) return refuse(holding.error());
    drop(pid, *holding);
    account.heap = Bytes{account.heap.raw() - by.raw()};
    return heap_of(**process);
}

template <class C>
auto MemoryManager<C>::set_heap_limit(XousPid pid, Bytes limit) -> Expected<void> {
    const auto process = live(pid);
    if (!process) return refuse(process.error());
    Account& account = (*process)->account;
    if (limit < account.heap || limit > account.limits.heap_hard) return refuse(Error::invalid_limit);
    account.limits.heap = limit;
    return {};
}

}  // namespace freehold
