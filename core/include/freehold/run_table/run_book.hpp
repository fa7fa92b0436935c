// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "freehold/contract.hpp"
#include "freehold/pid.hpp"

namespace freehold {

/// How many runs of pages each process may have at most, and the kernel for itself. The table has room for all of them at
/// once, so what one process does leaves the others' budgets whole (O12).
struct RunBudget {
    std::uint8_t processes;    ///< user processes, with the pids from 2 on; at most 62
    std::uint8_t runs;         ///< of each process; each of its page tables and contexts is a run too
    std::uint8_t kernel_runs;  ///< what it adopts at boot

    [[nodiscard]] constexpr std::uint32_t total() const { return std::uint32_t{processes} * runs + kernel_runs; }
};

/// Which runs are counted to whom.
template <RunBudget budget>
class RunBook {
public:
    static_assert(budget.processes <= 62, "a run's tag has six bits for a pid");
    static_assert(budget.processes > 0 && budget.runs > 0 && budget.kernel_runs > 0);
    static constexpr std::uint32_t most = budget.runs > budget.kernel_runs ? budget.runs : budget.kernel_runs;

    /// Further runs that fit.
    [[nodiscard]] constexpr std::uint32_t room(XousPid pid) const {
        return (pid == kernel_pid ? budget.kernel_runs : budget.runs) - std::uint32_t{line(pid).used};
    }
    [[nodiscard]] constexpr std::uint32_t used(XousPid pid) const { return line(pid).used; }
    constexpr void add(XousPid pid, std::uint32_t runs) {
        line(pid).used = static_cast<std::uint8_t>(line(pid).used + runs);
    }
    constexpr void remove(XousPid pid, std::uint32_t runs) {
        line(pid).used = static_cast<std::uint8_t>(line(pid).used - runs);
    }

    /// Whether some of its runs hold pages that it has freed.
    [[nodiscard]] constexpr bool parked(XousPid pid) const { return line(pid).parked; }
    constexpr void set_parked(XousPid pid, bool parked) { line(pid).parked = parked; }
    /// Whether it is ending and had no run to spare to say which of its own pages are the kernel's by now: all are.
    [[nodiscard]] constexpr bool leaving(XousPid pid) const { return line(pid).leaving; }
    constexpr void set_leaving(XousPid pid, bool leaving) { line(pid).leaving = leaving; }

    constexpr bool operator==(const RunBook&) const = default;

private:
    struct Line {
        std::uint8_t used = 0;
        bool parked : 1 = false;
        bool leaving : 1 = false;
        constexpr bool operator==(const Line&) const = default;
    };
    constexpr Line& line(XousPid pid) { return lines_[index(pid)]; }
    [[nodiscard]] constexpr const Line& line(XousPid pid) const { return lines_[index(pid)]; }
    static constexpr unsigned index(XousPid pid) {
        expects(!pid.is_free() && pid.raw() <= budget.processes + 1u);
        return pid.raw() - 1u;
    }

    std::array<Line, budget.processes + 1u> lines_{};
};

}  // namespace freehold
