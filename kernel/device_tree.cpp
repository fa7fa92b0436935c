// SPDX-License-Identifier: Apache-2.0
#include "kernel/device_tree.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kernel/direct_map.hpp"

namespace freehold::kernel {
namespace {

constexpr std::uint32_t magic = 0xd00dfeed;
constexpr std::uint32_t begin_node = 1, end_node = 2, property = 3, nop = 4;

/// A flattened tree, read with bounds: what lies outside reads as nothing.
class Tree {
public:
    explicit Tree(std::span<const unsigned char> bytes) : bytes_{bytes} {}

    [[nodiscard]] std::uint32_t cell(std::size_t at) const {
        if (at > bytes_.size() || bytes_.size() - at < 4) return 0;
        return std::uint32_t{bytes_[at]} << 24 | std::uint32_t{bytes_[at + 1]} << 16 |
               std::uint32_t{bytes_[at + 2]} << 8 | bytes_[at + 3];
    }
    [[nodiscard]] std::string_view text(std::size_t at) const {
        if (at >= bytes_.size()) return {};
        const std::string_view rest{reinterpret_cast<const char*>(bytes_.data()) + at, bytes_.size() - at};
        return rest.substr(0, rest.find('\0'));
    }

private:
    std::span<const unsigned char> bytes_;
};

/// A number of one cell or two.
std::optional<PhysAddr> address(const Tree& tree, std::size_t at, std::uint32_t size) {
    if (size == 4) return PhysAddr{tree.cell(at)};
    if (size != 8) return std::nullopt;
    const std::uint64_t value = std::uint64_t{tree.cell(at)} << 32 | tree.cell(at + 4);
    if (value > ~Word{0}) return std::nullopt;
    return PhysAddr{static_cast<Word>(value)};
}

}  // namespace

std::expected<Chosen, const char*> read_chosen(PhysAddr at) {
    const auto* const blob = reinterpret_cast<const unsigned char*>(at.raw() + board::direct_offset);
    const Tree header{{blob, 40}};
    if (header.cell(0) != magic) return std::unexpected{"no device tree"};
    const std::uint32_t size = header.cell(4), strings = header.cell(12);
    const Tree tree{{blob, size}};

    std::optional<PhysAddr> begin, end;
    std::span<const unsigned char> seed;
    int depth = 0;
    bool in_chosen = false;
    for (std::size_t next = header.cell(8); next < size;) {
        const std::uint32_t token = tree.cell(next);
        next += 4;
        if (token == nop) continue;
        if (token == begin_node) {
            const std::string_view name = tree.text(next);
            in_chosen = ++depth == 2 && name == "chosen";
            next += (name.size() + 4) & ~std::size_t{3};
        } else if (token == end_node) {
            in_chosen = false;
            --depth;
        } else if (token == property) {
            const std::uint32_t length = tree.cell(next);
            if (length > size) return std::unexpected{"a property leaves the device tree"};
            const std::string_view name = tree.text(strings + tree.cell(next + 4));
            if (in_chosen && name == "linux,initrd-start") begin = address(tree, next + 8, length);
            if (in_chosen && name == "linux,initrd-end") end = address(tree, next + 8, length);
            if (in_chosen && name == "rng-seed" && next + 8 <= size - length) seed = {blob + next + 8, length};
            next += 8 + ((length + 3) & ~std::size_t{3});
        } else {
            break;
        }
    }
    if (!begin || !end || *end < *begin) return std::unexpected{"the device tree names no boot image"};
    return Chosen{{*begin, *end}, seed};
}

}  // namespace freehold::kernel
