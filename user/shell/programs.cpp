// SPDX-License-Identifier: Apache-2.0
// The commands that start and end programs.
#include "commands.hpp"
#include "user/ending.hpp"
#include "user/memory.hpp"
#include "user/parameters.hpp"
#include "user/print.hpp"

namespace freehold::user {
namespace {

/// A page for the arguments, the program's name first. A command line always fits in it.
Result<Memory> make_parameters(Arguments words) {
    const auto memory = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    if (!memory) return memory;
    ParameterBuilder builder{{static_cast<std::byte*>(memory->pointer()), raw(memory->bytes)}};
    for (const auto word : words) {
        if (builder.add(word)) continue;
        (void)unmap_memory(*memory);
        return std::unexpected(Errno::out_of_memory);
    }
    return memory;
}

/// Starts a program with its arguments; prints the refusal otherwise.
std::optional<Pid> start(std::string_view command, Arguments words) {
    const auto refused = [&](const SpawnRefusal& refusal) {
        ConsoleSink console;
        format(console, "{} {}: ", {command, words[0]});
        put_refusal(console, refusal);
        print("\n");
        return std::nullopt;
    };
    const auto name = Name::of(words[0]);
    if (!name) return refused({Errno::not_found});
    const auto parameters = make_parameters(words);
    if (!parameters) return refused({parameters.error()});
    const auto pid = spawn(*name, *parameters);
    if (pid) return *pid;
    (void)unmap_memory(*parameters);
    return refused(pid.error());
}

void print_ending(std::string_view name, const Ending& ending) {
    switch (ending.cause) {
        case abi::Cause::exit: return print("{} exited with code {}\n", name, ending.code);
        case abi::Cause::killed: return print("{} was killed\n", name);
        case abi::Cause::fault: return print("{} was ended by a fault\n", name);  // init says which
    }
    print("{} ended\n", name);
}

}  // namespace

void run_program(Events& events, Arguments arguments) {
    const auto pid = start("run", arguments);
    if (!pid) return;
    const auto ending = events.wait_for(*pid);
    if (!ending)
        return print("run {}: cannot wait for pid {}: {}\n", arguments[0], raw(*pid), errno_name(ending.error()));
    print_ending(arguments[0], *ending);
}

void spawn_program(Events&, Arguments arguments) {
    if (const auto pid = start("spawn", arguments)) print("spawned {} pid {}\n", arguments[0], raw(*pid));
}

/// The name is asked for first: afterwards nobody may have it any more.
void kill_process(Events&, Arguments arguments) {
    const auto pid = number_in("kill", arguments[0]);
    if (!pid) return;
    const auto name = name_of(Pid{*pid});
    const auto ended = end_process(Pid{*pid}, 0);
    if (!ended) return print("kill {}: {}\n", arguments[0], errno_name(ended.error()));
    print("killed {} pid {}\n", name.text(), *pid);
}

void power_off(Events&, Arguments) {
    flush_text();
    print("shutdown: {}\n", errno_name(shut_down()));
}

}  // namespace freehold::user
