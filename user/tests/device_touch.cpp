// SPDX-License-Identifier: Apache-2.0
// device_touch PHYS OFFSET load|store|jump: claims the page at PHYS and touches the word at OFFSET in it. Where nothing
// answers on the bus, the program is ended by an access fault.
#include <cstdlib>
#include <string_view>

#include "report.hpp"
#include "user/memory.hpp"

namespace freehold::user {
namespace {

Flags needed(std::string_view access) {
    return access == "jump" ? Flags{abi::flag::r | abi::flag::x | abi::flag::device} : Flags::device;
}

void touch(Word at, std::string_view access) {
    auto* const word = reinterpret_cast<volatile unsigned*>(at);
    if (access == "jump") reinterpret_cast<void (*)()>(at)();
    else if (access == "store") *word = 0;
    else (void)*word;
}

}  // namespace
}  // namespace freehold::user

int main(int count, char** arguments) {
    using namespace freehold::user;
    Report report{"device_touch"};
    if (count != 4) return report.check("arguments", false, "device_touch PHYS OFFSET load|store|jump"), 1;
    const PhysAddr phys{std::strtoul(arguments[1], nullptr, 0)};
    const auto mapped = map_memory(phys, anywhere, Bytes{page_bytes}, needed(arguments[3]));
    if (!report.granted("claim", mapped)) return report.failures();
    touch(raw(mapped->start) + std::strtoul(arguments[2], nullptr, 0) % page_bytes, arguments[3]);
    return report.failures();
}
