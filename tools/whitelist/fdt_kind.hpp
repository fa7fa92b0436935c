// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whitelist/fdt_index.hpp"
#include "whitelist/guess.hpp"

namespace freehold::tools {

/// What a node's own status and those above it make of it.
enum class Standing {
    present,
    reserved,  ///< there, but not ours
    absent,    ///< disabled or broken: not to be touched at all
};

/// The standing of a node below one of that standing.
[[nodiscard]] Standing standing_of(FdtNode node, Standing above);

/// Whether the node describes RAM: by `device_type`, or at the root by its name, where nothing says what it is else.
[[nodiscard]] bool is_memory(const FdtIndex& index, FdtNode node);

/// What the table and the node's properties make of its registers, where no fact says otherwise. Reserved is what could
/// break the isolation or the machine if a process owned it.
[[nodiscard]] Guess guess_node(const FdtIndex& index, FdtNode node);

}  // namespace freehold::tools
