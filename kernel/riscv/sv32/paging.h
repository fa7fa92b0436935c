/* SPDX-License-Identifier: Apache-2.0 */
/* Sv32, as boot.S needs it: what one entry of the root spans, and where RAM's direct map lies. */
#pragma once
#define ROOT_SHIFT 22
#define ROOT_MASK 0x3ff
#define PTE_SHIFT 2
#define SATP_MODE 0x80000000
#define DIRECT_OFFSET 0x40000000
