# SPDX-License-Identifier: Apache-2.0
# What the build must know of this board.
set(FREEHOLD_XLEN 32)
set(FREEHOLD_PAGING sv32)
set(FREEHOLD_LOAD 0x80000000)
set(FREEHOLD_DIRECT_OFFSET 0x40000000)
set(FREEHOLD_ENTRY shim_start)
# QEMU starts it without firmware: a page of our own in machine mode.
set(FREEHOLD_SHIM riscv/shim.S)
set(FREEHOLD_POWER_OFF sbi)
# RAM is looked through for mirrors before the first process starts; `off` where it must not be touched (docs/mirrors.md).
set(FREEHOLD_MIRROR_SCAN on)
# Kernels that audit all that they remember after every trap (kernel/audit).
set(FREEHOLD_CHECKED_KERNELS ON)
# Kernels that set memory calls aside more often than a turn ends (kernel/preempt/).
set(FREEHOLD_STRESS_KERNELS every random)
