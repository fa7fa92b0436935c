// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

/// Formatting that needs neither a heap nor a buffer: text goes to a sink piece by piece.
namespace freehold::user {

/// Where text goes.
class Sink {
public:
    virtual void put(std::string_view text) = 0;

protected:
    ~Sink() = default;
};

/// One value to print: text, a character or an integer.
class Field {
public:
    constexpr Field(std::string_view text) : text_{text} {}
    constexpr Field(const char* text) : text_{text} {}
    constexpr Field(char character) : number_{static_cast<unsigned char>(character)}, how_{How::character} {}
    template <std::unsigned_integral T>
    constexpr Field(T number) : number_{number}, how_{How::decimal} {}
    template <std::signed_integral T>
    constexpr Field(T number)
        : number_{number < 0 ? ~static_cast<std::uint64_t>(number) + 1 : static_cast<std::uint64_t>(number)},
          how_{number < 0 ? How::negative : How::decimal} {}

    /// 0x and at least `digits` hexadecimal digits.
    [[nodiscard]] static constexpr Field hex(std::uint64_t number, unsigned digits) {
        Field field{number};
        field.how_ = How::hexadecimal;
        field.digits_ = digits;
        return field;
    }

    void put(Sink& sink) const;

private:
    enum class How : std::uint8_t { text, character, decimal, negative, hexadecimal };

    std::string_view text_;
    std::uint64_t number_ = 0;
    unsigned digits_ = 1;
    How how_ = How::text;
};

/// An address: 0x and at least 8 digits.
[[nodiscard]] constexpr Field address(std::uint64_t value) { return Field::hex(value, 8); }

/// Puts `pattern` with each `{}` replaced by the next field; a `{}` without a field stays.
void format(Sink& sink, std::string_view pattern, std::initializer_list<Field> fields);

}  // namespace freehold::user
