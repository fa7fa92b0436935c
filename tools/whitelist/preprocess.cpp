// SPDX-License-Identifier: Apache-2.0
#include "whitelist/preprocess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>

#include "whitelist/process.hpp"

namespace freehold::tools {
namespace {

constexpr std::array<std::string_view, 11> directives{"include", "define", "undef", "if",    "ifdef", "ifndef",
                                                      "elif",    "else",   "endif", "error", "pragma"};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; }

bool is_directive(std::string_view line) {
    const std::size_t sign = line.find_first_not_of(" \t");
    if (sign == std::string_view::npos || line[sign] != '#') return false;
    line.remove_prefix(std::min(line.find_first_not_of(" \t", sign + 1), line.size()));
    const std::string_view word =
        line.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(line, is_word) - line.begin()));
    return std::ranges::find(directives, word) != directives.end();
}

/// Of "board.dts:3:10: fatal error: soc.dtsi: No such file or directory" (GCC) and "... error: 'soc.dtsi' file not
/// found" (Clang) the name; "" of anything else.
std::string_view missing_include(std::string_view line) {
    const std::size_t error = line.find("error: ");
    if (error == std::string_view::npos) return {};
    std::string_view rest = line.substr(error + 7);
    if (const std::size_t end = rest.find(": No such file or directory"); end != std::string_view::npos)
        return rest.substr(0, end);
    const std::size_t end = rest.find("' file not found");
    return rest.starts_with('\'') && end != std::string_view::npos ? rest.substr(1, end - 1) : std::string_view{};
}

/// The first line that is an error, without "In file included from" and warnings before it.
std::string_view first_error(std::string_view messages) {
    for (std::string_view rest = messages; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        if (line.find("error: ") != std::string_view::npos) return line;
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return messages.substr(0, messages.find('\n'));
}

std::vector<std::string> arguments_of(std::vector<std::string> command, const std::string& path,
                                      const std::vector<std::string>& folders) {
    command.insert(command.end(), {"-nostdinc", "-undef", "-D__DTS__", "-x", "assembler-with-cpp"});
    for (const std::string& folder : folders) command.insert(command.end(), {"-I", folder});
    command.push_back(as_argument(path));
    return command;
}

}  // namespace

bool has_directives(std::string_view source) {
    while (!source.empty()) {
        const std::string_view line = source.substr(0, source.find('\n'));
        if (is_directive(line)) return true;
        source.remove_prefix(std::min(line.size() + 1, source.size()));
    }
    return false;
}

Result<std::string> preprocess(const std::string& path, const std::vector<std::string>& folders) {
    int problem = ENOENT;
    for (const auto& command : {std::vector<std::string>{"cpp"}, {"clang-19", "-E"}, {"clang", "-E"}}) {
        auto ran = run_program(arguments_of(command, path, folders));
        if (ran && ran->succeeded) return std::move(ran->out);
        if (ran) return std::unexpected{preprocessor_fault(ran->messages, path, folders)};
        problem = ran.error();
    }
    return fail(Status::file, fmt::format("{}: neither cpp nor clang can be run: {}", path, std::strerror(problem)));
}

Fault preprocessor_fault(std::string_view messages, const std::string& path, const std::vector<std::string>& folders) {
    const std::string_view line = first_error(messages);
    const std::string_view name = missing_include(line);
    if (name.empty()) return {Status::malformed, fmt::format("{}: cpp: {}", path, line)};
    const std::string_view place = line.substr(0, line.find(": "));
    const std::string where = folders.empty() ? "beside the source" : fmt::format("{}", fmt::join(folders, ", "));
    return {Status::malformed,
            fmt::format("{}: includes \"{}\", which is not found (looked in: {}); --include names its folder",
                        place.empty() ? std::string_view{path} : place, name, where)};
}

}  // namespace freehold::tools
