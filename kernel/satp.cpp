// SPDX-License-Identifier: Apache-2.0
#include "kernel/satp.hpp"

namespace freehold::kernel {
namespace {

Word kernel_satp() { return board::Format::satp_mode | page_behind(kernel_root).number(); }

void translate_by(Word satp) {
    riscv::write_satp(satp);
    if (!asids_work) riscv::fence_all();
}

}  // namespace

bool asids_work = false;

void use_address_space(const Thread& thread) {
    const Word satp = thread.process->satp;
    if (riscv::read_satp() != satp) translate_by(satp);
}

void use_kernel_space() { translate_by(kernel_satp()); }

void leave_address_space(Process& process) {
    constexpr Word asid = Word{board::Format::satp_asid_mask} << board::Format::satp_asid_shift;
    const bool in_use = ((riscv::read_satp() ^ process.satp) & ~asid) == 0;  // a hart may have no room for the pid
    process.satp = kernel_satp();
    if (in_use) use_kernel_space();
}

}  // namespace freehold::kernel
