// SPDX-License-Identifier: Apache-2.0
#include "checks.hpp"

#include <map>

#include "map_check.hpp"

namespace freehold::boot_test {

Check find_check(std::string_view name) {
    static const std::map<std::string_view, Check> all{
        {"map_is_consistent", map_is_consistent},
    };
    const auto found = all.find(name);
    return found == all.end() ? nullptr : found->second;
}

}  // namespace freehold::boot_test
