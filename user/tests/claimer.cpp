// SPDX-License-Identifier: Apache-2.0
// claimer PHYS SIZE: claims that range, tells the result, and ends, which frees it.
#include <cstdlib>

#include "user/errno_name.hpp"
#include "user/memory.hpp"
#include "user/print.hpp"

int main(int count, char** arguments) {
    using namespace freehold::user;
    if (count != 3) return print("usage: claimer PHYS SIZE\n"), 1;
    const PhysAddr phys{std::strtoul(arguments[1], nullptr, 0)};
    const Bytes size{std::strtoul(arguments[2], nullptr, 0)};
    const auto granted = map_memory(phys, anywhere, size, Flags::device);
    print("claimer {} {}: {}\n", arguments[1], arguments[2], granted ? "granted" : errno_name(granted.error()));
    return granted ? 0 : static_cast<int>(granted.error());
}
