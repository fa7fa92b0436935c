// SPDX-License-Identifier: Apache-2.0
#include "whitelist/process.hpp"

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

extern char** environ;

namespace freehold::tools {
namespace {

struct Limit {
    __rlimit_resource of;
    rlim_t most;
};
/// Bytes of output, as many as an input may have; bytes of memory; seconds of the processor's time.
constexpr std::array limits{Limit{RLIMIT_FSIZE, rlim_t{64} << 20}, Limit{RLIMIT_AS, rlim_t{1} << 30},
                            Limit{RLIMIT_CPU, 20}};

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// All of a temporary file, from its start.
std::string contents(std::FILE* file) {
    std::string text;
    std::array<char, 65536> block;
    std::rewind(file);
    for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), file)) > 0;)
        text.append(block.data(), got);
    return text;
}

/// @return its wait status, or the error number of a program that could not be started.
std::expected<int, int> run_into(const std::vector<std::string>& arguments, std::FILE* out, std::FILE* messages) {
    std::vector<char*> pointers;
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
    posix_spawn_file_actions_adddup2(&actions, fileno(out), 1);
    posix_spawn_file_actions_adddup2(&actions, fileno(messages), 2);
    pid_t child = 0;
    const int problem = posix_spawnp(&child, pointers.front(), &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) return std::unexpected{problem};
    for (const auto& [of, most] : limits) {
        const rlimit limit{most, most};
        prlimit(child, of, &limit, nullptr);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

}  // namespace

std::expected<Ran, int> run_program(const std::vector<std::string>& arguments) {
    const File out{std::tmpfile()};
    const File messages{std::tmpfile()};
    if (!out || !messages) return std::unexpected{errno};
    const auto status = run_into(arguments, out.get(), messages.get());
    if (!status) return std::unexpected{status.error()};
    return Ran{WIFEXITED(*status) && WEXITSTATUS(*status) == 0, contents(out.get()), contents(messages.get())};
}

std::string as_argument(const std::string& path) { return path.starts_with('-') ? "./" + path : path; }

}  // namespace freehold::tools
