// SPDX-License-Identifier: Apache-2.0
// The memory manager: each page table against the owner of each page and each account.
#include <array>

#include "kernel/audit/survey.hpp"

namespace freehold::kernel::audit {
namespace {

/// What is reserved is never mapped, and much of it is large.
constexpr Word pages_in(const Region& region) { return region.kind == Kind::reserved ? 0 : region.pages.count().raw(); }

constexpr Word pages_that_can_be_mapped() {
    Word sum = 0;
    for (const Region& region : board::whitelist.regions()) sum += pages_in(region);
    return sum;
}

/// One bit for each listed page, in the order of the whitelist, and one for all that is not listed.
class PageSet {
public:
    void clear() { words_.fill(0); }
    [[nodiscard]] bool has(PhysPage page) const { return (words_[word(page)] & bit(page)) != 0; }
    /// @return whether it is new.
    bool add(PhysPage page) {
        const bool is_new = !has(page);
        words_[word(page)] |= bit(page);
        return is_new;
    }

private:
    static Word index(PhysPage page) {
        Word before = 0;
        for (const Region& region : board::whitelist.regions()) {
            if (region.pages.contains(PhysPages{page, PageCount{1}}))
                return before + (page - region.pages.first()).raw();
            before += pages_in(region);
        }
        return before;
    }
    static Word word(PhysPage page) { return index(page) / 32; }
    static std::uint32_t bit(PhysPage page) { return std::uint32_t{1} << index(page) % 32; }

    std::array<std::uint32_t, pages_that_can_be_mapped() / 32 + 1> words_{};
};

// Too large for the kernel's stack.
constinit PageSet mapped_by_owner, lent_out, borrowed_in;

class MemoryAudit {
public:
    explicit MemoryAudit(Memory& memory) : memory_{memory} {}

    void run() {
        mapped_by_owner.clear();
        lent_out.clear();
        borrowed_in.clear();
        count_owners();
        each_pid([&](XousPid pid) { process(pid); });
        expect_sum("owned by the table", kernel_pid, owned_[kernel_pid.raw()],
                   memory_.process(kernel_pid).account.pages());
        each_pid([&](XousPid pid) { loans(pid); });
    }

private:
    /// What one address space shows.
    struct Seen {
        PageCount owned, away, borrowed;
    };

    static void each_pid(auto&& visit) {
        for (unsigned raw = first_user_pid.raw(); raw < Memory::pids; ++raw)
            visit(XousPid{static_cast<std::uint8_t>(raw)});
    }
    static void expect_sum(const char* what, XousPid pid, PageCount found, PageCount wanted) {
        require(found == wanted, {pid}, found.raw(), " pages ", what, ", ", wanted.raw(), " on the account");
    }
    void expect(bool right, const char* otherwise, XousPid pid, VirtPage at, PhysPage page) {
        require(right, {pid}, console::Hex{at.address().raw()}, ": page ", console::Hex{page.address().raw()}, " is ",
                otherwise, ", its owner is pid ", Word{memory_.table().owner(page).raw()});
    }

    void count_owners() {
        for (PhysPage page;;) {
            const OwnedRun run = memory_.table().run_from(page);
            if (run.pages.count().raw() == 0) return;
            owned_[run.owner.raw()] += run.pages.count();
            page = run.pages.end();
        }
    }

    void each_entry(XousPid pid, auto&& visit) {
        const auto& process = memory_.process(pid);
        if (process.account.tables.raw() == 0) return;
        const VirtPages user = Config::layout.user;
        const auto& translation = process.space.translation();
        for (VirtPage page = user.first(); (page = translation.next(memory_.machine(), page, user)) < user.end();
             page = page + PageCount{1})
            if (const Entry entry = translation.at(memory_.machine(), page); entry.use != Use::absent)
                visit(page, entry);
    }

    void process(XousPid pid) {
        Seen seen;
        each_entry(pid, [&](VirtPage at, Entry entry) {
            if (entry.use == Use::borrowed) return borrowed(pid, at, entry, seen);
            own(pid, at, entry, seen);
        });
        const Account& account = memory_.process(pid).account;
        expect_sum("owned by the table", pid, owned_[pid.raw()], account.pages());
        expect_sum("owned and not to be seen", pid, owned_[pid.raw()] - seen.owned, account.tables + account.contexts);
        expect_sum("sent off", pid, seen.away, account.in_flight);
        expect_sum("borrowed", pid, seen.borrowed, account.borrowed);
    }

    /// An entry for a page that is the process' own, or was until its end passed it.
    void own(XousPid pid, VirtPage at, Entry entry, Seen& seen) {
        const bool passed = at < memory_.process(pid).sweep;
        const XousPid wanted = passed ? kernel_pid : pid;
        expect(memory_.table().owner(entry.page) == wanted, "mapped and not owned", pid, at, entry.page);
        expect(mapped_by_owner.add(entry.page), "mapped a second time", pid, at, entry.page);
        expect(!passed || entry.use != Use::plain, "mapped after its owner's end", pid, at, entry.page);
        if (entry.use == Use::lent) (void)lent_out.add(entry.page);
        if (!passed) seen.owned += PageCount{1};
        if (entry.use != Use::plain) seen.away += PageCount{1};
    }

    void borrowed(XousPid pid, VirtPage at, Entry entry, Seen& seen) {
        expect(memory_.table().owner(entry.page) != nobody, "borrowed and nobody's", pid, at, entry.page);
        expect(borrowed_in.add(entry.page), "borrowed a second time", pid, at, entry.page);
        seen.borrowed += PageCount{1};
    }

    /// Each loan has two sides: the page is away for its owner, and one borrower has it.
    void loans(XousPid pid) {
        each_entry(pid, [&](VirtPage at, Entry entry) {
            if (entry.use == Use::borrowed)
                expect(lent_out.has(entry.page), "borrowed and lent by nobody", pid, at, entry.page);
            if (entry.use == Use::lent)
                expect(borrowed_in.has(entry.page), "lent and borrowed by nobody", pid, at, entry.page);
        });
    }

    Memory& memory_;
    std::array<PageCount, 256> owned_{};
};

}  // namespace

void check_memory(Memory& memory) { MemoryAudit{memory}.run(); }

}  // namespace freehold::kernel::audit
