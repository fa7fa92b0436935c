// SPDX-License-Identifier: Apache-2.0
/// exhaustive [--long] [--expect RULE] [--only WORLD]: searches the worlds to the end.
/// Without --expect it succeeds when no rule is broken; with it, only when that rule is the first to break.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>

#include "search.hpp"

namespace freehold::search {
namespace {

constexpr Limits limits(Word ram, Word heap) { return {PageCount{ram}, bytes(heap), bytes(heap)}; }

/// Two processes lend, give and take, with a heap, a message zone and a zone for maps of one page each.
using Sharing = Shape<FlatTable, ram<5>, zones<1, 1, 1>, 5, 5, 2, 7>;
using SharingRuns = Shape<AmpleRuns, ram<5>, zones<1, 1, 1>, 5, 5, 2, 7>;
/// A process whose pages are one run, with room for nothing else: what it frees in the middle is parked.
using Parking = Shape<OneRun, ram<5>, zones<0, 0, 4>, 6, 6, 1, 7>;
/// Two that lend and give under such a budget.
using SharingFew = Shape<OneRun, ram<7>, zones<0, 1, 2>, 5, 5, 2, 9>;
/// One process and a page table for each two pages.
using Tables = Shape<FlatTable, ram<5>, zones<1, 1, 3>, 7, 2, 1, 7>;
/// Two processes contend for devices, storage and RAM at exact addresses.
using Devices = Shape<FlatTable, devices_list, zones<1, 1, 1>, 5, 5, 2, 12>;
/// Three processes pass pages on.
using Three = Shape<FlatTable, ram<5>, zones<0, 1, 1>, 4, 4, 3, 7>;
using ThreeLong = Shape<FlatTable, ram<6>, zones<0, 1, 1>, 4, 4, 3, 8>;

struct Choice {
    bool thorough = false;
    std::optional<std::string> expected;
    std::optional<std::string> only;
};

int report(const char* name, const Findings& found, double seconds, const Choice& choice) {
    std::printf("world %-10s %9llu states %12llu transitions (%llu granted) in %.1f s\n", name,
                static_cast<unsigned long long>(found.states), static_cast<unsigned long long>(found.transitions),
                static_cast<unsigned long long>(found.granted), seconds);
    if (found.parked + found.coarse != 0)
        std::printf("      %21llu with parked pages, %llu with an end that is coarse\n",
                    static_cast<unsigned long long>(found.parked), static_cast<unsigned long long>(found.coarse));
    if (!found.violation) return 0;
    std::printf("violated: %s: %s\n", found.violation->rule.c_str(), found.violation->where.c_str());
    for (const std::string& step : found.path) std::printf("  %s\n", step.c_str());
    return choice.expected == found.violation->rule ? 1 : 2;
}

/// What a trap in the middle of a search has to tell.
const Choice* choice_now = nullptr;
void (*tell_now)() = nullptr;

void on_trap(int) {
    std::printf("violated: contract: the memory manager stopped the machine\n");
    tell_now();
    std::fflush(stdout);
    std::_Exit(choice_now->expected == "contract" ? 0 : 1);
}

template <class W>
Search<W>* search_now = nullptr;

template <class W>
int run(const char* name, const Arguments& arguments, const Choice& choice) {
    if (choice.only && *choice.only != name) return 0;
    const auto begin = std::chrono::steady_clock::now();
    Search<W> search{arguments};
    search_now<W> = &search;
    tell_now = [] { search_now<W>->tell([](const std::string& line) { std::printf("  %s\n", line.c_str()); }); };
    std::signal(SIGILL, on_trap);
    const Findings found = search.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    return report(name, found, took.count(), choice);
}

Choice parse(int count, char** words) {
    Choice choice;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--long") choice.thorough = true;
        else if (word == "--expect" && i + 1 < count) choice.expected = words[++i];
        else if (word == "--only" && i + 1 < count) choice.only = words[++i];
        else {
            std::fprintf(
                stderr,
                "exhaustive: unknown argument '%s'; usage: exhaustive [--long] [--expect RULE] [--only WORLD]\n",
                words[i]);
            std::exit(2);
        }
    }
    return choice;
}

/// The worlds one after another, until one breaks a rule.
class Tour {
public:
    explicit Tour(const Choice& choice) : choice_{choice} {}

