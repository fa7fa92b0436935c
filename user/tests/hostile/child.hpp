// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "find.hpp"
#include "user/parameters.hpp"

namespace freehold::user::hostile {

/// Starts a program of the boot image with one argument. Needs the right `spawn`.
inline std::expected<Pid, SpawnRefusal> spawn_with(std::string_view program, std::string_view argument) {
    const auto block = map_memory(any_ram, anywhere, page, Flags::rw);
    if (!block) return std::unexpected(SpawnRefusal{block.error()});
    ParameterBuilder builder{{static_cast<std::byte*>(block->pointer()), page_bytes}};
    if (!builder.add(program) || !builder.add(argument)) return std::unexpected(SpawnRefusal{Errno::invalid_argument});
    const auto child = spawn(*Name::of(program), *block);
    if (!child) (void)unmap_memory(*block);
    return child;
}

}  // namespace freehold::user::hostile
