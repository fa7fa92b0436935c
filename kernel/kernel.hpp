// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "kernel/boot_image.hpp"
#include "kernel/interrupts.hpp"
#include "kernel/powers.hpp"
#include "kernel/preemption.hpp"
#include "kernel/process.hpp"
#include "kernel/random.hpp"
#include "kernel/scheduler.hpp"

namespace freehold::kernel {

/// All that the kernel knows, apart from what lies in pages that are counted to processes.
struct Kernel {
    Kernel(BootImage boot_image, const Powers& boot_powers, Random seeded)
        : image{boot_image}, powers{boot_powers}, random{seeded} {}

    Scheduler scheduler;
    Preemption preemption;
    Timer timer;
    Interrupts interrupts;
    BootImage image;
    Powers powers;
    Random random;
    std::array<Process*, Memory::pids> processes{};
    Memory memory{DirectMap{}};  // after what most calls need: offsets stay short
    List<Thread> connecting;     ///< threads that wait for a server to be made
    std::uint32_t server_serial = 0;

    /// A process that has not ended, or none.
    [[nodiscard]] Process* find(XousPid pid) {
        Process* const process = pid.raw() < Memory::pids ? processes[pid.raw()] : nullptr;
        return process && !process->ended ? process : nullptr;
    }
    void each_process(auto&& visit) {
        for (Process* each : processes)
            if (each && !each->ended) visit(*each);
    }
};

}  // namespace freehold::kernel
