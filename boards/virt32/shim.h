/* SPDX-License-Identifier: Apache-2.0 */
/* What the machine-mode shim touches on QEMU's virt machine; each is reserved or listed in board.dts. */
#pragma once
#define CLINT_MTIMECMP 0x02004000 /* clint@2000000, of hart 0; the others' follow */
#define UART_BASE 0x10000000      /* serial@10000000 */
#define TEST_FINISHER 0x00100000  /* test@100000 */
