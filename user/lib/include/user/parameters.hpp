// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include "abi/parameters.hpp"

/// The parameter block of a process (abi/parameters.hpp): written by whoever starts it, read by its crt0. Whoever wrote
/// it is not trusted to have written it well.
namespace freehold::user {

namespace detail {
template <class T>
T load(const std::byte* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
}
}  // namespace detail

/// The program's arguments, its name first. Each `next` yields one until nothing is left or the block lies.
class ArgumentReader {
public:
    ArgumentReader() = default;
    explicit ArgumentReader(std::span<const std::byte> record) {
        if (record.size() < sizeof left_) return;
        left_ = detail::load<std::uint16_t>(record.data());
        rest_ = record.subspan(sizeof left_);
    }

    [[nodiscard]] std::optional<std::string_view> next() {
        if (left_ == 0 || rest_.size() < sizeof(std::uint16_t)) return std::nullopt;
        const std::size_t size = detail::load<std::uint16_t>(rest_.data());
        rest_ = rest_.subspan(sizeof(std::uint16_t));
        if (size > rest_.size()) return rest_ = {}, std::nullopt;
        const std::string_view argument{reinterpret_cast<const char*>(rest_.data()), size};
        rest_ = rest_.subspan(size);
        --left_;
        return argument;
    }

private:
    std::span<const std::byte> rest_;
    std::uint16_t left_ = 0;
};

/// No block is longer; one that claims to be is not read.
inline constexpr std::uint32_t most_parameter_bytes = 64 * 1024;

/// Finds the record of arguments in a block; an empty reader when there is none. Believes `block` to be readable as far
/// as its own length says.
[[nodiscard]] ArgumentReader arguments_in(const std::byte* block);

/// Writes a block of arguments into memory of a given size.
class ParameterBuilder {
public:
    explicit ParameterBuilder(std::span<std::byte> memory);

    /// @return false when it does not fit; the block stays as it was.
    [[nodiscard]] bool add(std::string_view argument);

private:
    void update_sizes();

    std::span<std::byte> memory_;
    std::size_t used_;
    std::uint16_t count_ = 0;
};

}  // namespace freehold::user
