// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
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

/// A record that counts its items first; each is one or two strings. It yields them until nothing is left or the block lies.
class RecordReader {
protected:
    RecordReader() = default;
    explicit RecordReader(std::span<const std::byte> record) {
        if (record.size() < sizeof left_) return;
        left_ = detail::load<std::uint16_t>(record.data());
        rest_ = record.subspan(sizeof left_);
    }

    /// Whether there is a further item, which is then taken.
    [[nodiscard]] bool take_item() { return left_ != 0 && left_-- != 0; }

    [[nodiscard]] std::optional<std::string_view> take_string() {
        if (rest_.size() < sizeof(std::uint16_t)) return std::nullopt;
        const std::size_t size = detail::load<std::uint16_t>(rest_.data());
        rest_ = rest_.subspan(sizeof(std::uint16_t));
        if (size > rest_.size()) return rest_ = {}, std::nullopt;
        const std::string_view text{reinterpret_cast<const char*>(rest_.data()), size};
        rest_ = rest_.subspan(size);
        return text;
    }

private:
    std::span<const std::byte> rest_;
    std::uint16_t left_ = 0;
};

/// The program's arguments, its name first.
class ArgumentReader : RecordReader {
public:
    ArgumentReader() = default;
    explicit ArgumentReader(std::span<const std::byte> record) : RecordReader{record} {}

    [[nodiscard]] std::optional<std::string_view> next() { return take_item() ? take_string() : std::nullopt; }
};

/// A variable of the environment.
struct Variable {
    std::string_view name, value;
};

/// The program's environment.
class EnvironmentReader : RecordReader {
public:
    EnvironmentReader() = default;
    explicit EnvironmentReader(std::span<const std::byte> record) : RecordReader{record} {}

    [[nodiscard]] std::optional<Variable> next() {
        const auto name = take_item() ? take_string() : std::nullopt;
        const auto value = name ? take_string() : std::nullopt;
        return value ? std::optional{Variable{*name, *value}} : std::nullopt;
    }
};

/// No block is longer; one that claims to be is not read.
inline constexpr std::uint32_t most_parameter_bytes = 64 * 1024;

/// The record of arguments in a block, and that of variables; an empty reader where there is none. They believe `block`
/// to be readable as far as its own length says.
[[nodiscard]] ArgumentReader arguments_in(const std::byte* block);
[[nodiscard]] EnvironmentReader environment_in(const std::byte* block);

/// Writes a block into memory of a given size: first the variables, then the arguments.
class ParameterBuilder {
public:
    explicit ParameterBuilder(std::span<std::byte> memory);

    // @return false when it does not fit, or a variable comes after arguments; the block stays as it was.
    [[nodiscard]] bool add(const Variable& variable);
    [[nodiscard]] bool add(std::string_view argument);

private:
    enum class Record : std::uint8_t { none, variables, arguments };

    bool append(Record record, std::initializer_list<std::string_view> item);
    void begin(Record record);
    void update_sizes();

    std::span<std::byte> memory_;
    std::size_t used_;
    Record open_ = Record::none;
    std::size_t open_at_ = 0;  ///< where that record begins
    std::uint16_t count_ = 0;  ///< of its items
    std::uint32_t records_ = 1;
};

}  // namespace freehold::user
