// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/address.hpp"

namespace freehold {

/// Where things lie in the address space of every process.
struct Layout {
    VirtPages user;      ///< all that a process may use; nothing outside is within reach of any request (O4)
    VirtPage heap;       ///< where the heap starts
    VirtPages messages;  ///< where what is received is mapped
    VirtPages maps;      ///< where `map` places what names no address
};

}  // namespace freehold
