// SPDX-License-Identifier: Apache-2.0
#include "script.hpp"

#include "commands.hpp"
#include "line_editor.hpp"
#include "user/boot_file.hpp"
#include "user/print.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

/// @return false when the line holds nothing to run.
bool run_shown(Events& events, std::string_view text, bool too_long) {
    const auto command = trimmed(text);
    if (command.empty()) return false;
    events.drain();
    print("> {}\n", command);
    if (too_long) print("etc/exec: this command is longer than {} bytes\n", Line::capacity);
    else run_line(events, command);
    return true;
}

/// Whether anybody else has work to do: the shell has the processor, so they stand ready.
bool others_work() {
    for (auto process = query(abi::Query::process, 0); process && process->value[4] != 0;) {
        process = query(abi::Query::process, process->value[4]);
        if (process && process->value[3] >> 8 == static_cast<Word>(abi::ProcessState::ready)) return true;
    }
    return false;
}

/// Servers that still start take memory: what the first command counts would depend on when it runs. Nobody who never
/// rests is waited for.
void let_servers_start() {
    constexpr unsigned most_turns = 100;
    for (unsigned turn = 0; turn < most_turns && others_work(); ++turn) yield();
}

}  // namespace

bool run_script(Events& events) {
    let_servers_start();
    BootFile file{*Name::of("exec")};
    Line line;
    bool ran = false;
    bool too_long = false;
    for (auto character = file.next();; character = file.next()) {
        if (character && *character != ';' && *character != '\n') {
            too_long = !line.insert(*character) || too_long;
            continue;
        }
        ran = run_shown(events, line.text(), too_long) || ran;
        if (!character) return ran;
        line.set({});
        too_long = false;
    }
}

void give_tour(Events& events) {
    struct Stop {
        std::string_view text;
        std::string_view command;
    };
    constexpr Stop stops[] = {
        {"Freehold: every page of physical memory has exactly one owner.\n"
         "What is not on the whitelist cannot be asked for. This is all there is:\n",
         "whitelist"},
        {"\nWho owns each page now (1 is the kernel, 0 is nobody):\n", "map"},
        {"\nThe owners. A heap begins at 0 and grows by request:\n", "ps"},
        {"\nAn intruder asks for the UART, which is the uart_server's, and for more that it cannot have:\n",
         "run intruder"},
    };
    for (const auto& stop : stops) {
        print("{}", stop.text);
        (void)run_shown(events, stop.command, false);
    }
    print("\nNow it is yours: `help` shows the commands, `shutdown` ends it.\n");
}

}  // namespace freehold::user
