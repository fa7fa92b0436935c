// SPDX-License-Identifier: Apache-2.0
#include "case.hpp"

#include <charconv>
#include <functional>

#include "checks.hpp"
#include "text.hpp"

namespace freehold::boot_test {
namespace {

using std::runtime_error;

int number_of(std::string_view text, int least, int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        throw runtime_error{"'" + std::string{text} + "' is no number from " + std::to_string(least) + " to " +
                            std::to_string(most)};
    return value;
}

std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            result += text[i];
            continue;
        }
        const char kind = ++i < text.size() ? text[i] : ' ';
        const auto at = std::string_view{"rnte\\"}.find(kind);
        if (at == std::string_view::npos) throw runtime_error{"after '\\' comes one of r n t e \\"};
        result += "\r\n\t\x1b\\"[at];
    }
    return result;
}

void add_check(Case& out, const std::string& name) {
    if (find_check(name) == nullptr) throw runtime_error{"there is no check '" + name + "'"};
    out.checks.push_back(name);
}

using Reader = std::function<void(Case&, const std::string& value, int line)>;

const std::map<std::string, Reader, std::less<>>& readers() {
    static const std::map<std::string, Reader, std::less<>> all{
        {"board", [](Case& out, const std::string& value, int) { out.boards = words_of(value); }},
        {"exec", [](Case& out, const std::string& value, int) { out.commands.push_back(value); }},
        {"with", [](Case& out, const std::string& value, int) { out.programs.push_back(value); }},
        {"etc", [](Case& out, const std::string& value, int) { out.files.push_back(value); }},
        {"kernel", [](Case& out, const std::string& value, int) { out.kernel = value; }},
        {"timeout", [](Case& out, const std::string& value,
                       int) { out.time_limit = std::chrono::seconds{number_of(value, 1, 3600)}; }},
        {"harts", [](Case& out, const std::string& value, int) { out.harts = std::to_string(number_of(value, 1, 8)); }},
        {"expect",
         [](Case& out, const std::string& value, int line) { out.steps.push_back({line, false, Pattern{value}, {}}); }},
        {"type", [](Case& out, const std::string& value,
                    int line) { out.steps.push_back({line, true, Pattern{""}, unescaped(value)}); }},
        {"forbid",
         [](Case& out, const std::string& value, int line) { out.forbidden.push_back({line, Pattern{value}}); }},
        {"check", [](Case& out, const std::string& value, int) { add_check(out, value); }},
        {"stress", [](Case&, const std::string&, int) {}},  // more tests of the same case: CMakeLists.txt
        {"status", [](Case& out, const std::string& value, int) { out.status = number_of(value, 0, 255); }},
    };
    return all;
}

void read_line(Case& out, std::string_view line, int number) {
    const auto blank = line.find_first_of(" \t");
    const std::string word{line.substr(0, blank)};
    const std::string value{blank == std::string_view::npos ? std::string_view{} : trimmed(line.substr(blank))};
    if (word == "icount" && value.empty()) return void(out.counts_instructions = true);
    if (word == "seedless" && value.empty()) return void(out.seeded = false);
    const auto reader = readers().find(word);
    if (reader == readers().end()) throw runtime_error{"'" + word + "' is no word of a boot test"};
    if (value.empty()) throw runtime_error{"'" + word + "' has no value"};
    reader->second(out, value, number);
}

}  // namespace

Case read_case(std::istream& in, const std::filesystem::path& file) {
    Case out;
    out.file = file;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const auto text = trimmed(line);
        if (text.empty() || text.starts_with('#')) continue;
        try {
            read_line(out, text, number);
        } catch (const runtime_error& fault) {
            throw CaseFault{file.string() + ":" + std::to_string(number) + ": " + fault.what()};
        }
    }
    if (out.steps.empty() && out.checks.empty()) throw CaseFault{file.string() + ": nothing is expected or checked"};
    return out;
}

}  // namespace freehold::boot_test
