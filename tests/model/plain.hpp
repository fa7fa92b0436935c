// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "freehold/address.hpp"
#include "freehold/error.hpp"
#include "freehold/rights.hpp"

/// What the rules say of addresses and rights, in plain words.
namespace freehold::model {

inline constexpr Word last_address = std::numeric_limits<Word>::max();

/// O3: the arithmetic of the page range `base`..`base + size`.
template <class Space>
Expected<PageRange<Space>> range(Address<Space> base, Bytes size) {
    if (base.raw() % 4096 != 0 || size.raw() % 4096 != 0) return refuse(Error::bad_alignment);
    if (size.raw() == 0 || size.raw() - 1 > last_address - base.raw()) return refuse(Error::bad_address);
    return PageRange<Space>{Page<Space>{base.raw() / 4096}, PageCount{size.raw() / 4096}};
}

/// A write-only page is a guard: no access at all.
inline Rights meant(Rights asked) { return asked.has(Rights::w()) && !asked.has(Rights::r()) ? Rights::none() : asked; }

/// Writable memory is not executable (O11).
inline bool may(Rights granted, Rights wanted) {
    const bool runs = granted.has(Rights::x()) && !granted.has(Rights::w());
    return (!wanted.has(Rights::r()) || granted.has(Rights::r())) &&
           (!wanted.has(Rights::w()) || granted.has(Rights::w())) && (!wanted.has(Rights::x()) || runs);
}

}  // namespace freehold::model
