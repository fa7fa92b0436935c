// SPDX-License-Identifier: Apache-2.0
#include "board.hpp"

#include "text.hpp"

namespace freehold::boot_test {
namespace {

void read_line(Variables& places, std::string_view line) {
    const auto blank = line.find_first_of(" \t");
    const std::string name{line.substr(0, blank)};
    if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos)
        throw std::runtime_error{"'" + name + "' is no name of lower-case letters and '_'"};
    if (blank == std::string_view::npos) throw std::runtime_error{"'" + name + "' has no value"};
    if (!places.emplace(name, trimmed(line.substr(blank))).second)
        throw std::runtime_error{"'" + name + "' is there twice"};
}

}  // namespace

Variables read_places(std::istream& in, const std::filesystem::path& file) {
    Variables places;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const auto text = trimmed(line);
        if (text.empty() || text.starts_with('#')) continue;
        try {
            read_line(places, text);
        } catch (const std::runtime_error& fault) {
            throw BoardFault{file.string() + ":" + std::to_string(number) + ": " + fault.what()};
        }
    }
    return places;
}

}  // namespace freehold::boot_test
