/* SPDX-License-Identifier: Apache-2.0 */
/* Loads and stores of a register of 64 bits. */
#pragma once
#define REG_S sd
#define REG_L ld
#define REG_BYTES 8
