// SPDX-License-Identifier: Apache-2.0
#include "follower.hpp"

#include <algorithm>

#include "text.hpp"

namespace freehold::boot_test {
namespace {

std::string place(const Case& test, int line) { return test.file.filename().string() + ":" + std::to_string(line); }

}  // namespace

std::string Follower::feed(std::string_view bytes) {
    std::string typed = type_now();
    for (const char byte : bytes) {
        if (byte == '\n') end_line();
        else partial_ += byte;
        // A prompt has no line end. Waiting for one is said by typing right after it.
        if (byte != '\n' && waits_for_prompt()) {
            const std::string text = readable(partial_);
            if (matches(text.substr(std::min(used_, text.size())))) used_ = text.size();
        }
        typed += type_now();
    }
    return typed;
}

bool Follower::waits_for_prompt() const {
    return step() != nullptr && !step()->types && next_ + 1 < case_.steps.size() && case_.steps[next_ + 1].types;
}

void Follower::end_line() {
    const std::string text = readable(partial_);
    lines_.push_back(text);
    if (!matches(text.substr(std::min(used_, text.size())))) look_for_forbidden();
    notes_.push_back(note_);
    partial_.clear();
    note_.clear();
    used_ = 0;
}

/// Whether the text is what the next step waits for; if so, goes on to the one after it.
bool Follower::matches(const std::string& text) {
    if (step() == nullptr || step()->types || lost()) return false;
    try {
        if (!step()->pattern.found_in(text, variables_)) return false;
    } catch (const PatternFault& fault) {
        failures_.push_back(place(case_, step()->line) + ": " + fault.what());
        return false;
    }
    note_ = "expected at line " + std::to_string(step()->line);
    ++next_;
    return true;
}

void Follower::look_for_forbidden() {
    for (const Forbidden& rule : case_.forbidden) {
        Variables seen = variables_;
        try {
            if (!rule.pattern.found_in(lines_.back(), seen)) continue;
        } catch (const PatternFault&) {
            continue;  // It speaks of a variable that has no value yet, so nothing can be that.
        }
        note_ = "FORBIDDEN at line " + std::to_string(rule.line);
        failures_.push_back(place(case_, rule.line) + ": forbidden: " + rule.pattern.source() +
                            "\n    seen: " + lines_.back());
    }
}

std::string Follower::type_now() {
    std::string typed;
    for (; step() != nullptr && step()->types && !lost(); ++next_) {
        try {
            typed += substituted(step()->text, variables_);
        } catch (const PatternFault& fault) { failures_.push_back(place(case_, step()->line) + ": " + fault.what()); }
    }
    return typed;
}

std::vector<std::string> Follower::finish(int status) {
    if (!partial_.empty()) end_line();
    if (step() != nullptr && !lost())
        failures_.push_back(place(case_, step()->line) +
                            ": never seen: " + (step()->types ? "a time to type" : step()->pattern.source()));
    if (status != case_.status && !(lost() && next_ < case_.steps.size()))
        failures_.push_back(place(case_, 0) + ": exit status " + std::to_string(status) + ", expected " +
                            std::to_string(case_.status));
    return failures_;
}

std::string Follower::annotated() const {
    std::string text;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const char mark = notes_[i].empty() ? ' ' : notes_[i].starts_with("FORBIDDEN") ? '!' : '=';
        text += mark + (" " + lines_[i]) + (notes_[i].empty() ? "" : "    <- " + notes_[i]) + "\n";
    }
    for (std::size_t i = next_; i < case_.steps.size(); ++i)
        if (!case_.steps[i].types)
            text +=
                "- " + case_.steps[i].pattern.source() + "    <- line " + std::to_string(case_.steps[i].line) + "\n";
    return text;
}

}  // namespace freehold::boot_test
