// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "whitelist/lint.hpp"

namespace freehold::tools {
namespace {

bool is_listed(const Listing& listing, PhysAddr at) {
    return std::ranges::any_of(listing.regions, [at](const ListedRegion& r) {
        return r.kind != Kind::reserved && r.pages.contains(PhysPage::of(at));
    });
}

bool is_declared(const Listing& listing, PhysAddr at) {
    return std::ranges::any_of(listing.mirrors, [at](const Mirror& m) { return m.range.contains(at); });
}

}  // namespace

void lint_board(std::span<const ListedRegion> regions, std::vector<Fault>& lints) {
    if (std::ranges::find(regions, Kind::ram, &ListedRegion::kind) == regions.end() && !regions.empty())
        lints.push_back({Status::no_ram, "the board has no RAM; a fact may add it"});
    for (const ListedRegion& region : regions)
        if (region.kind != Kind::reserved)
            for (const std::string& power : region.powers) lints.push_back({Status::powerful, power});
}

void lint_twins(const Listing& listing, std::span<const Twin> twins, std::vector<Fault>& lints) {
    for (const Twin& twin : twins)
        if (is_listed(listing, twin.seen) && !is_declared(listing, twin.again) &&
            (twin.hidden || is_listed(listing, twin.again)))
            lints.push_back({Status::twin, twin.text});
}

}  // namespace freehold::tools
