// SPDX-License-Identifier: Apache-2.0
// Owner tables and page allocators, side by side: one page, churn, pages in a row, and the searches that fail.
// A benchmark is named allocator/MiB/scenario/operation; `report` reads the names.
#include <benchmark/benchmark.h>

#include <string>

#include "freehold_manager.hpp"
#include "freehold_pools.hpp"
#include "lookups.hpp"
#include "references/binary_buddy.hpp"
#include "references/free_stack.hpp"
#include "references/hierarchical_bitmap.hpp"
#include "references/host_mmap.hpp"
#include "references/linear_scan.hpp"
#include "references/plain_bitmap.hpp"
#include "scenario.hpp"

namespace {

using namespace freehold;
using namespace freehold::bench;

constexpr std::uint32_t pages_of_mib(std::uint32_t mib) { return mib * 256; }

/// Claims a page and gives it back.
void one(benchmark::State& state, auto& pool) {
    for (auto _ : state) {
        const auto page = pool.claim();
        if (!page) return state.SkipWithError("no page to claim");
        benchmark::DoNotOptimize(*page);
        pool.release(*page);
    }
}

/// Gives back a page anywhere and claims one: what a system that has run for long does.
/// @param in_vain pages in a row that are asked for after each change and not there; 0 for no such question
void churn(benchmark::State& state, auto& pool, const Fill& fill, std::uint32_t in_vain) {
    std::vector<PageNumber> held = distinct_taken(fill, 4096);
    std::size_t at = 0;
    for (auto _ : state) {
        pool.release(held[at]);
        const auto page = pool.claim();
        if (!page) return state.SkipWithError("no page to claim");
        held[at] = *page;
        if (++at == held.size()) at = 0;
        if constexpr (RunPool<std::remove_reference_t<decltype(pool)>>)
            if (in_vain != 0 && pool.claim_run(in_vain)) return state.SkipWithError("found a run where none should be");
    }
}

/// Claims pages in a row and gives them back.
void run(benchmark::State& state, auto& pool, std::uint32_t count) {
    for (auto _ : state) {
        const auto first = pool.claim_run(count);
        if (!first) return state.SkipWithError("no run to claim");
        benchmark::DoNotOptimize(*first);
        pool.release_run(*first, count);
    }
}

/// Asks for pages in a row where there are none.
void fail(benchmark::State& state, auto& pool, std::uint32_t count) {
    for (auto _ : state) {
        const auto first = pool.claim_run(count);
        if (first) return state.SkipWithError("found a run where none should be");
        benchmark::DoNotOptimize(pool);
    }
}

template <class P>
void add(const std::string& name, const Scenario& scenario, const std::string& operation, std::uint32_t mib,
         auto measure) {
    const std::string full = name + "/" + std::to_string(mib) + "/" + std::string{scenario.name} + "/" + operation;
    benchmark::RegisterBenchmark(full.c_str(), [=, &scenario](benchmark::State& state) {
        const Fill& fill = fill_of(scenario, pages_of_mib(mib));
        P pool{fill};
        measure(state, pool, fill);
    });
}

/// One page at a time, in one scenario.
template <class P>
void add_single(const std::string& name, const Scenario& scenario, std::uint32_t mib) {
    add<P>(name, scenario, "one", mib, [](auto& state, auto& pool, auto&) { one(state, pool); });
    if (scenario.percent < 50 || scenario.percent == 100) return;
    add<P>(name, scenario, "churn", mib, [](auto& state, auto& pool, auto& fill) { churn(state, pool, fill, 0); });
}

/// Pages in a row: found where there are some, and not where there are none.
template <class P>
void add_runs(const std::string& name, const Scenario& scenario, std::uint32_t mib) {
    if (!scenario.has_run) {
        add<P>(name, scenario, "none64", mib, [](auto& state, auto& pool, auto&) { fail(state, pool, 64); });
        add<P>(name, scenario, "churn+none64", mib,
               [](auto& state, auto& pool, auto& fill) { churn(state, pool, fill, 64); });
        return;
    }
    add<P>(name, scenario, "run64", mib, [](auto& state, auto& pool, auto&) { run(state, pool, 64); });
    if (scenario.percent > 0) return;
    for (std::uint32_t count = 256; count < pages_of_mib(mib); count *= 8)
        add<P>(name, scenario, "run" + std::to_string(count), mib,
               [=](auto& state, auto& pool, auto&) { run(state, pool, count); });
    add<P>(name, scenario, "run-all", mib,
           [=](auto& state, auto& pool, auto&) { run(state, pool, pages_of_mib(mib)); });
}

template <class P>
void add_all(const std::string& name, std::uint32_t mib) {
    static_assert(Pool<P>);
    for (const Scenario& scenario : scenarios) {
        if (scenario.where != Scenario::Where::random_but_hole) add_single<P>(name, scenario, mib);
        if constexpr (RunPool<P>)
            if (scenario.percent < 95) add_runs<P>(name, scenario, mib);
    }
}

/// The end of a process with so many pages; making it is not measured.
void end_of(benchmark::State& state, auto& manager, Word pages) {
    std::array<XousPid, 60> all;  // nearly all there can be: they share what starting and stopping the clock takes
    std::size_t next = all.size();
    for (auto _ : state) {
        if (next == all.size()) {
            state.PauseTiming();
            for (XousPid& pid : all) {
                const auto made = manager.process_with(pages);
                if (!made) return state.SkipWithError("no memory for a process");
                pid = *made;
            }
            next = 0;
            state.ResumeTiming();
        }
        if (!manager.end(all[next++])) return state.SkipWithError("a process could not end");
    }
    while (next < all.size()) (void)manager.end(all[next++]);
}

/// What the manager adds, and what needs one.
template <class M>
void add_manager(std::uint32_t mib) {
    const std::string name = "freehold-manager";
    for (const Scenario& scenario : scenarios) {
        if (scenario.percent == 100 || scenario.where == Scenario::Where::random_but_hole) continue;
        add<M>(name, scenario, "one", mib, [](auto& state, auto& manager, auto&) { one(state, manager); });
    }
    for (const Word pages : {Word{1}, Word{16}})
        add<M>(name, scenarios[2], "end" + std::to_string(pages), mib,
               [=](auto& state, auto& manager, auto&) { end_of(state, manager, pages); });
}

/// Claims exactly this page and gives it back.
template <std::size_t Count>
void specific(benchmark::State& state, PhysPage page) {
    const auto table = std::make_unique<FlatTable<listed<Count>>>();
    for (auto _ : state) {
        benchmark::DoNotOptimize(page);
        const auto permit = listed<Count>.permit(PhysPages{page, PageCount{1}});
        if (!permit) return state.SkipWithError("not listed");
        auto claim = table->claim(*permit, XousPid{owner});
        if (!claim) return state.SkipWithError("not free");
        std::move(*claim).commit();
        table->release(*permit, XousPid{owner});
    }
}

/// Asks whose a page is, anywhere.
template <std::size_t Count>
void owner_of(benchmark::State& state, const auto& table) {
    const std::vector<PhysPage> pages = pages_of_all<Count>();
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(table.owner(pages[at]));
        if (++at == pages.size()) at = 0;
    }
}

