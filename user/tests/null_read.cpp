// SPDX-License-Identifier: Apache-2.0
// Reads from address 0: must be ended by a load page fault there.
int main() {
    const volatile int* nothing = nullptr;
    asm volatile("" : "+r"(nothing));
    return *nothing;
}
