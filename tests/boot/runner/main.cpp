// SPDX-License-Identifier: Apache-2.0
// boot_runner SOURCE BUILD BOARD CASE [KERNEL [TIMES]]: boots BOARD as the case file says, and holds the console against it.
// KERNEL is a path from the board's build folder, in place of the board's own kernel; it may take TIMES the time.
// Ends with 0 for a pass, 1 for a failure, 2 for a case that cannot be run.
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "board.hpp"
#include "case.hpp"
#include "checks.hpp"
#include "follower.hpp"
#include "machine.hpp"

namespace freehold::boot_test {
namespace {

namespace fs = std::filesystem;

Case case_from(const fs::path& file) {
    std::ifstream in{file};
    if (!in) throw CaseFault{file.string() + ": cannot be read"};
    return read_case(in, file);
}

Variables places_of(const fs::path& board) {
    const fs::path file = board / "places";
    std::ifstream in{file};
    if (!in) throw BoardFault{file.string() + ": cannot be read"};
    return read_places(in, file);
}

std::string joined(const std::vector<std::string>& commands) {
    std::string line;
    for (const std::string& command : commands) line += (line.empty() ? "" : "; ") + command;
    return line;
}

std::vector<std::string> command_for(const Case& test, const fs::path& source, const fs::path& output,
                                     const std::string& board, const Variables& places) {
    std::vector<std::string> command{source / "scripts" / "boot", "--board", board, "--timeout",
                                     std::to_string(test.time_limit.count())};
    if (!test.kernel.empty()) command.insert(command.end(), {"--kernel", output / test.kernel});
    for (const std::string& program : test.programs) command.insert(command.end(), {"--with", output / program});
    for (const std::string& file : test.files) command.insert(command.end(), {"--etc", file});
    if (!test.commands.empty()) command.insert(command.end(), {"--exec", substituted(joined(test.commands), places)});
    if (test.counts_instructions) command.emplace_back("--icount");
    if (!test.seeded) command.emplace_back("--no-seed");
    if (!test.harts.empty()) command.insert(command.end(), {"--smp", test.harts});
    return command;
}

std::vector<std::string> run_case(const Case& test, const std::vector<std::string>& command, const fs::path& output,
                                  Follower& follower) {
    // The script keeps the time of the machine; this one is for a script that hangs.
    const auto patience = test.time_limit + std::chrono::seconds{20};
    const Ending ending = run_machine(command, patience, [&](std::string_view bytes) {
        std::string typed = follower.feed(bytes);
        return Reaction{std::move(typed), follower.lost()};
    });
    auto failures = follower.finish(ending.status);
    if (ending.timed_out)
        failures.push_back(command[0] + " did not end within " + std::to_string(patience.count()) + " s");
    for (const std::string& name : test.checks)
        for (const std::string& fault : find_check(name)(Evidence{follower.lines(), output}))
            failures.push_back(name + ": " + fault);
    return failures;
}

int run(const fs::path& source, const fs::path& build, const std::string& board, const fs::path& file,
        const std::string& kernel, int times) {
    Case test = case_from(file);
    if (!kernel.empty()) test.kernel = kernel;
    test.time_limit *= times;
    const fs::path output = build / board;
    const Variables places = places_of(source / "boards" / board);
    Follower follower{test, places};
    const auto failures = run_case(test, command_for(test, source, output, board, places), output, follower);
    if (!failures.empty())
        std::cout << "--- console (= expected, ! forbidden, - never seen)\n"
                  << follower.annotated() << "--- failures\n";
    for (const std::string& failure : failures) std::cout << failure << "\n";
    return failures.empty() ? 0 : 1;
}

}  // namespace
}  // namespace freehold::boot_test

int main(int argc, char** argv) {
    if (argc < 5 || argc > 7) {
        std::cerr << "usage: boot_runner SOURCE BUILD BOARD CASE [KERNEL [TIMES]]\n";
        return 2;
    }
    try {
        setenv("FREEHOLD_BUILD", argv[2], 1);
        return freehold::boot_test::run(argv[1], argv[2], argv[3], argv[4], argc > 5 ? argv[5] : "",
                                        argc > 6 ? std::stoi(argv[6]) : 1);
    } catch (const std::exception& fault) {
        std::cerr << "boot_runner: " << fault.what() << "\n";
        return 2;
    }
}
