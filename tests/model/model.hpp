// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "freehold/manager.hpp"

namespace freehold::model {

/// The facts of a small machine. The model reads the regions one by one, without the whitelist's numbering.
struct Facts {
    std::vector<Region> regions;
    Layout layout;
    unsigned levels;      ///< of page tables, the leaves included
    unsigned index_bits;  ///< a table covers 2^index_bits entries of the level below
    unsigned max_processes;
};

/// A virtual page as the model sees it. Which page of the pool stands behind it is the implementation's choice: unknown
/// until `Model::learn` reads it, and checks it.
struct Mapping {
    Use use = Use::plain;
    bool fresh = false;
    Rights rights;
    std::optional<PhysPage> page;
};

/// What the model knows of one process. Counts are not kept: they are counted when asked for.
struct Person {
    Life life = Life::none;
    Limits limits;
    Word heap_pages = 0;
    std::map<Word, Mapping> at;                  ///< by virtual page number
    std::set<std::pair<unsigned, Word>> tables;  ///< below the root: level and number
    bool rooted = false;
    Word contexts = 0;
    Word swept = 0;               ///< pages below it have been taken back
    std::set<PhysPage> unmapped;  ///< root, tables and contexts
};

/// The document as a program, in the plainest way there is: who owns a page is a map, and so is what a process sees.
/// Each operation predicts the result of the manager's operation of that name and does it.
class Model {
public:
    explicit Model(Facts facts);

    Expected<XousPid> create_process(Limits limits);
    Expected<void> begin_end(XousPid pid);
    bool reclaim(XousPid pid, PageCount most);
    Expected<void> end_process(XousPid pid);
    Expected<void> claim_context(XousPid pid);
    void release_context(XousPid pid, PhysPage page);
    Expected<void> adopt(PhysPages pages);
    Expected<VirtPages> map(XousPid pid, const MapRequest& request);
    Expected<void> unmap(XousPid pid, VirtAddr at, Bytes size);
    Expected<void> protect(XousPid pid, VirtAddr at, Bytes size, Rights rights);
    Expected<VirtPages> heap_grow(XousPid pid, Bytes by);
    Expected<VirtPages> heap_shrink(XousPid pid, Bytes by);
    Expected<void> set_heap_limit(XousPid pid, Bytes limit);
    Expected<Parcel> detach(XousPid owner, VirtAddr at, Bytes size, Journey journey, Rights least);
    void reattach(Parcel parcel);
    Expected<Loan> lend(Parcel parcel, XousPid borrower, Rights rights);
    Expected<void> give_back(Loan loan);
    Expected<VirtPages> move(Parcel parcel, XousPid receiver, std::optional<VirtAddr> wanted);
    Expected<void> validate_stack(XousPid pid, VirtAddr base, Bytes size) const;
    FaultOutcome fault(XousPid pid, VirtAddr at, Rights rights);
    Expected<PhysPage> touch(XousPid pid, VirtPage at);

    /// What `claim_context` gave; a page that a mapping turned out to have.
    void learn_unmapped(XousPid pid, PhysPage page);
    [[nodiscard]] bool learn(XousPid pid, VirtPage at, PhysPage page);
    void forget_unmapped(XousPid pid, PhysPage page);
    /// Where the sweep of a new process will start: anywhere up to the first page that can be in use.
    void learn_sweep(XousPid pid, VirtPage from) { edit(pid).swept = from.number(); }
    /// How many root, table and context pages the process must have.
    [[nodiscard]] Word unmapped_due(XousPid pid) const;

    [[nodiscard]] const Facts& facts() const { return facts_; }
    [[nodiscard]] const Person& person(XousPid pid) const { return people_[pid.raw()]; }
    [[nodiscard]] XousPid owner(PhysPage page) const;
    [[nodiscard]] Account account(XousPid pid) const;
    [[nodiscard]] Word free_ram() const;
    /// What lies in each page that was written or scrubbed through a mapping; others are nobody's business.
    std::map<PhysPage, std::uint8_t> marks;

private:
    using Tables = std::set<std::pair<unsigned, Word>>;
    struct Grant;

    Person& edit(XousPid pid) { return people_[pid.raw()]; }
    bool live(XousPid pid) const { return pid.raw() < people_.size() && person(pid).life == Life::live; }
    const Region* region_of(PhysPage page) const;
    bool is_ram(PhysPage page) const { return region_of(page) != nullptr && region_of(page)->kind == Kind::ram; }
    Expected<const Region*> listed(PhysPages pages) const;
    Expected<VirtPages> user_range(VirtAddr at, Bytes size) const;
    Expected<VirtPages> all_have(const Person& who, VirtAddr at, Bytes size, Use use) const;
    std::optional<VirtPages> lowest_vacant(const Person& who, VirtPages zone, Word count) const;
    Expected<VirtPages> place(const Person& who, const MapRequest& request) const;
    bool run_of_ram(Word count) const;
    bool splits_whole_region(const Person& who, VirtPages pages) const;
    Tables missing(const Person& who, VirtPages pages) const;
    Expected<void> afford(const Person& who, Word charged, Word drawn) const;
    void prune(Person& who, VirtPages pages);
    void free_mapping(Person& who, XousPid owner, Word at);
    void free_page(PhysPage page);
    void settle(XousPid pid);
    void come_home(Parcel parcel);
    bool heap_overlaps(const Person& who, VirtPages pages) const;
    VirtPages heap_of(const Person& who) const { return {facts_.layout.heap, PageCount{who.heap_pages}}; }
    Expected<void> grant(XousPid pid, VirtPages pages, Rights rights, std::optional<PhysPage> first);

    Facts facts_;
    std::vector<Person> people_;
    std::map<PhysPage, XousPid> owners_;  ///< what is not in it is free
    unsigned last_pid_ = 1;
};

}  // namespace freehold::model
