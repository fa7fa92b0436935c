// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "whitelist/fault.hpp"
#include "whitelist/words.hpp"

namespace freehold::tools {

/// One element of an SVD file, and what to call it in faults.
struct SvdElement {
    pugi::xml_node node;
    std::string where;

    /// The text of a child without surrounding spaces, or "".
    [[nodiscard]] std::string text(const char* child) const;
    [[nodiscard]] Result<Word> number(const char* child) const;
    /// @param otherwise stands for an absent child
    [[nodiscard]] Result<Word> number(const char* child, Word otherwise) const;
};

/// The repetition of an element: `dim` copies, `dimIncrement` apart, whose names replace `%s` by the words of `dimIndex`.
struct SvdArray {
    std::vector<std::string> names;
    Bytes step;
};
/// @param dims the element that says how often: itself, or what it derives from
/// @return one name and no step where that has no `dim`
[[nodiscard]] Result<SvdArray> array_of(const SvdElement& element, const SvdElement& dims);

/// The peripherals of a device by name, with what `derivedFrom` takes from others.
class SvdPeripherals {
public:
    /// One that cannot be read: without a name, with the name of another, or derived from nothing or from itself.
    struct Problem {
        SvdElement element;
        Fault fault;
    };
    SvdPeripherals(pugi::xml_node device, const std::string& file);

    [[nodiscard]] const std::vector<SvdElement>& all() const { return sound_; }
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
    /// The element itself, or the nearest one that it derives from, that has such a child; nothing when none has.
    [[nodiscard]] std::optional<SvdElement> nearest(const SvdElement& element, const char* child) const;
    /// Its copies. What derives from an array is one where its name has a place for the index.
    [[nodiscard]] Result<SvdArray> array(const SvdElement& element) const;

private:
    void add(pugi::xml_node node, std::size_t number, const std::string& file);
    void add_copies();
    [[nodiscard]] std::optional<Fault> problem_of_descent(const SvdElement& element) const;
    [[nodiscard]] const SvdElement* parent_of(const SvdElement& element) const;

    std::vector<SvdElement> all_;    ///< that have a name of their own
    std::vector<SvdElement> sound_;  ///< of those, all but the problems
    std::vector<Problem> problems_;
    std::map<std::string, std::size_t> by_name_;
};

}  // namespace freehold::tools
