/* SPDX-License-Identifier: Apache-2.0 */
/* Loads and stores of a register, for both widths: the compiler says which. */
#pragma once
#if __riscv_xlen == 32
#define REG_S sw
#define REG_L lw
#define REG_BYTES 4
#else
#define REG_S sd
#define REG_L ld
#define REG_BYTES 8
#endif
