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
/// @return one name and no step for an element without `dim`
[[nodiscard]] Result<SvdArray> array_of(const SvdElement& element);

/// The peripherals of a device by name, with what `derivedFrom` takes from others.
class SvdPeripherals {
public:
    /// @return a fault for two peripherals of one name, a missing name, an unknown or circular `derivedFrom`
    [[nodiscard]] static Result<SvdPeripherals> of(pugi::xml_node device, const std::string& file);

    [[nodiscard]] const std::vector<SvdElement>& all() const { return all_; }
    /// The element itself, or the nearest one that it derives from, that has such a child; nothing when none has.
    [[nodiscard]] std::optional<SvdElement> nearest(const SvdElement& element, const char* child) const;

private:
    [[nodiscard]] Result<void> check_descent(const SvdElement& element) const;
    [[nodiscard]] const SvdElement* parent_of(const SvdElement& element) const;

    std::vector<SvdElement> all_;
    std::map<std::string, std::size_t> by_name_;
};

}  // namespace freehold::tools
