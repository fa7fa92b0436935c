// SPDX-License-Identifier: Apache-2.0
// What the two ownership tables take on rv32: bytes on two boards, and on the Precursor's the instructions of one page, which QEMU's
// `virt` counts under `-icount`. A bare program; it fails where a limit of docs/tables.md is passed.
#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "boards.hpp"
#include "machine.hpp"
#include "single_pages.hpp"

namespace freehold::bench {
namespace {

using machine::instructions_of;
using machine::print_line;

/// How often `RunTable` may take the instructions of `FlatTable`, at 64 runs; and where it has to look through its runs.
constexpr std::uint32_t most_times = 4, most_times_looking = 9;

/// Of one operation over many places.
struct Cost {
    std::uint32_t sum = 0, count = 0, worst = 0;

    void add(std::uint32_t instructions) {
        sum += instructions;
        ++count;
        worst = std::max(worst, instructions);
    }
    [[nodiscard]] std::uint32_t mean() const { return sum / count; }
};

struct Costs {
    Cost owner, claim, free;
    Cost behind_last, beside_own, elsewhere;  // from the pool
};

constexpr XousPid measured{2};

/// Runs of one page each, two pages apart, from the first page of RAM on, of one process after the other.
struct Fill {
    std::uint32_t runs;
    std::uint32_t of_each;

    /// The others first, then the kernel, then the process that is measured.
    [[nodiscard]] XousPid payer(std::uint32_t nth) const {
        const std::uint32_t others = precursor_runs.processes - 1u;
        if (nth < others * of_each) return XousPid{static_cast<std::uint8_t>(measured.raw() + 1 + nth / of_each)};
        return nth < others * of_each + precursor_runs.kernel_runs ? kernel_pid : measured;
    }
};

constexpr PhysPage first_page = precursor.regions()[1].pages.first();

PhysPage page_number(Word number) { return first_page + PageCount{number}; }
Permit permit_of(PhysPage page) { return *precursor.permit(PhysPages{page, PageCount{1}}); }

template <class Table>
class Measurement {
public:
    Measurement(Table& table, Fill fill) : table_{table} {
        for (std::uint32_t i = 0; i < fill.runs; ++i) {
            auto claim = table_.claim(permit_of(page_number(2 * i + 1)), fill.payer(i));
            expects(claim.has_value());
            std::move(*claim).commit();
        }
        for (std::uint32_t i = 0; i < fill.runs; ++i) exact(page_number(2 * i));
        if (fill.runs + 3 > precursor_runs.total()) return;  // none left to draw with
        for (std::uint32_t i = 0; i < 64; ++i) {
            const PhysPage has = page_number(2 * fill.runs);  // room behind it
            keep(has);
            const PhysPage first = drawn(costs_.beside_own);
            give_back({has, first, drawn(costs_.behind_last)});
            const PhysPage shut_in = page_number(2 * (i * fill.runs / 64));  // so all runs are looked through
            keep(shut_in);
            give_back({shut_in, drawn(costs_.elsewhere)});
        }
    }
    [[nodiscard]] const Costs& costs() const { return costs_; }

private:
    /// A page by its address: whose it is, claimed, freed, the Permit included as in every request.
    void exact(PhysPage page) {
        XousPid owner;
        costs_.owner.add(instructions_of([&] { owner = table_.owner(page); }));
        expects(owner == nobody);
        costs_.claim.add(instructions_of([&] { std::move(*table_.claim(permit_of(page), measured)).commit(); }));
        costs_.owner.add(instructions_of([&] { owner = table_.owner(page); }));
        expects(owner == measured);
        costs_.free.add(instructions_of([&] { (void)table_.release(permit_of(page), measured); }));
    }

    void keep(PhysPage page) { std::move(*table_.claim(permit_of(page), measured)).commit(); }
    void give_back(std::initializer_list<PhysPage> pages) {
        for (const PhysPage page : pages) (void)table_.release(permit_of(page), measured);
    }
    /// A page of the pool.
    PhysPage drawn(Cost& cost) {
        PhysPages page;
        cost.add(instructions_of([&] {
            auto reserve = table_.reserve(PageCount{1}, measured);
            page = reserve->draw(PageCount{1}).commit();
        }));
        return page.first();
    }

