// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <span>

#include "kernel/config.hpp"
#include "kernel/elf/file.hpp"

/// Programs in the ELF format (System V ABI, "Object Files"; RISC-V ELF psABI), of the machine's own width.
namespace freehold::kernel {

/// Why a program was not loaded or not started.
struct SpawnFault {
    abi::Errno number;
    elf::Fault load{};  ///< with `invalid_coding`: what is wrong with its file

    constexpr SpawnFault(abi::Errno why) : number{why} {}
    constexpr SpawnFault(elf::Fault fault) : number{abi::Errno::invalid_coding}, load{fault} {}
};

/// Where a loaded program starts, and its table of unwinding (0: none).
struct Image {
    VirtAddr entry;
    VirtAddr eh_frame;
};

/// Maps the program into an empty process and copies it in. On an error the process is to be ended by the caller.
std::expected<Image, SpawnFault> load(Memory& memory, XousPid pid, std::span<const char> bytes);

}  // namespace freehold::kernel
