// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/address.hpp"

namespace freehold::tools {

/// How many 32-bit cells an address or a size takes.
enum class Cells : std::uint32_t {};

/// Reads big-endian cells of a property, in order. The caller checks the length first.
class CellReader {
public:
    explicit CellReader(std::span<const std::byte> bytes) : bytes_{bytes} {}
    [[nodiscard]] bool at_end() const { return bytes_.empty(); }
    /// @param cells at most 2: a 64-bit number
    [[nodiscard]] Word take(Cells cells);
    void skip(Cells cells);

private:
    std::span<const std::byte> bytes_;
};

/// One node of a flattened tree that was checked whole.
class FdtNode {
public:
    FdtNode(const void* tree, int offset) : tree_{tree}, offset_{offset} {}

    /// Where it is in its tree: the same node has the same offset.
    [[nodiscard]] int offset() const { return offset_; }
    [[nodiscard]] std::string_view name() const;
    /// The name without its unit address.
    [[nodiscard]] std::string_view stem() const;
    [[nodiscard]] bool has(const char* property) const;
    /// Nothing when absent; an empty span when it has no value.
    [[nodiscard]] std::optional<std::span<const std::byte>> bytes(const char* property) const;
    /// The strings of a list property; what is no terminated string is left out.
    [[nodiscard]] std::vector<std::string_view> strings(const char* property) const;
    /// The first string of a property, or "".
    [[nodiscard]] std::string_view string(const char* property) const;
    /// A property of one cell; nothing when absent or of another length.
    [[nodiscard]] std::optional<std::uint32_t> cell(const char* property) const;
    /// The number by which other nodes refer to this one, or 0.
    [[nodiscard]] std::uint32_t phandle() const;

private:
    const void* tree_;
    int offset_;
};

}  // namespace freehold::tools
