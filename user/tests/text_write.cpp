// SPDX-License-Identifier: Apache-2.0
// Writes to its own program text: must be ended by a store page fault there.
extern "C" unsigned char _start[];

int main() { *static_cast<volatile unsigned char*>(_start) = 0; }
