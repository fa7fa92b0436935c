// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/call.hpp"
#include "freehold/error.hpp"

namespace freehold::kernel {

/// The number that the interface has for a refusal of the memory manager: here, and nowhere else, errors become numbers.
constexpr abi::Errno number_of(Error error) {
    switch (error) {
        case Error::bad_alignment: return abi::Errno::bad_alignment;
        case Error::bad_address: return abi::Errno::bad_address;
        case Error::out_of_memory: return abi::Errno::out_of_memory;
        case Error::memory_in_use: return abi::Errno::memory_in_use;
        case Error::access_denied: return abi::Errno::access_denied;
        case Error::share_violation: return abi::Errno::share_violation;
        case Error::invalid_limit: return abi::Errno::invalid_limit;
        case Error::process_not_found: return abi::Errno::process_not_found;
    }
    return abi::Errno::internal_error;
}

}  // namespace freehold::kernel
