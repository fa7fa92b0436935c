// SPDX-License-Identifier: Apache-2.0
#include "whitelist/input.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "whitelist/dtc.hpp"
#include "whitelist/reader_fdt.hpp"
#include "whitelist/reader_litex.hpp"
#include "whitelist/reader_svd.hpp"

namespace freehold::tools {
namespace {

constexpr std::size_t largest = std::size_t{64} << 20;
constexpr std::array fdt_magic{std::byte{0xd0}, std::byte{0x0d}, std::byte{0xfe}, std::byte{0xed}};

bool is_fdt(std::span<const std::byte> bytes) {
    return bytes.size() >= fdt_magic.size() && std::equal(fdt_magic.begin(), fdt_magic.end(), bytes.begin());
}

/// The first character that is neither space nor a byte-order mark.
char first_sign(std::span<const std::byte> bytes) {
    const std::string_view text = text_of(bytes);
    const std::size_t at = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    return at == std::string_view::npos ? '\0' : text[at];
}

}  // namespace

Result<std::vector<std::byte>> read_file(const std::string& path) {
    const auto problem = [&path](const std::string& what) {
        return fail(Status::file, fmt::format("{}: {}", path, what));
    };
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return problem("is a directory");
    std::ifstream in{path, std::ios::binary};
    if (!in) return problem(std::strerror(errno));
    std::vector<std::byte> bytes;
    std::array<char, 65536> block;
    while (in.read(block.data(), block.size()), in.gcount() > 0) {
        const auto* data = reinterpret_cast<const std::byte*>(block.data());
        bytes.insert(bytes.end(), data, data + in.gcount());
        if (bytes.size() > largest) return problem("is larger than 64 MiB");
    }
    if (in.bad()) return problem("cannot be read");
    return bytes;
}

std::string_view text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Result<Description> read_input(const std::string& path) {
    const auto bytes = read_file(path);
    if (!bytes) return std::unexpected{bytes.error()};
    if (bytes->empty()) return fail(Status::malformed, path + ": is empty");
    const bool source = path.ends_with(".dts") || path.ends_with(".dtsi");
    if (!source && is_fdt(*bytes)) return read_fdt(*bytes, path);
    if (!source && first_sign(*bytes) == '<') return read_svd(text_of(*bytes), path);
    if (!source && first_sign(*bytes) == '{') return read_litex(text_of(*bytes), path);
    if (!source && text_of(*bytes).find("/dts-v1/") == std::string_view::npos)
        return fail(Status::malformed, path + ": is no device tree, no SVD and no csr.json");
    const auto tree = compile_tree(path);
    if (!tree) return std::unexpected{tree.error()};
    return read_fdt(*tree, path);
}

}  // namespace freehold::tools
