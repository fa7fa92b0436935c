# SPDX-License-Identifier: Apache-2.0
# What the build must know of this board.
set(FREEHOLD_XLEN 64)
set(FREEHOLD_PAGING sv39)
# OpenSBI, which QEMU brings, starts what lies 2 MiB behind it.
set(FREEHOLD_LOAD 0x80200000)
set(FREEHOLD_DIRECT_OFFSET 0xffffffc000000000)
set(FREEHOLD_ENTRY kernel_start)
set(FREEHOLD_POWER_OFF sifive_test)
set(FREEHOLD_MIRROR_SCAN on)
