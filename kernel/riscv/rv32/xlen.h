/* SPDX-License-Identifier: Apache-2.0 */
/* Loads and stores of a register of 32 bits. */
#pragma once
#define REG_S sw
#define REG_L lw
#define REG_BYTES 4
