// SPDX-License-Identifier: Apache-2.0
#include "whitelist/input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "whitelist/dtc.hpp"
#include "whitelist/fdt_image.hpp"
#include "whitelist/fdt_overlay.hpp"
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

bool is_source(const std::string& path) {
    return std::ranges::any_of(std::array{".dts", ".dtsi", ".dtso", ".its"},
                               [&path](const char* ending) { return path.ends_with(ending); });
}

/// A description that is no device tree.
Result<Description> read_other(std::span<const std::byte> bytes, const std::string& path) {
    if (first_sign(bytes) == '<') return read_svd(text_of(bytes), path);
    return read_litex(text_of(bytes), path);
}

/// The inputs read so far, and the device tree that overlays may still change.
class Inputs {
public:
    Result<void> add(const std::string& path) {
        auto bytes = read_file(path);
        if (!bytes) return std::unexpected{bytes.error()};
        if (bytes->empty()) return fail(Status::malformed, path + ": is empty");
        const bool source = is_source(path);
        if (!source && is_fdt(*bytes)) return add_tree({path, std::move(*bytes)});
        if (!source && (first_sign(*bytes) == '<' || first_sign(*bytes) == '{')) return take(read_other(*bytes, path));
        if (!source && text_of(*bytes).find("/dts-v1/") == std::string_view::npos)
            return fail(Status::malformed, path + ": is no device tree, no SVD and no csr.json");
        auto tree = compile_tree(path);
        if (!tree) return std::unexpected{tree.error()};
        return add_tree({path, std::move(*tree)});
    }

    Result<Description> finish() && {
        if (const auto read = read_pending(); !read) return std::unexpected{read.error()};
        return std::move(all_);
    }

private:
    Result<void> add_tree(TreeFile tree) {
        if (is_image(tree.bytes)) return add_image(tree);
        if (!is_overlay(tree.bytes)) {
            if (const auto read = read_pending(); !read) return read;
            pending_ = std::move(tree);
            return {};
        }
        if (!pending_)
            return fail(Status::malformed,
                        tree.name + ": is an overlay, and no device tree is before it that it could change");
        auto changed = apply_overlay(*pending_, tree);
        if (!changed) return std::unexpected{changed.error()};
        pending_ = std::move(*changed);
        return {};
    }

    Result<void> add_image(const TreeFile& image) {
        auto trees = trees_in(image);
        if (!trees) return std::unexpected{trees.error()};
        for (TreeFile& tree : *trees) {
            if (is_image(tree.bytes)) return fail(Status::malformed, tree.name + ": is a FIT image within another");
            if (const auto added = add_tree(std::move(tree)); !added) return added;
        }
        return {};
    }

    Result<void> read_pending() {
        if (!pending_) return {};
        const TreeFile tree = *std::exchange(pending_, std::nullopt);
        return take(read_fdt(tree.bytes, tree.name));
    }

    Result<void> take(Result<Description> one) {
        if (!one) return std::unexpected{one.error()};
        std::ranges::move(one->entries, std::back_inserter(all_.entries));
        std::ranges::move(one->warnings, std::back_inserter(all_.warnings));
        std::ranges::move(one->defects, std::back_inserter(all_.defects));
        std::ranges::move(one->twins, std::back_inserter(all_.twins));
        if (one->address_bits)
            all_.address_bits = std::max(all_.address_bits.value_or(AddressBits{}), *one->address_bits);
        return {};
    }

    Description all_;
    std::optional<TreeFile> pending_;
};

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

Result<Description> read_inputs(std::span<const std::string> paths) {
    Inputs inputs;
    for (const std::string& path : paths)
        if (const auto added = inputs.add(path); !added) return std::unexpected{added.error()};
    return std::move(inputs).finish();
}

Result<Description> read_input(const std::string& path) { return read_inputs(std::span{&path, 1}); }

}  // namespace freehold::tools
