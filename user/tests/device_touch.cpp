// SPDX-License-Identifier: Apache-2.0
// device_touch PHYS OFFSET load|store: claims the page at PHYS and touches the word at OFFSET in it. Where nothing answers on
// the bus, the program is ended by an access fault.
#include <cstdlib>
#include <string_view>

#include "report.hpp"
#include "user/memory.hpp"

int main(int count, char** arguments) {
    using namespace freehold::user;
    Report report{"device_touch"};
    if (count != 4) return report.check("arguments", false, "device_touch PHYS OFFSET load|store"), report.failures();
    const auto mapped =
        map_memory(PhysAddr{std::strtoul(arguments[1], nullptr, 0)}, anywhere, Bytes{page_bytes}, Flags::device);
    if (!report.granted("claim", mapped)) return report.failures();
    const Word offset = std::strtoul(arguments[2], nullptr, 0) % page_bytes;
    auto* const word = reinterpret_cast<volatile unsigned*>(raw(mapped->start) + offset);
    if (arguments[3] == std::string_view{"store"}) *word = 0;
    else (void)*word;
    return report.failures();
}
