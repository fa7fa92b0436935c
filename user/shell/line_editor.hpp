// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "user/format.hpp"

namespace freehold::user {

/// A line of bounded length with a cursor in it.
class Line {
public:
    static constexpr std::size_t capacity = 256;

    [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }
    [[nodiscard]] std::size_t cursor() const { return cursor_; }

    void set(std::string_view text);
    /// @return false when the line is full.
    bool insert(char character);
    /// Removes from one position up to another, and leaves the cursor there.
    void erase(std::size_t from, std::size_t to);
    void move(std::size_t cursor) { cursor_ = cursor < size_ ? cursor : size_; }
    /// Where the word before the cursor begins.
    [[nodiscard]] std::size_t word_start() const;

private:
    std::array<char, capacity> text_{};
    std::size_t size_ = 0;
    std::size_t cursor_ = 0;
};

/// The lines that were entered last; the oldest goes first.
class History {
public:
    void add(std::string_view text);
    [[nodiscard]] std::size_t size() const { return count_; }
    /// 0 is the newest.
    [[nodiscard]] std::string_view at(std::size_t age) const { return lines_[(next_ + kept - 1 - age) % kept].text(); }

private:
    static constexpr std::size_t kept = 16;

    std::array<Line, kept> lines_{};
    std::size_t next_ = 0;
    std::size_t count_ = 0;
};

/// Turns typed bytes into lines, and shows them while they are typed: arrows, home, end, backspace, delete, ^A, ^E,
/// ^U, ^K, ^W, and up and down through what was entered before.
class LineEditor {
public:
    enum class Event { none, entered, cancelled };

    explicit LineEditor(Sink& out) : out_{out} {}

    /// Shows a prompt and starts an empty line.
    void begin(std::string_view prompt);
    /// After `entered`, `text` is the line.
    Event feed(std::uint8_t byte);
    [[nodiscard]] std::string_view text() const { return line_.text(); }

private:
    enum class Escape : std::uint8_t { none, started, sequence };

    Event control(std::uint8_t byte);
    Event enter();
    Event cancel();
    void type(char character);
    void escape(std::uint8_t byte);
    void key(char letter, unsigned number);
    void cut(std::size_t from, std::size_t to);
    void recall(std::size_t age);
    void show();

    Sink& out_;
    std::string_view prompt_;
    Line line_;
    Line draft_;  ///< what was typed before one went into the history
    History history_;
    std::size_t age_ = 0;  ///< 0 is the draft, 1 the newest line of the history
    Escape escape_ = Escape::none;
    unsigned escape_number_ = 0;
    bool after_return_ = false;  ///< a line feed right after a carriage return belongs to it
};

}  // namespace freehold::user
