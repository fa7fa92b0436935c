// SPDX-License-Identifier: Apache-2.0
// Stands in for the shell, for its right to spawn: a server dies with messages waiting, and others come until one has its id and
// its address. What was for the dead never reaches that one. `hostile_ids serve` is such a server. Powers the machine off.
#include "child.hpp"
#include "peer.hpp"
#include "trial.hpp"
#include "user/ending.hpp"
#include "user/message.hpp"

namespace freehold::user::hostile {
namespace {

constexpr abi::Sid sid = abi::Sid::of("hostile-ids     ");
constexpr abi::Sid heir = abi::Sid::of("hostile-heir    ");
constexpr MessageId ended{77};
constexpr MessageId for_the_dead{66};
constexpr unsigned most_processes = 300;

/// Receives nothing but two messages: how many others there were, and that it is to end.
int serve() {
    const auto server = create_server(heir);
    if (!server) return 1;
    Word others = 0;
    while (const auto message = receive(server->sid)) {
        if (message->id == peer::die) return 0;
        if (message->id == peer::held) (void)return_scalar(message->sender, others);
        else ++others;
    }
    return 1;
}

auto spawn_server() { return spawn_with("hostile_ids", "serve"); }

/// Waits for the end of the one server there is.
bool gone() {
    const auto message = receive(sid);
    const auto ending = message ? ending_of(*message, ended) : std::nullopt;
    if (!ending || !dismiss(*ending)) return false;
    settle();
    return true;
}

bool end_politely() {
    const auto connection = connect(heir);
    return connection && send(*connection, peer::die, {}) && gone() && disconnect(*connection);
}

/// A server with that id, after as many as it takes.
bool spawn_with(Pid id) {
    for (unsigned i = 0; i < most_processes; ++i) {
        const auto pid = spawn_server();
        if (!pid) return false;
        if (*pid == id) return true;
        if (!end_politely()) return false;
    }
    return false;
}

void inherit_an_id(Hostile& hostile) {
    hostile.tries("17 what is sent to the dead never reaches who has its id", [](Steps& steps) {
        const auto dead = spawn_server();
        const auto old = connect(heir);
        if (!dead || !steps.granted("connect", old)) return steps.fail("a server", "none");
        for (Word i = 0; i < 8; ++i) steps.granted("a message that waits", try_send(*old, for_the_dead, {i}));
        steps.granted("its end", end_process(*dead, 0));
        if (!gone() || !spawn_with(*dead)) return steps.fail("one with its id", "none");
        const auto memory = map_memory(any_ram, anywhere, page, Flags::rw);
        if (!steps.granted("map", memory)) return;
        const auto anew = connect(heir);
        steps.holds("it has nothing", anew && ask(*anew, peer::held).value_or(Answer{{1}}).value[0] == 0);
        steps.refused("send", try_send(*old, for_the_dead, {}), Errno::server_not_found);
        steps.refused("ask", ask(*old, peer::held), Errno::server_not_found);
        steps.refused("lend", lend(*old, for_the_dead, {*memory}), Errno::server_not_found);
        steps.refused("move", move(*old, for_the_dead, {*memory}), Errno::server_not_found);
        steps.holds("it still has nothing", anew && ask(*anew, peer::held).value_or(Answer{{1}}).value[0] == 0);
        steps.granted("unmap", unmap_memory(*memory));
        steps.granted("disconnect", disconnect(*old));
        steps.holds("it ends", end_politely());
        if (anew) (void)disconnect(*anew);
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char**) {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    if (argc > 1) return serve();
    if (!create_server(sid) || !watch(every_process, sid, ended) || !spawn_server() || !end_politely()) return 1;
    Hostile hostile{"hostile_ids"};
    inherit_an_id(hostile);
    print("hostile_ids: {} failures\n", hostile.failures());
    (void)shut_down();
    return 1;
}
