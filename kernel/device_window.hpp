// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "board.hpp"

namespace freehold::kernel {

/// A register that the kernel itself drives, as it sees it: all are in the superpage of the interrupt controller.
inline volatile std::uint32_t& device_register(PhysAddr at) {
    constexpr Word superpage_mask =
        (Word{1} << (page_shift + board::Format::index_bits * (board::Format::levels - 1))) - 1;
    return *reinterpret_cast<volatile std::uint32_t*>(board::device_window + (at.raw() & superpage_mask));
}

}  // namespace freehold::kernel
