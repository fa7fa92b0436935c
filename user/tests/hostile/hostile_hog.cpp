// SPDX-License-Identifier: Apache-2.0
// Takes all the RAM it gets but `PAGES` of the pool, marks every page of it, and holds it until it is told to end, or how:
// `hostile_hog PAGES`; with a further argument it ends at once. What it has marked must not be seen by whoever has the
// pages next (O6).
#include <cstdlib>

#include "find.hpp"
#include "peer.hpp"
#include "user/message.hpp"
#include "user/print.hpp"

int main(int argc, char** argv) {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    const Word left = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0;
    print("hostile_hog: begins\n");
    Word count = 0;
    for (;;) {
        const auto machine = query(freehold::abi::Query::machine);
        if (!machine || machine->value[0] <= left) break;
        const auto memory = map_memory(any_ram, anywhere, page, Flags::rw);
        if (!memory) break;
        auto* const words = static_cast<volatile Word*>(memory->pointer());
        for (Word i = 0; i < page_bytes / sizeof(Word); ++i) words[i] = 0xdead'0000 + i;
        ++count;
    }
    print("hostile_hog: has {} pages\n", count);
    if (argc > 2) return 0;
    const auto server = create_server(peer::hog);  // whoever waits for it knows that nothing changes any more
    if (!server) return 1;
    const auto told = receive(server->sid);
    if (told && told->id == peer::fault) *reinterpret_cast<volatile Word*>(page_bytes) = 0;
    return told && told->id == peer::die ? 0 : 1;
}
