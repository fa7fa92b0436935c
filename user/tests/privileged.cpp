// SPDX-License-Identifier: Apache-2.0
// Reads a register of the kernel's: an illegal instruction for a user.
int main() {
    unsigned long value;
    asm volatile("csrr %0, satp" : "=r"(value));
    return static_cast<int>(value);
}
