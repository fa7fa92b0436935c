// SPDX-License-Identifier: Apache-2.0
// Forty processes at once. `crowd` waits until all have come, so that all are there at the same time, and then lets them
// go; each of the others, `crowd NUMBER`, has memory of its own meanwhile and finds it as it left it. `crowd alone` ends when
// nothing is left of them.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/process.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr abi::Sid gate = abi::Sid::of("test-crowds-gate");
constexpr MessageId pass{1};
constexpr Word crowd = 40;  ///< the gatekeeper is one of them

int keep_gate() {
    Report report{"crowd"};
    const auto server = create_server(gate);
    if (!report.granted("server", server)) return 1;
    std::array<Envelope, crowd - 1> waiting{};
    std::array<bool, 256> seen{};
    Word same = 0;
    for (Envelope& each : waiting) {
        const auto message = receive(server->sid);
        if (!message) return 1;
        each = *message;
        same += std::exchange(seen[raw(each.pid())], true);
    }
    const auto machine = query(abi::Query::machine);
    report.check("40 processes at once, each another", same == 0 && machine && machine->value[4] >= crowd);
    for (const Envelope& each : waiting) (void)return_scalar(each.sender, 1);
    return report.failures();
}

/// @return 0 when it has come through with its memory as it was
int come(unsigned char number) {
    const auto memory = map_memory(any_ram, anywhere, Bytes{4 * page_bytes}, Flags::rw);
    const auto to = connect(gate);
    if (!memory || !to) return 1;
    const std::span bytes{static_cast<unsigned char*>(memory->pointer()), raw(memory->bytes)};
    std::ranges::fill(bytes, number);
    if (!ask(*to, pass)) return 2;
    return std::ranges::count(bytes, number) == std::ssize(bytes) ? 0 : 3;
}

/// Processes of this name, with those that have ended but are not forgotten yet.
Word crowds() {
    Word count = 0;
    for (auto process = query(abi::Query::process, 0); process && process->value[4] != 0;) {
        const Word pid = process->value[4];
        count += process_name(Pid{pid}).value_or(Name{}).text() == "crowd";
        process = query(abi::Query::process, pid);
    }
    return count;
}

int be_alone() {
    while (crowds() > 1) yield();
    return 0;
}

}  // namespace
}  // namespace freehold::user

int main(int argc, char** argv) {
    using namespace freehold::user;
    if (argc == 1) return keep_gate();
    return argv[1] == std::string_view{"alone"} ? be_alone() : come(static_cast<unsigned char>(std::atoi(argv[1])));
}
