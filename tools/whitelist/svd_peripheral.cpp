// SPDX-License-Identifier: Apache-2.0
#include "whitelist/svd_peripheral.hpp"

#include <fmt/format.h>

namespace freehold::tools {
namespace {

constexpr Word most_copies = 4096;  ///< of one array; the largest in real files have some hundreds

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> words;
    for (std::size_t comma = 0; (comma = list.find(',')) != std::string_view::npos; list.remove_prefix(comma + 1))
        words.emplace_back(list.substr(0, comma));
    words.emplace_back(list);
    return words;
}

/// The words of a `dimIndex`: "a,b,c", "3-6" or "A-D"; empty for anything else.
std::vector<std::string> index_words(const std::string& text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string::npos || text.find(',') != std::string::npos) return split(text);
    const std::string low = text.substr(0, dash);
    const std::string high = text.substr(dash + 1);
    const bool letters = low.size() == 1 && high.size() == 1 && low[0] >= 'A' && high[0] <= 'Z' && low[0] <= high[0];
    std::vector<std::string> words;
    if (letters)
        for (char c = low[0]; c <= high[0]; ++c) words.emplace_back(1, c);
    const auto first = number_from(low);
    const auto last = number_from(high);
    if (!first || !last || *first > *last || *last - *first >= most_copies) return words;
    for (Word i = *first; i <= *last; ++i) words.push_back(std::to_string(i));
    return words;
}

std::string with_index(std::string name, const std::string& index) {
    for (const std::string_view mark : {"[%s]", "%s"}) {
        const std::size_t at = name.find(mark);
        if (at != std::string::npos) return name.replace(at, mark.size(), index);
    }
    return name;
}

}  // namespace

std::string SvdElement::text(const char* child) const {
    const std::string_view all = node.child_value(child);
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t first = all.find_first_not_of(spaces);
    if (first == std::string_view::npos) return "";
    return std::string{all.substr(first, all.find_last_not_of(spaces) - first + 1)};
}

Result<Word> SvdElement::number(const char* child) const {
    if (!node.child(child)) return fail(Status::malformed, fmt::format("{}: has no {}", where, child));
    const std::string value = text(child);
    if (const auto number = number_from(value)) return *number;
    return fail(Status::malformed, fmt::format("{}: {} is \"{}\", no number of 64 bits", where, child, value));
}

Result<Word> SvdElement::number(const char* child, Word otherwise) const {
    if (!node.child(child)) return otherwise;
    return number(child);
}

Result<SvdArray> array_of(const SvdElement& element, const SvdElement& dims) {
    const std::string name = element.text("name");
    if (!dims.node.child("dim")) return SvdArray{{name}, Bytes{0}};
    const auto copies = dims.number("dim");
    if (!copies) return std::unexpected{copies.error()};
    if (*copies == 0 || *copies > most_copies)
        return fail(Status::malformed, fmt::format("{}: dim is {}, not 1 to {}", dims.where, *copies, most_copies));
    const auto step = dims.number("dimIncrement");
    if (!step) return std::unexpected{step.error()};
    const std::string index = dims.text("dimIndex");
    const auto words = index_words(index.empty() ? fmt::format("0-{}", *copies - 1) : index);
    if (words.size() != *copies)
        return fail(Status::malformed,
                    fmt::format("{}: dimIndex \"{}\" does not name {} copies", dims.where, index, *copies));
    SvdArray array{{}, Bytes{*step}};
    for (const std::string& word : words) array.names.push_back(with_index(name, word));
    return array;
}

SvdPeripherals::SvdPeripherals(pugi::xml_node device, const std::string& file) {
    std::size_t number = 0;
    for (const pugi::xml_node node : device.child("peripherals").children("peripheral")) add(node, ++number, file);
    add_copies();
    std::vector<SvdElement> sound;
    for (const SvdElement& element : all_)
        if (auto fault = problem_of_descent(element)) problems_.push_back({element, std::move(*fault)});
        else sound.push_back(element);
    sound_ = std::move(sound);
}

void SvdPeripherals::add(pugi::xml_node node, std::size_t number, const std::string& file) {
    SvdElement element{node, fmt::format("{}: peripheral {}", file, number)};
    const std::string name = element.text("name");
    const auto refuse = [&](const char* what) {
        problems_.push_back({element, {Status::malformed, fmt::format("{}: {}", element.where, what)}});
    };
    if (name.empty()) return refuse("has no name");
    element.where = fmt::format("{}: peripheral {}", file, name);
    if (!by_name_.emplace(name, all_.size()).second) return refuse("the name is there twice");
    all_.push_back(std::move(element));
}

/// What derives from one of an array calls it by its full name.
void SvdPeripherals::add_copies() {
    for (std::size_t i = 0; i < all_.size(); ++i)
        if (const auto array = array_of(all_[i], all_[i]))
            for (const std::string& name : array->names) by_name_.emplace(name, i);
}

const SvdElement* SvdPeripherals::parent_of(const SvdElement& element) const {
    const auto at = by_name_.find(element.node.attribute("derivedFrom").value());
    return at == by_name_.end() ? nullptr : &all_[at->second];
}

/// A derivation longer than there are peripherals goes in a circle.
std::optional<Fault> SvdPeripherals::problem_of_descent(const SvdElement& element) const {
    std::size_t steps = 0;
    for (const SvdElement* at = &element; at->node.attribute("derivedFrom"); at = parent_of(*at)) {
        if (parent_of(*at) == nullptr)
            return Fault{Status::malformed, fmt::format("{}: derivedFrom names \"{}\", which is no peripheral",
                                                        at->where, at->node.attribute("derivedFrom").value())};
        if (++steps > all_.size())
            return Fault{Status::malformed, fmt::format("{}: derivedFrom goes in a circle", element.where)};
    }
    return {};
}

std::optional<SvdElement> SvdPeripherals::nearest(const SvdElement& element, const char* child) const {
    for (const SvdElement* at = &element; at != nullptr; at = parent_of(*at))
        if (at->node.child(child)) return *at;
    return {};
}

Result<SvdArray> SvdPeripherals::array(const SvdElement& element) const {
    const bool indexed = element.text("name").find("%s") != std::string::npos;
    const auto dims = indexed ? nearest(element, "dim") : std::nullopt;
    return array_of(element, dims.value_or(element));
}

}  // namespace freehold::tools
