// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "books.hpp"
#include "words.hpp"
#include "worlds.hpp"

namespace freehold::search {

enum class Kind_of : std::uint8_t {
    create,
    begin_end,
    reclaim,
    end,
    claim_context,
    release_context,
    adopt,
    map,
    unmap,
    protect,
    heap_grow,
    heap_shrink,
    heap_limit,
    detach,
    reattach,
    lend,
    give_back,
    move,
    validate_stack,
    fault,
    touch,
};

/// One operation with all its arguments; those that its kind does not have are at rest.
struct Operation {
    Kind_of kind{};
    XousPid pid{};
    XousPid other{};
    VirtPage at{};
    VirtPage there{};
    Bytes size{};
    Rights rights{};
    Limits limits{};
    std::optional<PhysPage> physical{};
    bool placed = false;  ///< `map`, `move`: exactly there; `detach`: for good
    bool contiguous = false;

    [[nodiscard]] VirtPages pages() const { return {at, PageCount{size.raw() >> page_shift}}; }
    [[nodiscard]] Parcel parcel() const { return {pid, pages()}; }
    [[nodiscard]] std::string text() const;
};

/// Whether it was granted, and what a grant said.
struct Answer {
    bool granted = false;
    std::optional<VirtPages> range{};
    std::optional<PhysPage> page{};
    std::optional<FaultOutcome> outcome{};
    std::optional<XousPid> pid{};
    std::optional<Loan> loan{};
};

inline std::string Operation::text() const {
    constexpr const char* names[] = {
        "create_process", "begin_end", "reclaim",  "end_process", "claim_context", "release_context",
        "adopt",          "map",       "unmap",    "protect",     "heap_grow",     "heap_shrink",
        "set_heap_limit", "detach",    "reattach", "lend",        "give_back",     "move",
        "validate_stack", "fault",     "touch"};
    std::ostringstream out;
    out << names[static_cast<unsigned>(kind)] << '(' << pid << ", at " << at.number() << ", " << size << ", " << rights;
    if (physical) out << ", physical " << *physical;
    if (kind == Kind_of::map) out << (placed ? ", placed" : "") << (contiguous ? ", contiguous" : "");
    if (kind == Kind_of::lend || kind == Kind_of::give_back || kind == Kind_of::move)
        out << ", other " << other << " at " << there.number();
    if (kind == Kind_of::create) out << ", limit " << limits.ram << ", heap " << limits.heap;
    out << ')';
    return out.str();
}

/// Whether the kernel, which holds parcels and contexts on the processes' behalf, could ask this in this state.
template <class W>
bool askable(const Operation& op, const Books<W>& books) {
    if (op.kind == Kind_of::release_context)
        return books.account[op.pid.raw()].contexts.raw() != 0 && books.is_context(*op.physical, op.pid);
    if (op.kind != Kind_of::reattach && op.kind != Kind_of::lend && op.kind != Kind_of::move) return true;
    if (op.size.raw() == 0) return false;
    for (VirtPage page = op.at; page < op.pages().end(); page = page + PageCount{1})
        if (!W::layout.user.contains(page) || books.at(op.pid, page).use != Use::detached) return false;
    const VirtPages heap{W::layout.heap, PageCount{books.account[op.pid.raw()].heap.raw() >> page_shift}};
    return op.kind != Kind_of::move || !op.pages().overlaps(heap);  // such a parcel is no gift
}

template <class W>
Answer perform(MemoryManager<W>& manager, const Operation& op) {
    const auto plainly = [](const Expected<void>& result) { return Answer{.granted = result.has_value()}; };
    const auto ranged = [](const Expected<VirtPages>& result) {
        return result ? Answer{.granted = true, .range = *result} : Answer{};
    };
    const VirtAddr at = op.at.address();
    switch (op.kind) {
        case Kind_of::create: {
            const auto made = manager.create_process(op.limits);
            return made ? Answer{.granted = true, .pid = *made} : Answer{};
        }
        case Kind_of::begin_end: return plainly(manager.begin_end(op.pid));
        case Kind_of::reclaim: (void)manager.reclaim(op.pid, PageCount{1}); return {.granted = true};
        case Kind_of::end: return plainly(manager.end_process(op.pid));
        case Kind_of::claim_context: {
            const auto page = manager.claim_context(op.pid);
            return page ? Answer{.granted = true, .page = *page} : Answer{};
        }
        case Kind_of::release_context: manager.release_context(op.pid, *op.physical); return {.granted = true};
        case Kind_of::adopt:
            return plainly(manager.adopt(PhysPages{*op.physical, PageCount{op.size.raw() >> page_shift}}));
        case Kind_of::map: {
            MapRequest request{
                .size = op.size, .rights = op.rights, .physical = {}, .at = {}, .contiguous = op.contiguous};
            if (op.physical) request.physical = op.physical->address();
            if (op.placed) request.at = at;
            return ranged(manager.map(op.pid, request));
        }
        case Kind_of::unmap: return plainly(manager.unmap(op.pid, at, op.size));
        case Kind_of::protect: return plainly(manager.protect(op.pid, at, op.size, op.rights));
        case Kind_of::heap_grow: return ranged(manager.heap_grow(op.pid, op.size));
        case Kind_of::heap_shrink: return ranged(manager.heap_shrink(op.pid, op.size));
        case Kind_of::heap_limit: return plainly(manager.set_heap_limit(op.pid, op.size));
        case Kind_of::detach:
            return {.granted =
                        manager.detach(op.pid, at, op.size, op.placed ? Journey::gift : Journey::loan).has_value()};
        case Kind_of::reattach: manager.reattach(op.parcel()); return {.granted = true};
        case Kind_of::lend: {
            const auto loan = manager.lend(op.parcel(), op.other, op.rights);
            return loan ? Answer{.granted = true, .loan = *loan} : Answer{};
        }
        case Kind_of::give_back: return plainly(manager.give_back(Loan{op.parcel(), op.other, op.there}));
        case Kind_of::move:
            return ranged(
                manager.move(op.parcel(), op.other, op.placed ? std::optional{op.there.address()} : std::nullopt));
        case Kind_of::validate_stack: return plainly(manager.validate_stack(op.pid, at, op.size));
        case Kind_of::fault: return {.granted = true, .outcome = manager.fault(op.pid, at, op.rights)};
        case Kind_of::touch: {
            const auto page = manager.touch(op.pid, op.at);
            return page ? Answer{.granted = true, .page = *page} : Answer{};
        }
    }
    return {};
}

}  // namespace freehold::search
