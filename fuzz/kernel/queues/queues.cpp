// SPDX-License-Identifier: Apache-2.0
// Whatever processes send, receive and answer, and whenever they end, each server gets its messages in their order, none twice and
// none lost, whoever waits is told, and what messages need is given back.
#include <cstdint>
#include <span>

#include "world.hpp"

namespace freehold::kernel::queues {
namespace {

/// As many notes as use up a quota, from somebody who does not wait.
void flood(World& world, Who who, unsigned to, unsigned notes) {
    while (notes-- > 0) world.send(who, to, false, false);
}

/// What whoever has the hart does. The lower four bits choose, the others say the rest.
void act(World& world, Who who, std::uint8_t byte) {
    const unsigned more = byte >> 4, other = more % processes;
    switch (byte & 15) {
        case 0: return world.send(who, other, false, more & 8);
        case 1: return flood(world, who, other, 4 * more);
        case 2:
        case 3: return world.send(who, other, true, true);
        case 4:
        case 5: return world.receive(who, more & 1);
        case 6:
        case 7: return world.reply(who, more);
        case 8: return world.reply_again(who);
        case 9:
        case 10: return world.connect(who, other);
        case 11: return world.open_or_close(who);
        case 12: return more == 0 ? world.end_thread(who) : world.yield();
        case 13: return more < processes ? world.end(more) : world.yield();
        case 14: return world.begin(other);
        default: return world.yield();
    }
}

void run(std::span<const std::uint8_t> bytes) {
    World world;
    for (const std::uint8_t byte : bytes) {
        const Who* const who = world.next();
        if (who) act(world, *who, byte);
        else if (byte & 1) world.end(byte / 2 % processes);
        else world.begin(byte / 2 % processes);
        world.agree();
    }
    world.finish();
}

}  // namespace
}  // namespace freehold::kernel::queues

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    freehold::kernel::queues::run({data, size});
    return 0;
}