    template <class W>
    Tour& world(const char* name, const Arguments& arguments) {
        if (worst_ == 0) worst_ = run<W>(name, arguments, choice_);
        return *this;
    }
    /// 0 nothing broken, 1 the expected rule, 2 another.
    [[nodiscard]] int worst() const { return worst_; }

private:
    const Choice& choice_;
    int worst_ = 0;
};

int worlds(const Choice& choice) {
    const std::vector<Bytes> one{bytes(1)}, two{bytes(1), bytes(2)}, odd{bytes(0), Bytes{1}, bytes(1), bytes(2)};
    const Arguments sharing{
        .sizes = two, .rights = {Rights::rw()}, .limits = {limits(3, 1)}, .contexts = false, .physical = false};
    const Arguments tables{
        .sizes = odd, .rights = {Rights::rw()}, .limits = {limits(5, 2)}, .sharing = false, .physical = false};
    const Arguments devices{
        .sizes = two, .rights = {Rights::rw()}, .limits = {limits(3, 1)}, .sharing = false, .contexts = false};
    const Arguments three{.sizes = one,
                          .rights = {Rights::rw()},
                          .limits = {limits(3, 0)},
                          .lending = {Rights::r()},
                          .contexts = false,
                          .physical = false,
                          .heap = false};
    Arguments parking = sharing;
    parking.limits = {limits(5, 0)};
    parking.sizes = {bytes(1), bytes(2), bytes(4)};
    parking.sharing = parking.heap = false;
    Arguments few{.sizes = {bytes(1), bytes(3)},
                  .rights = {Rights::rw()},
                  .limits = {limits(5, 0)},
                  .lending = {Rights::r()},
                  .contexts = false,
                  .physical = false,
                  .heap = false,
                  .pieces = false,
                  .moving = false,
                  .touching = false};
    Tour tour{choice};
    tour.world<Sharing>("sharing", sharing).world<SharingRuns>("sharing-runs", sharing).world<Tables>("tables", tables);
    tour.world<Devices>("devices", devices).world<Three>("three", three);
    tour.world<Parking>("parking", parking).world<SharingFew>("sharing-few", few);
    if (!choice.thorough && !choice.only) return tour.worst();

    few.pieces = few.moving = true;
    tour.world<SharingFew>("sharing-few-wide", few);
    Arguments wide = sharing;
    wide.limits = {limits(4, 1)};
    wide.contexts = true;
    Arguments rights = devices;
    rights.rights = {Rights::rw(), Rights::rx(), Rights::w()};
    Arguments adopting = tables;
    adopting.adopting = adopting.physical = true;
    Arguments sent = devices;
    sent.sizes = one;
    sent.sharing = true;
    sent.heap = false;
    tour.world<Devices>("devices-sent", sent)
        .world<Sharing>("sharing-wide", wide)
        .world<Devices>("devices-rights", rights)
        .world<Tables>("tables-adopted", adopting);
    return tour.world<ThreeLong>("three-wide", three).worst();
}

}  // namespace

template struct Reveal<LastPid<Sharing>, &MemoryManager<Sharing>::last_pid_>;
template struct Reveal<LastPid<SharingRuns>, &MemoryManager<SharingRuns>::last_pid_>;
template struct Reveal<LastPid<Parking>, &MemoryManager<Parking>::last_pid_>;
template struct Reveal<LastPid<SharingFew>, &MemoryManager<SharingFew>::last_pid_>;
template struct Reveal<LastPid<Tables>, &MemoryManager<Tables>::last_pid_>;
template struct Reveal<LastPid<Devices>, &MemoryManager<Devices>::last_pid_>;
template struct Reveal<LastPid<Three>, &MemoryManager<Three>::last_pid_>;
template struct Reveal<LastPid<ThreeLong>, &MemoryManager<ThreeLong>::last_pid_>;

}  // namespace freehold::search

int main(int count, char** words) {
    using namespace freehold::search;
    const Choice choice = parse(count, words);
    choice_now = &choice;
    const int worst = worlds(choice);
    if (!choice.expected) return worst == 0 ? 0 : 1;
    if (worst != 1) std::printf("expected %s to be violated\n", choice.expected->c_str());
    return worst == 1 ? 0 : 1;
}
