// SPDX-License-Identifier: Apache-2.0
#include "whitelist/dtc.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

extern char** environ;

namespace freehold::tools {
namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// All of a temporary file, from its start.
std::vector<std::byte> contents(std::FILE* file) {
    std::vector<std::byte> bytes;
    std::array<std::byte, 65536> block;
    std::rewind(file);
    for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), file)) > 0;)
        bytes.insert(bytes.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(got));
    return bytes;
}

std::string first_line(std::FILE* file) {
    const auto bytes = contents(file);
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    return std::string{text.substr(0, text.find('\n'))};
}

/// Runs `dtc` with its output and its messages going to files, so that neither can fill a pipe and block.
/// @return its wait status, or the error number of a dtc that could not be started.
std::expected<int, int> run_dtc(const std::string& path, std::FILE* out, std::FILE* messages) {
    const std::string input = path.starts_with('-') ? "./" + path : path;
    // With its labels (-@), which overlays refer to.
    std::array<const char*, 10> arguments{"dtc", "-q", "-@", "-I", "dts", "-O", "dtb", "--", input.c_str(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fileno(out), 1);
    posix_spawn_file_actions_adddup2(&actions, fileno(messages), 2);
    pid_t child = 0;
    const int problem =
        posix_spawnp(&child, "dtc", &actions, nullptr, const_cast<char* const*>(arguments.data()), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) return std::unexpected{problem};
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

}  // namespace

Result<std::vector<std::byte>> compile_tree(const std::string& path) {
    const File out{std::tmpfile()};
    const File messages{std::tmpfile()};
    if (!out || !messages)
        return fail(Status::file, fmt::format("{}: no temporary file for dtc: {}", path, std::strerror(errno)));
    const auto status = run_dtc(path, out.get(), messages.get());
    if (!status)
        return fail(Status::file, fmt::format("{}: dtc cannot be run: {}", path, std::strerror(status.error())));
    if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0)
        return fail(Status::malformed, fmt::format("{}: dtc: {}", path, first_line(messages.get())));
    return contents(out.get());
}

}  // namespace freehold::tools
