/* SPDX-License-Identifier: Apache-2.0 */
/* Sv39, as boot.S needs it: what one entry of the root spans, and where RAM's direct map lies. */
#pragma once
#define ROOT_SHIFT 30
#define ROOT_MASK 0x1ff
#define PTE_SHIFT 3
#define SATP_MODE 0x8000000000000000
#define DIRECT_OFFSET 0xffffffc000000000
