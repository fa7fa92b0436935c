// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "events.hpp"
#include "words.hpp"

namespace freehold::user {

/// Something the shell can do. What it prints is its result; an error is one line that begins with the command.
struct Command {
    std::string_view name;
    std::string_view arguments;  ///< as `help` shows them
    std::string_view meaning;
    std::size_t least;  ///< arguments
    std::size_t most;
    void (*run)(Events& events, Arguments arguments);
};

/// Runs the commands of a line, which ';' separates.
void run_line(Events& events, std::string_view line);

/// The number in a word; prints what is wrong with it otherwise.
[[nodiscard]] std::optional<Word> number_in(std::string_view command, std::string_view word);

/// A process' name; "kernel" for 1, "free" for 0, "-" for one that is gone.
[[nodiscard]] Name name_of(Pid pid);

// Looking (look.cpp)
void show_whitelist(Events&, Arguments);
void show_map(Events&, Arguments);
void show_processes(Events&, Arguments);
void show_mappings(Events&, Arguments);
void show_programs(Events&, Arguments);
void show_limits(Events&, Arguments);
void show_rest(Events&, Arguments);
void audit(Events&, Arguments);

// Memory for the shell itself (memory.cpp)
void claim(Events&, Arguments);
void allocate(Events&, Arguments);
void free_memory(Events&, Arguments);
void change_heap(Events&, Arguments);

// Programs (programs.cpp)
void run_program(Events&, Arguments);
void spawn_program(Events&, Arguments);
void kill_process(Events&, Arguments);
void power_off(Events&, Arguments);

}  // namespace freehold::user
