// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>

#include "arch/riscv/csr.hpp"
#include "board.hpp"
#include "preempt_when.hpp"

namespace freehold::kernel {

/// Where the kernel sees a page of RAM.
template <class T>
T* seen(PhysPage page) {
    return reinterpret_cast<T*>(page.address().raw() + board::direct_offset);
}

/// The page that holds something the kernel sees through the direct map.
inline PhysPage page_behind(const void* at) {
    return PhysPage::of(PhysAddr{reinterpret_cast<Word>(at) - board::direct_offset});
}

/// The root that the kernel itself runs on; its upper part stands in every address space.
extern "C" board::Format::Pte kernel_root[RadixTable<board::Format>::fanout];

/// Takes interrupts in the middle of a call (kernel/preemption.hpp).
[[gnu::noinline, gnu::cold]] void preempt();

/// A moment at which others may run.
inline void preemption_point() {
    if (PreemptWhen::due()) [[unlikely]]
        preempt();
}

/// What the memory manager needs of the machine, through the direct map. Address spaces are told apart by pid.
struct DirectMap {
    void zero(PhysPage page) {
        Word* word = seen<Word>(page);
        Word* const end = word + page_bytes / sizeof(Word);
        for (; word != end; word += 32) {
#pragma clang loop unroll(full)
            for (unsigned i = 0; i < 32; ++i) word[i] = 0;  // a store for each word, and next to nothing beside
        }
    }

    void forget(XousPid pid, VirtPages pages) {
        constexpr Word few = 16;  // beyond, one fence for the space costs less than one for each page
        if (pages.count().raw() > few) return forget_all(pid);
        for (VirtPage page = pages.first(); page < pages.end(); page = page + PageCount{1})
            riscv::fence_page(page, pid);
    }
    void forget_all(XousPid pid) { riscv::fence_space(pid); }
    void publish_code() { riscv::fence_instructions(); }
    void preemption_point() { kernel::preemption_point(); }

    template <class Pte>
    Pte* table(PhysPage page) {
        return seen<Pte>(page);
    }
    void share_kernel(board::Format::Pte* root) {
        constexpr Word first = board::Format::user_root_entries;
        std::memcpy(root + first, kernel_root + first, sizeof(kernel_root) - first * sizeof(board::Format::Pte));
    }

    bool operator==(const DirectMap&) const = default;
};

}  // namespace freehold::kernel
