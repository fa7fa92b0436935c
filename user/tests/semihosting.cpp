// SPDX-License-Identifier: Apache-2.0
// Asks the host that runs the machine to end it, as a kernel may: from a user program it is a breakpoint like any other.
#include "user/types.hpp"

int main() {
    using freehold::user::Word;
    static const Word block[] = {0x2'0026, 0};
    register Word operation asm("a0") = 0x18;
    register const Word* argument asm("a1") = block;
    asm volatile(
        ".option push\n.option norvc\n.balign 16\n"
        "slli zero, zero, 0x1f\n ebreak\n srai zero, zero, 7\n"
        ".option pop"
        : "+r"(operation)
        : "r"(argument)
        : "memory");
    return 0;
}
