// SPDX-License-Identifier: Apache-2.0
#include "pattern.hpp"

#include <regex>

namespace freehold::boot_test {
namespace {

/// A `{name}` or `{name:` at the start of the text; the length leaves out what follows the colon.
struct Mark {
    std::string name;
    bool captures;
    std::size_t length;
};

std::optional<Mark> mark_at(std::string_view text) {
    if (!text.starts_with('{')) return {};
    const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 1);
    if (end == std::string_view::npos || end == 1 || (text[end] != '}' && text[end] != ':')) return {};
    return Mark{std::string{text.substr(1, end - 1)}, text[end] == ':', end + 1};
}

std::string literal(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (std::string_view{R"(\^$.|?*+()[]{})"}.contains(c)) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

/// The value of a variable; before any run, when only the form of a pattern is tried, anything.
std::string value_of(const std::string& name, const Variables* variables) {
    if (variables == nullptr) return "x";
    const auto found = variables->find(name);
    if (found == variables->end()) throw PatternFault{"nothing was captured as {" + name + "}"};
    return found->second;
}

std::regex regex_of(const std::string& expression, const std::string& source) {
    try {
        return std::regex{expression};
    } catch (const std::regex_error& error) {
        throw PatternFault{"'" + source + "' is no regular expression: " + error.what()};
    }
}

}  // namespace

Pattern::Pattern(std::string_view source) : source_{source} {
    // The value is not used: an expression that does not compile is told when the case is read, not when it runs.
    static_cast<void>(regex_of(compile(source_, nullptr).expression, source_));
}

Pattern::Compiled Pattern::compile(std::string_view source, const Variables* variables) {
    Compiled result{{}, {""}};
    std::vector<bool> braces;  // open ones; true where the closing one ends a capture
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\\' && i + 1 < source.size()) {
            result.expression += source.substr(i++, 2);
        } else if (const auto mark = mark_at(source.substr(i)); mark) {
            i += mark->length - 1;
            if (mark->captures) result.captures.push_back(mark->name), braces.push_back(true);
            result.expression += mark->captures ? "(" : "(?:" + literal(value_of(mark->name, variables)) + ")";
        } else if (source[i] == '}' && !braces.empty()) {
            result.expression += braces.back() ? ')' : '}';
            braces.pop_back();
        } else {
            if (source[i] == '{') braces.push_back(false);
            if (source[i] == '(' && !source.substr(i).starts_with("(?")) result.captures.emplace_back();
            result.expression += source[i];
        }
    }
    return result;
}

bool Pattern::found_in(const std::string& line, Variables& variables) const {
    const Compiled compiled = compile(source_, &variables);
    std::smatch match;
    if (!std::regex_search(line, match, regex_of(compiled.expression, source_))) return false;
    for (std::size_t i = 1; i < compiled.captures.size(); ++i)
        if (!compiled.captures[i].empty()) variables[compiled.captures[i]] = match[i].str();
    return true;
}

std::string substituted(std::string_view text, const Variables& variables) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto mark = mark_at(text.substr(i));
        if (!mark || mark->captures) {
            result += text[i];
            continue;
        }
        result += value_of(mark->name, &variables);
        i += mark->length - 1;
    }
    return result;
}

}  // namespace freehold::boot_test
