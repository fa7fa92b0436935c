// SPDX-License-Identifier: Apache-2.0
// Lends and gives away what it must not, and ends with a loan out. Needs `hostile_peer`. With an argument it is the
// one who comes after that end and finds all in order (R1, O8).
#include <atomic>

#include "find.hpp"
#include "peer.hpp"
#include "trial.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user::hostile {
namespace {

struct Loan {
    ConnectionId to;
    Memory memory;
};
Loan kept;

void lend_to_be_kept(Word) { (void)lend_mutably(kept.to, peer::keep, {kept.memory}); }

Word loans_held(ConnectionId to) {
    return ask(to, peer::held).transform([](const Answer& answer) { return answer.value[0]; }).value_or(~Word{0});
}

bool wait_until_held(ConnectionId to, Word loans) {
    for (int turn = 0; turn < 10'000; ++turn) {
        if (loans_held(to) == loans) return true;
        yield();
    }
    return false;
}

void lend_wrongly(Hostile& hostile, ConnectionId to) {
    hostile.tries("07 lending what has a hole", [&](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, Bytes{3 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        steps.granted("a hole", unmap_memory(nth_page(*memory, 1)));
        for (const Word count : {2u, 3u}) {
            steps.refused("lend", lend(to, peer::keep, {first_pages(*memory, count)}), Errno::bad_address);
            steps.refused("move", move(to, peer::keep, {first_pages(*memory, count)}), Errno::bad_address);
        }
        steps.granted("unmap", unmap_memory(nth_page(*memory, 0)));
        steps.granted("unmap", unmap_memory(nth_page(*memory, 2)));
    });
    hostile.tries("07 lending a device, or a place in storage", [&](Steps& steps) {
        for (const auto kind : {abi::RegionKind::device, abi::RegionKind::storage}) {
            const auto phys = free_page(kind);
            const auto memory = phys ? map_memory(*phys, anywhere, page, Flags::r) : std::unexpected(Errno::not_found);
            if (!steps.granted("map", memory)) continue;
            steps.refused("lend", lend(to, peer::keep, {*memory}), Errno::access_denied);
            steps.refused("move", move(to, peer::keep, {*memory}), Errno::access_denied);
            steps.granted("unmap", unmap_memory(*memory));
        }
    });
    hostile.tries("07 lending more than a window holds", [&](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, Bytes{1025 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        steps.refused("lend", lend(to, peer::keep, {*memory}), Errno::out_of_memory);
        steps.granted("unmap", unmap_memory(*memory));
    });
}

/// While the loan is out, its owner can do nothing with it, from any thread.
void use_what_is_lent(Hostile& hostile, ConnectionId to, const Memory& memory) {
    hostile.tries("07 using what is lent", [&](Steps& steps) {
        const auto thread = start_thread(lend_to_be_kept, 0);
        if (!steps.granted("thread", thread)) return;
        steps.holds("it is kept", wait_until_held(to, 1));
        steps.refused("unmap", unmap_memory(memory), Errno::share_violation);
        steps.refused("protect", restrict_memory(memory, Flags::r), Errno::share_violation);
        steps.refused("lend again", lend(to, peer::keep, {memory}), Errno::share_violation);
        steps.refused("move", move(to, peer::keep, {memory}), Errno::share_violation);
        steps.refused("map over", map_memory(any_ram, memory.start, memory.bytes, Flags::rw), Errno::memory_in_use);
        const auto phys = virt_to_phys(memory.start);
        steps.holds("it is still its owner's", phys && owner_of(*phys) == self());
        if (phys) steps.refused("claim", map_memory(*phys, anywhere, page, Flags::rw), Errno::memory_in_use);
        steps.refused("a stack there", create_thread(VirtAddr{page_bytes}, memory, 0, 0, 0, 0), Errno::share_violation);
        const auto token = ask(to, peer::token);
        if (token)
            for (const Word address : {raw(memory.start), abi::layout::message_base})
                steps.refused("return it oneself",
                              return_memory(Sender{token->value[0]}, {{VirtAddr{address}, memory.bytes}}),
                              Errno::process_not_found);
        steps.holds("it comes back", ask(to, peer::release).has_value() && join_thread(*thread).has_value());
    });
}

/// What is lent by a process that ends stays the kernel's until it comes back. This is where it ends.
void end_with_a_loan(Hostile& hostile, ConnectionId to) {
    hostile.tries_for_good("07 ending with a loan out", [&](Steps& steps) {
        steps.granted("thread", start_thread(lend_to_be_kept, 0));
        steps.holds("it is kept", wait_until_held(to, 1));
    });
}

void come_after(Hostile& hostile, ConnectionId to) {
    hostile.tries_for_good("07 a dead lender's loan comes back", [&](Steps& steps) {
        const auto free = query(abi::Query::machine);
        steps.holds("one is held", loans_held(to) == 1);
        steps.granted("release", ask(to, peer::release));
        const auto more = query(abi::Query::machine);
        steps.holds("the pool has it", free && more && more->value[0] > free->value[0]);
    });
    hostile.tries_for_good("07 lending to one who dies with it", [&](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, Bytes{2 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        auto* const word = static_cast<volatile Word*>(memory->pointer());
        *word = 0x600d;
        steps.refused("lend", lend_mutably(to, peer::die, {*memory}), Errno::server_not_found);
        steps.holds("it is home", *word == 0x600d);
        steps.refused("lend to a dead one", lend(to, peer::keep, {*memory}), Errno::server_not_found);
        steps.granted("unmap", unmap_memory(*memory));
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char**) {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    const auto to = connect(peer::sid);
    const auto memory = map_memory(any_ram, anywhere, Bytes{2 * page_bytes}, Flags::rw);
    if (!to || !memory) return 1;
    kept = {*to, *memory};
    if (const auto thread = start_thread([](Word) {}, 0)) (void)join_thread(*thread);  // a context page that stays
    (void)send(*to, MessageId{0}, {});                                                 // and one for messages
    Hostile hostile{"hostile_lender"};
    if (argc > 1) return come_after(hostile, *to), hostile.failures();
    lend_wrongly(hostile, *to);
    hostile.tries("07 a borrower's abuse", [&](Steps& steps) {
        steps.granted("lend", lend_mutably(*to, peer::abuse, {*memory}));
        steps.holds("it is through with it", loans_held(*to) == 0);
    });
    use_what_is_lent(hostile, *to, *memory);
    end_with_a_loan(hostile, *to);
    return hostile.failures();
}
