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
# Kernels that audit memory after every trap, by what they plant for the audit to find (kernel/audit/plant_*.cpp).
set(FREEHOLD_CHECKED_KERNELS nothing alias loss theft)
