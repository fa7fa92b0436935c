// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>

namespace freehold {

/// Why a request was refused. A refused request changes nothing (O1).
/// The kernel's system-call layer is the only place where these become numbers (`abi/error.hpp`).
enum class Error : std::uint8_t {
    bad_alignment,      ///< an address or a size is no multiple of a page, or part of a whole-granularity region
    bad_address,        ///< outside the whitelist, outside user addresses, empty, wrapping, or not mapped by the caller
    out_of_memory,      ///< the pool, the caller's limit or the address window is exhausted
    memory_in_use,      ///< the physical page has an owner, the virtual page a mapping, or a right is missing
    access_denied,      ///< the region's kind or rights forbid it
    share_violation,    ///< the page is lent, borrowed or in flight
    invalid_limit,      ///< a heap limit below the heap or above the hard limit
    process_not_found,  ///< no such live process
};

template <class T>
using Expected = std::expected<T, Error>;

/// `return refuse(Error::bad_address);` from any function that returns an `Expected`.
[[nodiscard]] constexpr std::unexpected<Error> refuse(Error why) { return std::unexpected{why}; }

}  // namespace freehold
