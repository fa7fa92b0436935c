// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <span>

#include "freehold/address.hpp"

namespace freehold::kernel {

/// The bytes of RAM that the boot image lies in.
struct InitialImage {
    PhysAddr begin;
    PhysAddr end;
};

/// What `/chosen` says to this boot.
struct Chosen {
    InitialImage image;                   ///< `linux,initrd-start` to `linux,initrd-end`
    std::span<const unsigned char> seed;  ///< `rng-seed`; empty where the firmware has none
};

/// Reads `/chosen` of a flattened device tree (Devicetree Specification 0.4, chapter 5). Nothing outside the blob's own size is read.
/// @return what is missing or wrong
std::expected<Chosen, const char*> read_chosen(PhysAddr tree);

}  // namespace freehold::kernel
