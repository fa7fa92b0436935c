// SPDX-License-Identifier: Apache-2.0
#include "whitelist/dtc.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <utility>

#include "whitelist/include_paths.hpp"
#include "whitelist/input.hpp"
#include "whitelist/preprocess.hpp"
#include "whitelist/process.hpp"

namespace freehold::tools {
namespace {

/// A file with what the preprocessor made, for as long as dtc reads it.
class Temporary {
public:
    static Result<Temporary> with(const std::string& text) {
        std::string name = (std::filesystem::temp_directory_path() / "freehold-XXXXXX").string();
        const int descriptor = mkstemp(name.data());
        if (descriptor < 0) return fail(Status::file, fmt::format("{}: {}", name, std::strerror(errno)));
        close(descriptor);
        Temporary file{std::move(name)};
        if (!(std::ofstream{file.path(), std::ios::binary} << text << std::flush))
            return fail(Status::file, fmt::format("{}: {}", file.path(), std::strerror(errno)));
        return file;
    }
    Temporary(Temporary&& other) noexcept : path_{std::exchange(other.path_, {})} {}
    Temporary& operator=(Temporary&&) = delete;
    ~Temporary() {
        if (!path_.empty()) std::remove(path_.c_str());
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    explicit Temporary(std::string path) : path_{std::move(path)} {}
    std::string path_;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// @param source what dtc reads; @param path what the user called it
Result<std::vector<std::byte>> run_dtc(const std::string& source, const std::string& path,
                                       const std::vector<std::string>& folders) {
    // With its labels (-@), which overlays refer to.
    std::vector<std::string> arguments{"dtc", "-q", "-@", "-I", "dts", "-O", "dtb"};
    for (const std::string& folder : folders) arguments.insert(arguments.end(), {"-i", folder});
    arguments.insert(arguments.end(), {"--", as_argument(source)});
    const auto ran = run_program(arguments);
    if (!ran) return fail(Status::file, fmt::format("{}: dtc cannot be run: {}", path, std::strerror(ran.error())));
    if (!ran->succeeded) return fail(Status::malformed, fmt::format("{}: dtc: {}", path, first_line(ran->messages)));
    const auto bytes = std::as_bytes(std::span{ran->out});
    return std::vector<std::byte>{bytes.begin(), bytes.end()};
}

}  // namespace

Result<std::vector<std::byte>> compile_tree(const std::string& path, const std::vector<std::string>& includes) {
    const auto text = read_file(path);
    if (!text) return std::unexpected{text.error()};
    const std::vector<std::string> folders = include_folders(path, includes);
    if (!has_directives(text_of(*text))) return run_dtc(path, path, folders);
    const auto plain = preprocess(path, folders);
    if (!plain) return std::unexpected{plain.error()};
    const auto file = Temporary::with(*plain);
    if (!file) return std::unexpected{file.error()};
    return run_dtc(file->path(), path, folders);
}

}  // namespace freehold::tools
