// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// A kind and rights where a description has only a name.
struct Guess {
    Kind kind;
    Rights rights;
};

/// For registers: interrupt controllers, kernel timers and debug ports are reserved, everything else is a device.
[[nodiscard]] Guess guess_registers(std::string_view name);

/// For memory: "rom" (to be read) and "flash" are storage, "ram" is RAM, otherwise as `otherwise` says.
[[nodiscard]] Guess guess_memory(std::string_view name, Kind otherwise);

}  // namespace freehold::tools
