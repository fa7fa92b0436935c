// SPDX-License-Identifier: Apache-2.0
// The commands that only look: every figure is the kernel's own.
#include "commands.hpp"
#include "user/errno_name.hpp"
#include "user/print.hpp"
#include "user/timer.hpp"

namespace freehold::user {
namespace {

/// A line of a listing: it goes out with the others when the command is done, so that nobody else's stands among them.
template <class... Fields>
void list(std::string_view pattern, const Fields&... fields) {
    ConsoleSink console;
    format(console, pattern, {Field{fields}...});
}

std::string_view kind_name(Word kind) {
    switch (static_cast<abi::RegionKind>(kind)) {
        case abi::RegionKind::ram: return "ram";
        case abi::RegionKind::storage: return "storage";
        case abi::RegionKind::device: return "device";
        case abi::RegionKind::reserved: return "reserved";
    }
    return "unknown";
}

std::string_view state_name(Word state) {
    switch (static_cast<abi::ProcessState>(state)) {
        case abi::ProcessState::none: break;
        case abi::ProcessState::ready: return "ready";
        case abi::ProcessState::running: return "running";
        case abi::ProcessState::waiting: return "waiting";
        case abi::ProcessState::ended: return "ended";
    }
    return "none";
}

/// Physical addresses may have more bits than a machine word.
std::uint64_t first_byte(Word page) { return std::uint64_t{page} * page_bytes; }
std::uint64_t last_byte(Word page, Word pages) { return first_byte(page) + first_byte(pages) - 1; }

void print_process(Pid pid, const Answer& process) {
    const auto [pages, heap, tables, threads_and_state, next] = process.value;
    list("{} {} {} {} {} {} {}\n", raw(pid), name_of(pid).text(), pages, heap, tables, threads_and_state & 0xff,
         state_name(threads_and_state >> 8));
}

void print_mapping(const Answer& mapping) {
    const auto [page, pages, phys, state, unused] = mapping.value;
    list("{}-{} {}-{} {}{}{}{}{}{}\n", address(first_byte(page)), address(last_byte(page, pages)),
         address(first_byte(phys)), address(last_byte(phys, pages)), (state & abi::mapping::r) != 0 ? 'r' : '-',
         (state & abi::mapping::w) != 0 ? 'w' : '-', (state & abi::mapping::x) != 0 ? 'x' : '-',
         (state & abi::mapping::fresh) != 0 ? " fresh" : "", (state & abi::mapping::lent) != 0 ? " lent" : "",
         (state & abi::mapping::borrowed) != 0 ? " borrowed" : "");
}

void print_ownership(const Answer& run) {
    const auto [first, pages, index, pid, kind] = run.value;
    const auto region = query(abi::Query::region, index);
    const auto name = region ? Name::of_words(region->value) : *Name::of("?");
    list("{}-{} {} {} {} {}\n", address(first_byte(first)), address(last_byte(first, pages)), name.text(),
         kind_name(kind), pid, name_of(Pid{pid}).text());
}

/// The kernel looks at a bounded number of pages for one answer: what goes on in the next is one run for a reader.
/// @param next the answer for the first run at or after a page; its first two words are page and pages
/// @param goes_on whether the second of two adjacent runs continues the first
template <class Next, class GoesOn>
Result<Answer> whole_run(Word from, Next next, GoesOn goes_on) {
    auto run = next(from);
    if (!run || run->value[1] == 0) return run;
    for (;;) {
        const Word end = run->value[0] + run->value[1];
        const auto more = next(end);
        if (!more || more->value[1] == 0 || more->value[0] != end || !goes_on(*run, *more)) return run;
        run->value[1] += more->value[1];
    }
}

Result<Answer> next_ownership(Word page) { return query(abi::Query::ownership, page); }

bool same_owner(const Answer& run, const Answer& more) {
    return more.value[2] == run.value[2] && more.value[3] == run.value[3];
}

bool same_mapping(const Answer& run, const Answer& more) {
    return more.value[2] == run.value[2] + run.value[1] && more.value[3] == run.value[3];
}

/// As in the boot image's rights, with commas between; a dash for none.
void put_powers(Sink& sink, Word powers) {
    constexpr struct {
        Word power;
        std::string_view name;
    } names[] = {{abi::power::shutdown, "shutdown"},
                 {abi::power::spawn, "spawn"},
                 {abi::power::end, "end"},
                 {abi::power::watch, "watch"}};
    std::string_view before;
    for (const auto& [power, name] : names) {
        if ((powers & power) == 0) continue;
        sink.put(before);
        sink.put(name);
        before = ",";
    }
    if (before.empty()) sink.put("-");
}

}  // namespace

void show_whitelist(Events&, Arguments) {
    for (Word index = 0;; ++index) {
        const auto region = query(abi::Query::region, index);
        if (!region) return;
        list("{} {}\n", Name::of_words(region->value).text(), kind_name(region->value[4]));
    }
}

void show_map(Events&, Arguments) {
    auto run = whole_run(0, next_ownership, same_owner);
    for (; run && run->value[1] != 0; run = whole_run(run->value[0] + run->value[1], next_ownership, same_owner))
        print_ownership(*run);
    if (!run) print("map: {}\n", errno_name(run.error()));
}

/// A process may end while the others are listed: then the search goes on behind it.
void show_processes(Events&, Arguments) {
    constexpr Word last_pid = 255;
    list("PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE\n");
    const auto first = query(abi::Query::process, 0);
    if (!first) return print("ps: {}\n", errno_name(first.error()));
    for (Word pid = first->value[4]; pid != 0 && pid <= last_pid;) {
        const auto process = query(abi::Query::process, pid);
        if (process) print_process(Pid{pid}, *process);
        pid = process ? process->value[4] : pid + 1;
    }
}

void show_mappings(Events&, Arguments arguments) {
    const auto pid = number_in("info", arguments[0]);
    if (!pid) return;
    const auto next = [&](Word page) { return query(abi::Query::mapping, *pid, page); };
    auto run = whole_run(0, next, same_mapping);
    for (; run && run->value[1] != 0; run = whole_run(run->value[0] + run->value[1], next, same_mapping))
        print_mapping(*run);
    if (!run) print("info {}: {}\n", arguments[0], errno_name(run.error()));
}

void show_programs(Events&, Arguments) {
    for (Word index = 0;; ++index) {
        const auto program = query(abi::Query::program, index);
        if (!program) return;
        list("{} {}\n", Name::of_words(program->value).text(), program->value[4]);
    }
}

void show_limits(Events&, Arguments arguments) {
    const auto self = process_id().transform([](Pid pid) { return raw(pid); }).value_or(0);
    const auto pid = arguments.empty() ? std::optional{self} : number_in("limits", arguments[0]);
    if (!pid) return;
    const auto limits = query(abi::Query::limits, *pid);
    if (!limits) return print("limits {}: {}\n", *pid, errno_name(limits.error()));
    const auto [heap, hard, pages, powers, context] = limits->value;
    list("PID NAME HEAP_LIMIT HEAP_HARD_LIMIT PAGE_LIMIT CONTEXT_PAGES POWERS\n");
    ConsoleSink console;
    format(console, "{} {} {} {} {} {} ", {*pid, name_of(Pid{*pid}).text(), heap, hard, pages, context});
    put_powers(console, powers);
    print("\n");
}

void show_rest(Events&, Arguments) {
    const auto slept = rest();
    const auto machine = query(abi::Query::machine);
    if (!slept || !machine) return print("rest: {}\n", errno_name((slept ? machine.error() : slept.error())));
    print("asleep {} ms of {}, woken {} times\n", slept->ticks / (machine->value[1] / 1000),
          static_cast<std::uint64_t>(now()) / (machine->value[1] / 1000), slept->wakings);
}

void audit(Events&, Arguments) {
    const auto checked = query(abi::Query::audit);
    if (!checked) return print("audit: {}\n", errno_name(checked.error()));
    print("audit: {} pages checked, all tables agree\n", checked->value[0]);
}

}  // namespace freehold::user
