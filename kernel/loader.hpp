// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <span>

#include "abi/platform.hpp"
#include "kernel/config.hpp"

/// Programs in the ELF format (System V ABI, "Object Files"; RISC-V ELF psABI), of the machine's own width.
namespace freehold::kernel {

/// What is wrong with a program, and at which byte of its file; or why there is no room for it.
struct LoadFault {
    abi::LoadProblem problem = abi::LoadProblem::none;
    Word offset = 0;
    Error memory{};  ///< with `no_memory`
};

/// Where a loaded program starts, and its table of unwinding (0: none).
struct Image {
    VirtAddr entry;
    VirtAddr eh_frame;
};

/// Maps the program into an empty process and copies it in. On an error the process is to be ended by the caller.
std::expected<Image, LoadFault> load(Memory& memory, XousPid pid, std::span<const char> file);

}  // namespace freehold::kernel
