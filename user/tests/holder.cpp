// SPDX-License-Identifier: Apache-2.0
// holder PHYS SIZE: claims that range, says so, and keeps it until it is ended. Only then can another have it.
#include <cstdlib>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"

int main(int count, char** arguments) {
    using namespace freehold::user;
    Report report{"holder"};
    if (count != 3) return report.check("arguments", false, "holder PHYS SIZE"), report.failures();
    const PhysAddr phys{std::strtoul(arguments[1], nullptr, 0)};
    const Bytes size{std::strtoul(arguments[2], nullptr, 0)};
    if (!report.granted("claim", map_memory(phys, anywhere, size, Flags::device))) return report.failures();
    const auto server = create_server();
    if (!report.granted("server", server)) return report.failures();
    while (receive(server->sid)) {}
    return report.failures();
}
