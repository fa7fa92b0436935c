// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <cstdlib>
#include <set>

#include "whitelist/build.hpp"

namespace freehold::tools {

inline void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::abort();
}

/// What must hold of any whitelist: pages, ascending, disjoint, without a wrap, named apart.
inline void require_sound(const Listing& listing) {
    std::set<std::string> names;
    PhysPage free_from;
    for (const ListedRegion& region : listing.regions) {
        require(region.pages.count() > PageCount{0}, "a region has pages");
        require(region.pages.first() >= free_from, "regions ascend and are disjoint");
        require(region.pages.end().number() <= page_number_end, "a region ends within the address space");
        require(!region.name.empty() && region.name.size() <= 16, "a name has 1 to 16 bytes");
        require(names.insert(region.name).second, "names differ");
        free_from = region.pages.end();
    }
}

/// What must hold of a reader's answer.
inline void require_sound(const Result<Description>& description) {
    const auto says_what = [](const Fault& fault) {
        require(!fault.text.empty() && fault.status != Status::ok, "a fault says what is wrong");
    };
    if (!description) return says_what(description.error());
    require_sound(build(description->entries, {}, AddressBits{64}));
    for (const Defect& defect : description->defects) says_what(defect.fault);
}

}  // namespace freehold::tools
