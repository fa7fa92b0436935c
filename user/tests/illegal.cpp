// SPDX-License-Identifier: Apache-2.0
// Runs an illegal instruction.
int main() { asm volatile("unimp"); }
