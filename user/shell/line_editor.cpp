// SPDX-License-Identifier: Apache-2.0
#include "line_editor.hpp"

#include <algorithm>

namespace freehold::user {
namespace {

constexpr std::uint8_t control_key(char letter) { return static_cast<std::uint8_t>(letter - '@'); }

constexpr std::uint8_t escape_byte = 0x1b;
constexpr std::uint8_t delete_byte = 0x7f;

}  // namespace

void Line::set(std::string_view text) {
    size_ = std::min(text.size(), capacity);
    std::ranges::copy(text.substr(0, size_), text_.begin());
    cursor_ = size_;
}

bool Line::insert(char character) {
    if (size_ == capacity) return false;
    std::copy_backward(text_.begin() + cursor_, text_.begin() + size_, text_.begin() + size_ + 1);
    text_[cursor_++] = character;
    ++size_;
    return true;
}

void Line::erase(std::size_t from, std::size_t to) {
    std::copy(text_.begin() + to, text_.begin() + size_, text_.begin() + from);
    size_ -= to - from;
    cursor_ = from;
}

std::size_t Line::word_start() const {
    std::size_t at = cursor_;
    while (at > 0 && text_[at - 1] == ' ') --at;
    while (at > 0 && text_[at - 1] != ' ') --at;
    return at;
}

void History::add(std::string_view text) {
    if (text.empty() || (count_ != 0 && at(0) == text)) return;
    lines_[next_].set(text);
    next_ = (next_ + 1) % kept;
    count_ = std::min(count_ + 1, kept);
}

void LineEditor::begin(std::string_view prompt) {
    prompt_ = prompt;
    line_.set({});
    age_ = 0;
    out_.put(prompt_);
}

LineEditor::Event LineEditor::feed(std::uint8_t byte) {
    const bool second_half = after_return_ && byte == '\n';
    after_return_ = byte == '\r';
    if (second_half) return Event::none;
    if (escape_ != Escape::none) return escape(byte), Event::none;
    if (byte < ' ' || byte == delete_byte) return control(byte);
    type(static_cast<char>(byte));
    return Event::none;
}

LineEditor::Event LineEditor::control(std::uint8_t byte) {
    const std::size_t size = line_.text().size();
    const std::size_t cursor = line_.cursor();
    switch (byte) {
        case '\r':
        case '\n': return enter();
        case control_key('C'): return cancel();
        case delete_byte:
        case control_key('H'): cut(cursor - (cursor > 0 ? 1 : 0), cursor); break;
        case control_key('A'): key('H', 0); break;
        case control_key('E'): key('F', 0); break;
        case control_key('U'): cut(0, cursor); break;
        case control_key('K'): cut(cursor, size); break;
        case control_key('W'): cut(line_.word_start(), cursor); break;
        case escape_byte: escape_ = Escape::started; break;
        default: break;
    }
    return Event::none;
}

LineEditor::Event LineEditor::enter() {
    out_.put("\n");
    history_.add(line_.text());
    return Event::entered;
}

LineEditor::Event LineEditor::cancel() {
    out_.put("^C\n");
    return Event::cancelled;
}

/// What is typed at the end needs no redrawing: so the text stays plain where nobody edits.
void LineEditor::type(char character) {
    const bool at_end = line_.cursor() == line_.text().size();
    if (!line_.insert(character)) return;
    if (at_end) out_.put({&character, 1});
    else show();
}

/// ESC [ letter, ESC O letter, or ESC [ number ~.
void LineEditor::escape(std::uint8_t byte) {
    if (escape_ == Escape::started) {
        escape_ = byte == '[' || byte == 'O' ? Escape::sequence : Escape::none;
        escape_number_ = 0;
        return;
    }
    if (byte >= '0' && byte <= '9') {
        escape_number_ = (escape_number_ * 10 + byte - '0') % 100;
        return;
    }
    escape_ = Escape::none;
    key(static_cast<char>(byte), escape_number_);
}

void LineEditor::key(char letter, unsigned number) {
    const std::size_t size = line_.text().size();
    const std::size_t cursor = line_.cursor();
    if (letter == '~')
        letter = number == 1 || number == 7 ? 'H' : number == 4 || number == 8 ? 'F' : number == 3 ? '~' : ' ';
    switch (letter) {
        case 'A': return recall(age_ + 1);
        case 'B': return recall(age_ - (age_ > 0 ? 1 : 0));
        case 'C': line_.move(cursor + 1); break;
        case 'D': line_.move(cursor - (cursor > 0 ? 1 : 0)); break;
        case 'H': line_.move(0); break;
        case 'F': line_.move(size); break;
        case '~': return cut(cursor, std::min(cursor + 1, size));
        default: return;
    }
    show();
}

void LineEditor::cut(std::size_t from, std::size_t to) {
    if (from == to) return;
    line_.erase(from, to);
    show();
}

void LineEditor::recall(std::size_t age) {
    if (age > history_.size() || age == age_) return;
    if (age_ == 0) draft_ = line_;
    line_.set(age == 0 ? draft_.text() : history_.at(age - 1));
    age_ = age;
    show();
}

/// Draws the line again and puts the terminal's cursor where ours is.
void LineEditor::show() {
    format(out_, "\r{}{}\x1b[K", {prompt_, line_.text()});
    const std::size_t behind = line_.text().size() - line_.cursor();
    if (behind != 0) format(out_, "\x1b[{}D", {behind});
}

}  // namespace freehold::user
