// SPDX-License-Identifier: Apache-2.0
// Runs an instruction that it wrote into its own RAM, asked for with R, W and X: writable RAM is never executable
// (O11), so it must be ended by an instruction page fault.
#include "user/memory.hpp"

int main() {
    using namespace freehold::user;
    const auto memory = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rwx);
    if (!memory) return 1;
    *static_cast<volatile unsigned*>(memory->pointer()) = 0x0000'8067;  // ret
    asm volatile("fence.i");
    reinterpret_cast<void (*)()>(memory->pointer())();
    return 2;
}
