// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operation.hpp"

namespace freehold::search {

/// Every operation of a world with every argument in range, the same in each state. Addresses go one page past the
/// user's on both sides, pids from nobody's to one past the last.
template <class W>
class EveryOperation {
public:
    explicit EveryOperation(const Arguments& arguments) : with_{arguments} {
        for (const Limits& limits : with_.limits) add({.kind = Kind_of::create, .limits = limits});
        for (unsigned raw = 0; raw <= W::max_processes + 2; ++raw) of_pid(XousPid{static_cast<std::uint8_t>(raw)});
        if (with_.adopting)
            each_physical([&](PhysPage page) { add({.kind = Kind_of::adopt, .size = bytes(1), .physical = page}); });
    }
    [[nodiscard]] const std::vector<Operation>& list() const { return list_; }

private:
    void add(const Operation& op) { list_.push_back(op); }

    void each_address(auto&& visit) const {
        for (Word i = 0; i < W::virtual_pages; ++i) visit(VirtPage{i});
    }
    void each_physical(auto&& visit) const {
        for (Word i = 0; i < W::physical_pages; ++i) visit(PhysPage{i});
    }
    /// Ranges, those that start or end outside the user's pages included.
    void each_range(auto&& visit) const {
        each_address([&](VirtPage at) {
            for (const Bytes size : with_.sizes)
                if (at.number() + (size.raw() >> page_shift) <= W::virtual_pages) visit(at, size);
        });
    }

    void of_pid(XousPid pid) {
        for (const Kind_of kind : {Kind_of::begin_end, Kind_of::end, Kind_of::reclaim}) add({.kind = kind, .pid = pid});
        if (with_.contexts) add({.kind = Kind_of::claim_context, .pid = pid});
        if (with_.contexts && pid.is_user() && pid.raw() < W::max_processes + 2)
            each_physical(
                [&](PhysPage page) { add({.kind = Kind_of::release_context, .pid = pid, .physical = page}); });
        mapping(pid);
        if (with_.heap) heap(pid);
        if (with_.sharing) sharing(pid);
        if (with_.touching) touching(pid);
    }

    void touching(XousPid pid) {
        each_address([&](VirtPage at) {
            for (const Rights rights : {Rights::r(), Rights::w(), Rights::x()})
                add({.kind = Kind_of::fault, .pid = pid, .at = at, .rights = rights});
            add({.kind = Kind_of::touch, .pid = pid, .at = at});
            add({.kind = Kind_of::validate_stack, .pid = pid, .at = at, .size = bytes(1)});
        });
    }

    void mapping(XousPid pid) {
        for (const Rights rights : with_.rights)
            for (const Bytes size : with_.sizes)
                if (mapped(size)) map(pid, {.kind = Kind_of::map, .pid = pid, .size = size, .rights = rights});
        each_range([&](VirtPage at, Bytes size) {
            for (const Rights rights : with_.rights)
                if (mapped(size))
                    map(pid,
                        {.kind = Kind_of::map, .pid = pid, .at = at, .size = size, .rights = rights, .placed = true});
            add({.kind = Kind_of::unmap, .pid = pid, .at = at, .size = size});
            for (const Rights rights : {Rights::r(), Rights::rx(), Rights::rw(), Rights::w(), Rights::none()})
                if (with_.rights.size() > 1)
                    add({.kind = Kind_of::protect, .pid = pid, .at = at, .size = size, .rights = rights});
        });
    }

    bool mapped(Bytes size) const { return with_.pieces || size == with_.sizes.back(); }
    void map(XousPid, Operation op) {
        add(op);
        op.contiguous = true;
        if (op.size > bytes(1)) add(op);
        op.contiguous = false;
        if (with_.physical)
            each_physical([&](PhysPage page) {
                op.physical = page;
                add(op);
            });
    }

    void heap(XousPid pid) {
        for (const Bytes size : with_.sizes)
            for (const Kind_of kind : {Kind_of::heap_grow, Kind_of::heap_shrink, Kind_of::heap_limit})
                add({.kind = kind, .pid = pid, .size = size});
    }

    void sharing(XousPid pid) {
        each_range([&](VirtPage at, Bytes size) {
            for (const bool gift : {false, true})
                add({.kind = Kind_of::detach, .pid = pid, .at = at, .size = size, .placed = gift});
            if (!pid.is_user() || pid.raw() >= W::max_processes + 2 || !size.whole_pages() || size.raw() == 0) return;
            add({.kind = Kind_of::reattach, .pid = pid, .at = at, .size = size});
            for (unsigned raw = 1; raw < W::max_processes + 3; ++raw) {
                const XousPid other{static_cast<std::uint8_t>(raw)};
                for (const Rights rights : with_.lending)
                    add({.kind = Kind_of::lend, .pid = pid, .other = other, .at = at, .size = size, .rights = rights});
                if (with_.moving) add({.kind = Kind_of::move, .pid = pid, .other = other, .at = at, .size = size});
                each_address([&](VirtPage there) {
                    if (with_.moving)
                        add({.kind = Kind_of::move,
                             .pid = pid,
                             .other = other,
                             .at = at,
                             .there = there,
                             .size = size,
                             .placed = true});
                    if (there.number() + (size.raw() >> page_shift) <= W::virtual_pages)
                        add({.kind = Kind_of::give_back,
                             .pid = pid,
                             .other = other,
                             .at = at,
                             .there = there,
                             .size = size});
                });
            }
        });
    }

    Arguments with_;
    std::vector<Operation> list_;
};

}  // namespace freehold::search
