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
#include "kernel/server_index.hpp"

namespace freehold::kernel {

/// All that the kernel knows, apart from what lies in pages that are counted to processes.
struct Kernel {
    Kernel(BootImage boot_image, const Powers& boot_powers, Random seeded)
        : image{boot_image}, powers{boot_powers}, random{seeded}, servers{random} {}

    Scheduler scheduler;
    Preemption preemption;
    Timer timer;
    Interrupts interrupts;
    BootImage image;
    Powers powers;
    Random random;
    std::array<Process*, Memory::pids> processes{};
    Memory memory{DirectMap{}};  // after what most calls need: offsets stay short
    ServerIndex servers;
    std::uint64_t server_serial = 0;
    std::array<Word, Memory::pids> serials{};  ///< the last of each pid's messages, while no process has it

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
