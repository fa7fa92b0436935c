// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include <algorithm>

#include "user/print.hpp"

namespace freehold::user {
namespace {

void show_help(Events&, Arguments);

constexpr std::size_t any_number = CommandLine::most;

constexpr Command commands[] = {
    {"map", "", "who owns each page: START-END REGION KIND PID NAME", 0, 0, show_map},
    {"whitelist", "", "the physical memory there is: REGION KIND PAGES", 0, 0, show_whitelist},
    {"ps", "", "the processes", 0, 0, show_processes},
    {"info", "PID", "a process' mappings: VIRT-END PHYS-END RIGHTS STATE", 1, 1, show_mappings},
    {"limits", "[PID]", "a process' limits and powers; the shell's own without PID", 0, 1, show_limits},
    {"programs", "", "what can be run: NAME BYTES", 0, 0, show_programs},
    {"claim", "PHYS SIZE", "asks for exactly these physical bytes", 2, 2, claim},
    {"alloc", "SIZE", "asks for any RAM", 1, 1, allocate},
    {"free", "VIRT SIZE", "gives back what claim or alloc granted", 2, 2, free_memory},
    {"heap", "[+N|-N]", "shows, grows or shrinks the shell's heap, in bytes", 0, 1, change_heap},
    {"run", "[VAR=VALUE...] NAME [ARG...]", "runs a program until it ends (^C ends it)", 1, any_number, run_program},
    {"spawn", "[VAR=VALUE...] NAME [ARG...]", "starts a program beside the shell", 1, any_number, spawn_program},
    {"kill", "PID", "ends a process", 1, 1, kill_process},
    {"rest", "", "how long the processor has slept for want of work", 0, 0, show_rest},
    {"audit", "", "has the kernel check all its tables against each other", 0, 0, audit},
    {"shutdown", "", "powers the machine off", 0, 0, power_off},
    {"help", "", "shows this", 0, 0, show_help},
};

void show_help(Events&, Arguments) {
    for (const auto& command : commands) {
        constexpr std::string_view spaces = "                                    ";
        const auto used = command.name.size() + command.arguments.size() + 1;
        print("{} {}{}{}\n", command.name, command.arguments, spaces.substr(std::min(used, spaces.size())),
              command.meaning);
    }
    print("Numbers are decimal, or hexadecimal after 0x; ';' separates commands.\n");
}

void run_command(Events& events, std::string_view text) {
    const CommandLine line{text};
    if (line.words().empty()) return;
    const auto name = line.words().front();
    const auto arguments = line.words().subspan(1);
    const auto* command = std::ranges::find(commands, name, &Command::name);
    if (command == std::end(commands)) return print("unknown command '{}': try help\n", name);
    if (line.too_many()) return print("{}: more than {} words\n", name, CommandLine::most);
    if (arguments.size() < command->least || arguments.size() > command->most)
        return print("usage: {} {}\n", name, command->arguments);
    command->run(events, arguments);
    flush_text();
}

}  // namespace

void run_line(Events& events, std::string_view line) {
    while (!line.empty()) run_command(events, take_until(line, ";"));
}

std::optional<Word> number_in(std::string_view command, std::string_view word) {
    const auto number = parse_number(word);
    if (number) return *number;
    const bool syntax = number.error() == NotNumber::syntax;
    print("{}: '{}' {}\n", command, word,
          syntax ? "is not a number (decimal, or hexadecimal after 0x)" : "is too large for a machine word");
    return std::nullopt;
}

Name name_of(Pid pid) {
    if (raw(pid) == 0) return *Name::of("free");
    if (pid == kernel_pid) return *Name::of("kernel");
    return process_name(pid).value_or(*Name::of("-"));
}

}  // namespace freehold::user
