// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "freehold/contract.hpp"
#include "freehold/machine.hpp"
#include "freehold/rights.hpp"

namespace freehold::host {

/// Physical memory in an array: the pages from 0 on, so that real page tables run on a host.
class Memory {
public:
    explicit Memory(PageCount pages) : pages_(pages.raw()) {}

    [[nodiscard]] std::byte* at(PhysPage page) { return pages_.at(page.number()).bytes.data(); }
    [[nodiscard]] const std::byte* at(PhysPage page) const { return pages_.at(page.number()).bytes.data(); }

private:
    struct alignas(page_bytes) Frame {
        std::array<std::byte, page_bytes> bytes;
    };
    std::vector<Frame> pages_;
};

/// A machine whose page tables lie in a `Memory`. What every address space shares is one recognisable leaf in each entry
/// of the kernel's half; a walker that takes it for a table leaves the memory and fails.
template <class Format>
struct ArrayMachine {
    Memory* memory = nullptr;

    void zero(PhysPage page) { std::fill_n(memory->at(page), page_bytes, std::byte{0}); }
    void forget(XousPid, VirtPages) {}
    void forget_all(XousPid) {}
    void publish_code() {}
    void preemption_point() {}

    template <class Pte>
    Pte* table(PhysPage page) {
        return reinterpret_cast<Pte*>(memory->at(page));
    }

    void share_kernel(auto* root) {
        constexpr PhysPage nowhere{0x3fffff};
        constexpr Word fanout = Word{1} << Format::index_bits;
        for (Word i = Format::user_root_entries; i < fanout; ++i) root[i] = Format::kernel_leaf(nowhere, Rights::rwx());
    }
    bool operator==(const ArrayMachine&) const = default;
};

}  // namespace freehold::host
