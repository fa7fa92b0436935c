// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "arch/host/paper.hpp"
#include "freehold/flat_table.hpp"
#include "freehold/manager.hpp"
#include "freehold_pools.hpp"

namespace freehold::bench {

/// A machine without memory: what the manager itself costs, and no zeroing.
struct EmptyMachine {
    void zero(PhysPage) {}
    void forget(XousPid, VirtPages) {}
    void forget_all(XousPid) {}
    void publish_code() {}
    void preemption_point() {}
    bool operator==(const EmptyMachine&) const = default;
};

/// Small address spaces on paper.
template <std::uint32_t Pages>
struct ManagerConfig {
    static constexpr const auto& whitelist = ram_of<Pages>;
    using Table = FlatTable<ram_of<Pages>>;
    using Translation = host::PaperMmu<512, 64>;
    using Machine = EmptyMachine;
    static constexpr Layout layout{
        {VirtPage{1}, PageCount{511}}, VirtPage{64}, {VirtPage{128}, PageCount{128}}, {VirtPage{256}, PageCount{256}}};
    static constexpr unsigned max_processes = 64;
};

/// The front door: accounts, Permit, Claim and page tables on paper.
template <std::uint32_t Pages>
class Manager {
public:
    using Memory = MemoryManager<ManagerConfig<Pages>>;

    explicit Manager(const Fill& taken) {
        for (std::uint32_t page = 0; page < Pages;) {
            std::uint32_t end = page + 1;
            while (end < Pages && taken[end] == taken[page]) ++end;
            if (taken[page]) adopt(page, end - page);
            page = end;
        }
        pid_ = process();
        if (pid_) (void)map(*pid_, 1);  // so that no page table comes and goes
    }

    std::optional<PageNumber> claim() {
        const auto pages = map(*pid_, 1);
        if (!pages) return {};
        return static_cast<PageNumber>(pages->first().number());
    }
    void release(PageNumber page) { (void)memory_->unmap(*pid_, VirtPage{page}.address(), Bytes{page_bytes}); }

    /// Makes a process with so many pages.
    std::optional<XousPid> process_with(Word pages) {
        const auto pid = process();
        if (!pid || (pages != 0 && !map(*pid, pages))) return {};
        return pid;
    }
    [[nodiscard]] bool end(XousPid pid) { return memory_->end_process(pid).has_value(); }

private:
    static constexpr Limits ample{PageCount{1024}, Bytes{1 << 20}, Bytes{1 << 20}};

    void adopt(std::uint32_t page, std::uint32_t count) {
        const PhysPage first = ram_of<Pages>.regions()[0].pages.first() + PageCount{page};
        (void)memory_->adopt({first, PageCount{count}});
    }
    std::optional<XousPid> process() {
        const auto made = memory_->create_process(ample);
        if (!made) return {};
        return *made;
    }
    Expected<VirtPages> map(XousPid pid, Word pages) {
        return memory_->map(pid, {.size = Bytes{pages * page_bytes}, .rights = Rights::rw(), .physical = {}, .at = {}});
    }

    std::unique_ptr<Memory> memory_ = std::make_unique<Memory>(EmptyMachine{});
    std::optional<XousPid> pid_;
};

}  // namespace freehold::bench
