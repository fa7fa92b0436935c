// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "freehold/layout.hpp"
#include "freehold/pid.hpp"
#include "freehold/translation.hpp"

namespace freehold::search {

/// What the memory manager did to the machine during one operation. Before each, every page is taken to be dirty and
/// every translation to be cached: the worst that can be.
template <Word physical_pages, unsigned pids, Word virtual_pages>
struct Board {
    std::array<bool, physical_pages> zeroed{};
    std::array<std::array<bool, virtual_pages>, pids> forgotten{};
    std::array<bool, pids> forgotten_all{};

    void clear() { *this = {}; }
};

/// The manager's way to the board, which is not a part of its state. The last virtual page is the kernel's in
/// every address space: a page of its own that nobody may reach (O4).
template <Word physical_pages, unsigned pids, Word virtual_pages>
struct Machine {
    Board<physical_pages, pids, virtual_pages>* board = nullptr;

    static constexpr Entry kernel_entry{Use::plain, false, Rights::rwx(), PhysPage{physical_pages}};

    void zero(PhysPage page) { board->zeroed[page.number()] = true; }
    void forget(XousPid pid, VirtPages range) {
        for (Word i = range.first().number(); i < range.end().number(); ++i) board->forgotten[pid.raw()][i] = true;
    }
    void forget_all(XousPid pid) {
        board->forgotten_all[pid.raw()] = true;
        board->forgotten[pid.raw()].fill(true);
    }
    void publish_code() {}
    void preemption_point() {}
    static bool is_kernels(VirtPage page) { return page.number() == virtual_pages - 1; }
    void share_kernel(auto& entries) { entries.back() = kernel_entry; }
    bool operator==(const Machine&) const = default;
};

}  // namespace freehold::search
