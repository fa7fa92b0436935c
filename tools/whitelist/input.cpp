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
#include "whitelist/include_paths.hpp"
#include "whitelist/input_format.hpp"
#include "whitelist/json_board.hpp"
#include "whitelist/preprocess.hpp"
#include "whitelist/reader_e820.hpp"
#include "whitelist/reader_hubris.hpp"
#include "whitelist/reader_iomem.hpp"
#include "whitelist/reader_linker.hpp"
#include "whitelist/reader_svd.hpp"
#include "whitelist/reader_zephyr.hpp"

namespace freehold::tools {
namespace {

constexpr std::size_t largest = std::size_t{64} << 20;

using Includes = std::vector<std::string>;

/// Linker scripts of some kernels and vendors are C to begin with.
Result<Description> read_script(std::string_view text, const std::string& path, const Includes& includes) {
    if (!has_directives(text)) return read_linker(text, path);
    const auto plain = preprocess(path, include_folders(path, includes));
    if (!plain) return std::unexpected{plain.error()};
    return read_linker(*plain, path);
}

/// A description that is no device tree.
Result<Description> read_other(InputFormat format, std::string_view text, const std::string& path,
                               const Includes& includes) {
    switch (format) {
        case InputFormat::empty: return fail(Status::malformed, path + ": is empty");
        case InputFormat::svd: return read_svd(text, path);
        case InputFormat::json: return read_json_board(text, path);
        case InputFormat::toml: return read_hubris(text, path);
        case InputFormat::linker: return read_script(text, path, includes);
        case InputFormat::iomem: return read_iomem(text, path);
        case InputFormat::e820: return read_e820(text, path);
        case InputFormat::tree:
        case InputFormat::source:
        case InputFormat::unknown: break;
    }
    return fail(Status::malformed, path + ": is no device tree, no SVD and no other description that is read here");
}

/// The inputs read so far, and the device tree that overlays may still change.
class Inputs {
public:
    explicit Inputs(const Includes& includes) : includes_{includes} {}

    Result<void> add(const std::string& path) {
        auto bytes = read_file(path);
        if (!bytes) return std::unexpected{bytes.error()};
        const InputFormat format = format_of(text_of(*bytes), path);
        if (format == InputFormat::tree) return add_tree({path, std::move(*bytes)});
        if (format != InputFormat::source) return take(read_other(format, text_of(*bytes), path, includes_));
        auto tree = compile_tree(path, includes_);
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
        return take(read_tree(tree.bytes, tree.name));
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

    const Includes& includes_;
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

Result<Description> read_inputs(std::span<const std::string> paths, const std::vector<std::string>& includes) {
    Inputs inputs{includes};
    for (const std::string& path : paths)
        if (const auto added = inputs.add(path); !added) return std::unexpected{added.error()};
    return std::move(inputs).finish();
}

Result<Description> read_input(const std::string& path, const std::vector<std::string>& includes) {
    return read_inputs(std::span{&path, 1}, includes);
}

}  // namespace freehold::tools
