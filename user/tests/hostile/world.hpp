// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "user/memory.hpp"
#include "user/process.hpp"

/// What must be as before when an attack is over: one's own account and mappings, and who owns each page of the
/// machine.
namespace freehold::user::hostile {

/// A number that changes with each word and with their order.
class Fold {
public:
    void add(Word word) { value_ = (value_ ^ word) * 0x0100'0193u + 1; }  // FNV-1a, a word at a time
    [[nodiscard]] Word value() const { return value_; }

private:
    Word value_ = 0x811c'9dc5u;
};

/// A run of pages of one owner, from `Query::ownership`.
struct OwnedPages {
    Word first, pages, region;
    Pid owner;
    abi::RegionKind kind;
};

/// The first at or after a page number; none past the last.
inline std::optional<OwnedPages> owned_from(Word page) {
    const auto run = query(abi::Query::ownership, page);
    if (!run || run->value[1] == 0) return std::nullopt;
    const auto& v = run->value;
    return OwnedPages{v[0], v[1], v[2], Pid{v[3]}, static_cast<abi::RegionKind>(v[4])};
}

/// Calls `visit` for every run until it says that it has seen enough.
void each_owned(auto&& visit) {
    for (Word page = 0;;) {
        const auto run = owned_from(page);
        if (!run || visit(*run)) return;
        page = run->first + run->pages;
    }
}

inline Pid self() { return process_id().value_or(Pid{}); }

/// Who owns a physical page; none for one that is not listed.
inline std::optional<Pid> owner_of(PhysAddr at) {
    const auto run = owned_from(raw(at) / page_bytes);
    return run && run->first <= raw(at) / page_bytes ? std::optional{run->owner} : std::nullopt;
}

/// Each page that is mapped here, and with what; not whether it was touched yet.
inline Word fold_mappings() {
    Fold fold;
    for (Word page = 0;;) {
        const auto run = query(abi::Query::mapping, raw(self()), page);
        if (!run || run->value[1] == 0) return fold.value();
        for (Word i = 0; i < run->value[1]; ++i)
            for (const Word word : {run->value[0] + i, run->value[2] + i, run->value[3] & ~abi::mapping::fresh})
                fold.add(word);
        page = run->value[0] + run->value[1];
    }
}

inline Word fold_owners() {
    Fold fold;
    each_owned([&](const OwnedPages& run) {
        for (Word i = 0; i < run.pages; ++i) {
            fold.add(run.first + i);
            fold.add(raw(run.owner));
        }
        return false;
    });
    return fold.value();
}

struct World {
    Word pages = 0, heap = 0, tables = 0;  ///< of this process
    Word mappings = 0, owners = 0;
    Word free = 0;  ///< pages of the pool

    static World look() {
        const auto account = query(abi::Query::process, raw(self()));
        const auto machine = query(abi::Query::machine);
        if (!account || !machine) return {};
        return {account->value[0], account->value[1], account->value[2],
                fold_mappings(),   fold_owners(),     machine->value[0]};
    }
    /// What differs, in a word; nothing where all is the same.
    [[nodiscard]] std::string_view difference(const World& other) const {
        if (pages != other.pages) return "its pages";
        if (heap != other.heap) return "its heap";
        if (tables != other.tables) return "its page tables";
        if (mappings != other.mappings) return "its mappings";
        if (free != other.free) return "the pool";
        if (owners != other.owners) return "the owners";
        return {};
    }
};

}  // namespace freehold::user::hostile
