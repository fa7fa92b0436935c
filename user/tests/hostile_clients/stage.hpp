// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <optional>
#include <string_view>

#include "../../examples/archive.hpp"
#include "user/message.hpp"

/// What `served` and `hostile_client` agree on: which server it is about, and when each has its turn.
namespace freehold::user::stage {

struct Target {
    std::string_view name;
    abi::Sid sid;
};
inline constexpr Target targets[] = {
    {"log", abi::log_server},   {"ticktimer", abi::ticktimer_server}, {"names", abi::name_server},
    {"time", abi::time_server}, {"archive", archive::address},
};

inline const Target* target_called(std::string_view name) {
    for (const Target& each : targets)
        if (each.name == name) return &each;
    return nullptr;
}

/// Made by the attacker of that number when its attack is under way: who connects waits for that.
inline abi::Sid under_way(Word attacker) {
    abi::Sid sid = abi::Sid::of("hostile-client  ");
    sid.word[3] = static_cast<std::uint32_t>(attacker);
    return sid;
}
/// Made by `served` when it has seen enough: each attacker asks it whether that is so, and is answered.
inline constexpr abi::Sid over = abi::Sid::of("served-is-over  ");
inline void wait_until_over() {
    if (const auto served = connect(over)) (void)ask(*served, MessageId{1});
}

/// A number among the arguments; 0 where there is none.
inline Word number(int count, char** arguments, int index) {
    return index < count ? std::strtoul(arguments[index], nullptr, 0) : 0;
}

}  // namespace freehold::user::stage
