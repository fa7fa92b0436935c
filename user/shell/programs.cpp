// SPDX-License-Identifier: Apache-2.0
// The commands that start and end programs.
#include <algorithm>

#include "commands.hpp"
#include "user/ending.hpp"
#include "user/memory.hpp"
#include "user/parameters.hpp"
#include "user/print.hpp"

namespace freehold::user {
namespace {

/// A variable of the environment, as it is written before a program's name.
std::optional<Variable> variable_in(std::string_view word) {
    const auto equals = word.find('=');
    if (equals == 0 || equals == std::string_view::npos) return std::nullopt;
    return Variable{word.substr(0, equals), word.substr(equals + 1)};
}

/// `[NAME=VALUE]... PROGRAM [ARGUMENT]...`
struct ProgramLine {
    explicit ProgramLine(Arguments words) {
        const auto program = std::ranges::find_if(words, [](std::string_view word) { return !variable_in(word); });
        variables = {words.begin(), program};
        arguments = {program, words.end()};
    }
    [[nodiscard]] std::string_view program() const { return arguments[0]; }

    Arguments variables;
    Arguments arguments;  ///< the program's name first; empty where there are only variables
};

bool write(ParameterBuilder& builder, const ProgramLine& line) {
    return std::ranges::all_of(line.variables,
                               [&](std::string_view word) { return builder.add(*variable_in(word)); }) &&
           std::ranges::all_of(line.arguments, [&](std::string_view word) { return builder.add(word); });
}

/// A page with variables and arguments. A command line always fits in it.
Result<Memory> make_parameters(const ProgramLine& line) {
    const auto memory = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    if (!memory) return memory;
    ParameterBuilder builder{{static_cast<std::byte*>(memory->pointer()), raw(memory->bytes)}};
    if (write(builder, line)) return memory;
    (void)unmap_memory(*memory);
    return std::unexpected(Errno::out_of_memory);
}

/// Starts a program with its variables and arguments; prints the refusal otherwise.
std::optional<Pid> start(std::string_view command, const ProgramLine& line) {
    if (line.arguments.empty()) return print("{}: no program is named behind the variables\n", command), std::nullopt;
    const auto refused = [&](const SpawnRefusal& refusal) {
        ConsoleSink console;
        format(console, "{} {}: ", {command, line.program()});
        put_refusal(console, refusal);
        print("\n");
        return std::nullopt;
    };
    const auto name = Name::of(line.program());
    if (!name) return refused({Errno::not_found});
    const auto parameters = make_parameters(line);
    if (!parameters) return refused({parameters.error()});
    const auto pid = spawn(*name, *parameters);
    if (pid) return *pid;
    (void)unmap_memory(*parameters);
    return refused(pid.error());
}

void print_ending(std::string_view name, const Ending& ending) {
    if (ending.is_fault()) return print("{} was ended by a fault\n", name);  // init says which
    if (ending.cause == abi::Cause::exit) return print("{} exited with code {}\n", name, ending.code);
    if (ending.cause == abi::Cause::killed) return print("{} was killed\n", name);
    print("{} ended\n", name);
}

}  // namespace

void run_program(Events& events, Arguments words) {
    const ProgramLine line{words};
    const auto pid = start("run", line);
    if (!pid) return;
    const auto ending = events.wait_for(*pid);
    if (!ending)
        return print("run {}: cannot wait for pid {}: {}\n", line.program(), raw(*pid), errno_name(ending.error()));
    print_ending(line.program(), *ending);
}

void spawn_program(Events&, Arguments words) {
    const ProgramLine line{words};
    if (const auto pid = start("spawn", line)) print("spawned {} pid {}\n", line.program(), raw(*pid));
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