    Table& table_;
    Costs costs_;
};

using Runs = RunTable<precursor, precursor_runs>;
using Flat = FlatTable<precursor>;

template <class Table>
Costs measure(Fill fill) {
    static std::array<Table, 3> tables;  // one for each state
    static std::uint32_t used = 0;
    return Measurement<Table>{tables[used++], fill}.costs();
}

/// @param times how often is allowed; 0: any
bool tell(std::string_view what, std::uint32_t runs, const Cost& flat, const Cost& run, std::uint32_t times) {
    const bool kept = times == 0 || run.sum <= times * flat.sum;
    print_line(times == 0 ? "NOTE"
               : kept     ? "PASS"
                          : "FAIL",
               " tables ", what, " at ", runs, " runs: ", run.mean(), " to ", run.worst, " against ", flat.mean(),
               " to ", flat.worst, " (", run.sum / flat.sum, ".", run.sum * 100 / flat.sum % 100 / 10,
               run.sum * 100 / flat.sum % 10, " times)");
    return kept;
}

bool compare(Fill fill, std::uint32_t times, std::uint32_t times_looking) {
    const Costs flat = measure<Flat>(fill);
    const Costs runs = measure<Runs>(fill);
    bool kept = true;
    const auto row = [&](std::string_view what, Cost Costs::* cost, std::uint32_t most) {
        kept = tell(what, fill.runs, flat.*cost, runs.*cost, most) && kept;
    };
    row("lookup", &Costs::owner, times);
    row("claim", &Costs::claim, times);
    row("free", &Costs::free, times);
    if (flat.elsewhere.count == 0) return kept;
    row("claim from the pool, behind the last", &Costs::behind_last, times);
    row("claim from the pool, beside one's own", &Costs::beside_own, times_looking);
    row("claim from the pool, elsewhere", &Costs::elsewhere, times_looking);
    return kept;
}

/// A board's row: bytes of each table, and tenths of a bit for each page.
template <const auto& list, RunBudget budget>
bool sizes(std::string_view board, std::uint32_t most_bytes) {
    constexpr std::uint32_t flat = sizeof(FlatTable<list>), runs = sizeof(RunTable<list, budget>);
    const auto tenths = [](std::uint32_t bytes) {
        return static_cast<std::uint32_t>(std::uint64_t{bytes} * 80 / list.slots());
    };
    const bool kept = tenths(flat) <= 100 && runs <= most_bytes;
    print_line(kept ? "PASS" : "FAIL", " tables ", board, ", ", list.slots(), " pages: FlatTable ", flat, " bytes, ",
               tenths(flat) / 10, ".", tenths(flat) % 10, " bits a page; RunTable ", runs, " of at most ", most_bytes,
               " bytes, ", tenths(runs) / 10, ".", tenths(runs) % 10, " bits, for ", std::uint32_t{budget.processes},
               " processes of ", std::uint32_t{budget.runs}, " runs and ", std::uint32_t{budget.kernel_runs},
               " of the kernel");
    return kept;
}

}  // namespace
}  // namespace freehold::bench

extern "C" void run() {
    using namespace freehold::bench;
    bool kept = sizes<precursor, precursor_runs>("Precursor", 2048);
    kept = sizes<icicle, icicle_runs>("icicle", 4096) && kept;
    kept = single_pages("empty memory", [](freehold::Word) { return false; }) && kept;
    kept = single_pages("half full, every other page", [](freehold::Word page) { return page % 2 == 0; }) && kept;
    kept = single_pages("95 % full", [](freehold::Word page) { return page % 20 != 19; }) && kept;
    kept = single_pages("the last page is left", [](freehold::Word page) { return page + 1 < 4096; }) && kept;
    kept = compare({64, 16}, most_times, most_times_looking) && kept;
    (void)compare({11 * 32, 32}, 0, 0);                     // all that the others may have
    (void)compare({precursor_runs.total() - 1, 32}, 0, 0);  // and one that is claimed: all that there are
    machine::finish(kept ? 0 : 1);
}
