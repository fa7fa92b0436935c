// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include "books.hpp"

namespace freehold::search {

/// The one part of a manager's state that nothing shows from outside: which pid was handed out last. Naming a private
/// member in an explicit instantiation is allowed for exactly such a purpose.
template <class Tag, typename Tag::Type member>
struct Reveal {
    friend constexpr typename Tag::Type revealed(Tag) { return member; }
};
template <class W>
struct LastPid {
    using Type = XousPid MemoryManager<W>::*;
    friend constexpr Type revealed(LastPid);
};

/// A state in the fewest bytes: the words of the manager that are not zero.
template <class Manager>
class Snapshot {
    static_assert(std::is_trivially_copyable_v<Manager> && sizeof(Manager) % sizeof(std::uint64_t) == 0);
    static constexpr std::size_t words = sizeof(Manager) / sizeof(std::uint64_t);
    using Raw = std::array<std::uint64_t, words>;

public:
    explicit Snapshot(const Manager& manager) {
        Raw raw;
        std::memcpy(raw.data(), &manager, sizeof manager);
        packed_.reserve(words / 4);
        for (std::size_t i = 0; i < words; i += 64) {
            const std::size_t mask_at = packed_.size();
            packed_.push_back(0);
            for (std::size_t j = i; j < std::min(words, i + 64); ++j) {
                if (raw[j] == 0) continue;
                packed_[mask_at] |= std::uint64_t{1} << (j - i);
                packed_.push_back(raw[j]);
            }
        }
        packed_.shrink_to_fit();
    }

    void restore(Manager& manager) const {
        Raw raw{};
        std::size_t from = 0;
        for (std::size_t i = 0; i < words; i += 64)
            for (std::uint64_t mask = packed_[from++]; mask != 0; mask &= mask - 1)
                raw[i + static_cast<std::size_t>(std::countr_zero(mask))] = packed_[from++];
        std::memcpy(&manager, raw.data(), sizeof manager);
    }

private:
    std::vector<std::uint64_t> packed_;
};

/// 128 bits that stand for a state: two states of a search of 2^32 meet with a chance below 2^-64.
struct Digest {
    std::uint64_t low = 0x9e3779b97f4a7c15, high = 0xc2b2ae3d27d4eb4f;

    void add(std::uint64_t value) {
        low = (std::rotl(low, 23) ^ value) * 0xff51afd7ed558ccd;
        high = (std::rotl(high, 29) + value) * 0xc4ceb9fe1a85ec53;
        high ^= high >> 31;
    }
    bool operator==(const Digest&) const = default;
    struct Hash {
        std::size_t operator()(const Digest& digest) const { return digest.low ^ (digest.low >> 32); }
    };
};

template <class W>
Digest digest_of(const MemoryManager<W>& manager, const Books<W>& books) {
    Digest d;
    d.add((manager.*revealed(LastPid<W>{})).raw());
    for (const auto& f : books.frames)
        d.add(std::uint64_t{f.owner.raw()} << 16 | std::uint64_t{f.tables} << 8 | f.mapper.raw());
    for (unsigned pid = 0; pid < Books<W>::pids; ++pid) {
        const Account& a = books.account[pid];
        d.add(std::uint64_t{books.room[pid]} << 1 | std::uint64_t{books.parked[pid]});
        d.add(static_cast<std::uint64_t>(books.life[pid]) << 48 | books.sweep[pid].number() << 32 |
              books.maps_from[pid].number() << 16 | books.messages_from[pid].number());
        for (const Word count : {a.limits.ram.raw(), a.limits.heap.raw(), a.limits.heap_hard.raw(), a.heap.raw(),
                                 a.contexts.raw(), a.ram.raw()})
            d.add(count);
        for (const Entry& e : books.entries[pid])
            d.add(e.page.number() << 16 | std::uint64_t{e.rights.bits()} << 8 | std::uint64_t{e.fresh} << 4 |
                  static_cast<std::uint64_t>(e.use));
        if (a.tables.raw() == 0) continue;
        const auto& translation = manager.process(XousPid{static_cast<std::uint8_t>(pid)}).space.translation();
        translation.each_table([&](PhysPage page) { d.add(page.number()); });
    }
    return d;
}

}  // namespace freehold::search