/// What depends on the list of regions and not on the size of memory.
void add_lookups() {
    constexpr std::size_t many = 64, few = 8;
    const auto add = [](const char* name, auto measure) { benchmark::RegisterBenchmark(name, measure); };
    add("freehold/16/64-regions/specific-ram",
        [](auto& state) { specific<many>(state, listed<many>.regions().front().pages.first()); });
    add("freehold/16/64-regions/specific-last",
        [](auto& state) { specific<many>(state, listed<many>.regions().back().pages.first()); });
    add("freehold/16/8-regions/owner",
        [](auto& state) { owner_of<few>(state, *std::make_unique<FlatTable<listed<few>>>()); });
    add("array-behind-search/16/8-regions/owner", [](auto& state) { owner_of<few>(state, ArrayBehindSearch<few>{}); });
}

/// The table without contiguity, a page at a time.
template <std::uint32_t Pages>
void add_singles(std::uint32_t mib) {
    for (const Scenario& scenario : scenarios)
        if (scenario.where != Scenario::Where::random_but_hole)
            add<Table<Pages, SingleTable<Pages>>>("freehold-singles", scenario, "one", mib,
                                                  [](auto& state, auto& pool, auto&) { one(state, pool); });
}

template <std::uint32_t Mib>
void add_size() {
    add_singles<pages_of_mib(Mib)>(Mib);
    add_manager<Manager<pages_of_mib(Mib)>>(Mib);
    add_all<Table<pages_of_mib(Mib)>>("freehold", Mib);
    add_all<IndexedOwners<pages_of_mib(Mib)>>("freehold-index", Mib);
    add_all<HierarchicalBitmap>("hierarchical-bitmap", Mib);
    add_all<LinearScan<Scan::from_start>>("linear-scan", Mib);
    add_all<LinearScan<Scan::from_cursor>>("linear-cursor", Mib);
    add_all<PlainBitmap>("plain-bitmap", Mib);
    add_all<FreeStack>("free-stack", Mib);
    add_all<BinaryBuddy>("binary-buddy", Mib);
    add<HostMmap>("host-mmap", scenarios[0], "one", Mib, [](auto& state, auto& pool, auto&) { one(state, pool); });
    add<HostMmap>("host-mmap", scenarios[0], "run64", Mib,
                  [](auto& state, auto& pool, auto&) { run(state, pool, 64); });
}

}  // namespace

int main(int argc, char** argv) {
    add_size<16>();
    add_size<1024>();
    add_size<16384>();
    add_lookups();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
}
