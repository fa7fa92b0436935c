// SPDX-License-Identifier: Apache-2.0
// Rights that are gone, pages that are gone: the very next access faults, whatever the hardware had remembered (O11).
// Faults are seen by an exception handler, which steps over the access.
#include "find.hpp"
#include "trial.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user::hostile {
namespace {

constexpr Word store_fault = 15, load_fault = 13;  // RISC-V privileged specification, "scause"
constexpr Word access_bytes = 4;

alignas(16) constinit unsigned char handler_stack[2048];
volatile Word last_cause = 0, last_address = 0;

Word on_exception(Word cause, Word address, Word) {
    last_cause = cause;
    last_address = address;
    return access_bytes;
}

void handle_exceptions() {
    (void)system_call(abi::Call::set_exception_handler, reinterpret_cast<Word>(&on_exception),
                      reinterpret_cast<Word>(handler_stack + sizeof handler_stack));
}

/// @return the cause of the fault, 0 where there was none
Word load(VirtAddr at, Word& value) {
    last_cause = 0;
    asm volatile(".option push\n.option norvc\nlw %0, 0(%1)\n.option pop" : "=r"(value) : "r"(raw(at)) : "memory");
    return last_cause != 0 && last_address == raw(at) ? last_cause : 0;
}
Word load(VirtAddr at) {
    Word value = 0;
    return load(at, value);
}
Word store(VirtAddr at, Word value) {
    last_cause = 0;
    asm volatile(".option push\n.option norvc\nsw %0, 0(%1)\n.option pop" ::"r"(value), "r"(raw(at)) : "memory");
    return last_cause != 0 && last_address == raw(at) ? last_cause : 0;
}

void read_only(Hostile& hostile) {
    hostile.tries("11 read-only RAM is zeroed, and a store to it faults", [](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, page, Flags::r);
        if (!steps.granted("map", memory)) return;
        steps.holds("a store first", store(memory->start, 1) == store_fault);
        Word sum = 0, value = 0;
        for (Word at = 0; at < page_bytes; at += 4) {
            steps.holds("a load", load(VirtAddr{raw(memory->start) + at}, value) == 0);
            sum |= value;
        }
        steps.holds("zeroes", sum == 0);
        steps.holds("a store after", store(memory->start, 1) == store_fault);
        steps.granted("unmap", unmap_memory(*memory));
    });
    hostile.tries("10 no access where write comes without read, or nothing at all", [](Steps& steps) {
        for (const Flags flags : {Flags::none, Flags::guard}) {
            const auto memory = map_memory(any_ram, anywhere, page, flags);
            if (!steps.granted("map", memory)) continue;
            steps.holds("load", load(memory->start) == load_fault);
            steps.holds("store", store(memory->start, 1) == store_fault);
            steps.granted("unmap", unmap_memory(*memory));
        }
    });
}

void stale(Hostile& hostile, const Server& server) {
    hostile.tries("21 rights taken away, then used", [](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, page, Flags::rw);
        if (!steps.granted("map", memory)) return;
        steps.holds("store", store(memory->start, 7) == 0);
        steps.granted("protect", restrict_memory(*memory, Flags::r));
        steps.holds("a store faults", store(memory->start, 8) == store_fault);
        Word value = 0;
        steps.holds("a load does not", load(memory->start, value) == 0 && value == 7);
        steps.granted("no access", unmap_memory(*memory));
        steps.holds("a load of what is unmapped", load(memory->start) == load_fault);
        steps.holds("a store to what is unmapped", store(memory->start, 9) == store_fault);
    });
    hostile.tries("21 another page where one was", [](Steps& steps) {
        constexpr VirtAddr here{0x5000'0000};
        for (Word turn = 1; turn <= 64; ++turn) {
            const auto memory = map_memory(any_ram, here, page, Flags::rw);
            if (!steps.granted("map", memory)) return;
            Word value = 1;
            steps.holds("it is zeroed", load(here, value) == 0 && value == 0);
            steps.holds("store", store(here, turn) == 0);
            steps.granted("unmap", unmap_memory(*memory));
            steps.holds("it is gone", load(here) == load_fault);
        }
    });
    hostile.tries("21 a heap that has shrunk", [](Steps& steps) {
        const auto heap = increase_heap(Bytes{2 * page_bytes});
        if (!steps.granted("grow", heap)) return;
        const auto last = nth_page(*heap, 1).start;
        steps.holds("store", store(last, 7) == 0);
        steps.granted("shrink", decrease_heap(page));
        steps.holds("load", load(last) == load_fault);
        steps.granted("shrink", decrease_heap(page));
    });
    hostile.tries("21 a page that was moved to oneself", [&](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, page, Flags::rw);
        if (!steps.granted("map", memory)) return;
        steps.holds("store", store(memory->start, 0x600d) == 0);
        steps.granted("move", move(server.connection, MessageId{1}, {*memory}));
        const auto message = receive(server.sid);
        if (!steps.granted("receive", message)) return;
        Word value = 0;
        steps.holds("where it was", load(memory->start) == load_fault);
        steps.holds("where it is", load(message->memory().start, value) == 0 && value == 0x600d);
        steps.granted("unmap", unmap_memory(message->memory()));
        steps.holds("and is no more", load(message->memory().start) == load_fault);
    });
}

/// Lent to oneself: the lender's addresses wait, the borrower's have the rights of the loan, and both end with it.
void lent(Hostile& hostile, const Server& server) {
    struct Loan {
        ConnectionId to;
        Memory memory;
    };
    static Loan loan;
    hostile.tries("21 a loan that has ended", [&](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, page, Flags::rw);
        if (!steps.granted("map", memory)) return;
        steps.holds("store", store(memory->start, 7) == 0);
        loan = {server.connection, *memory};
        const auto thread = start_thread([](Word) { (void)lend(loan.to, MessageId{1}, {loan.memory}); }, 0);
        const auto message = receive(server.sid);
        if (!steps.granted("thread", thread) || !steps.granted("receive", message)) return;
        const auto borrowed = message->memory();
        Word value = 0;
        steps.holds("the borrower reads", load(borrowed.start, value) == 0 && value == 7);
        steps.holds("and cannot write", store(borrowed.start, 8) == store_fault);
        steps.granted("return", return_memory(message->sender, {borrowed}));
        steps.holds("nor read any more", load(borrowed.start) == load_fault);
        steps.granted("join", join_thread(*thread));
        steps.holds("the lender has it", load(memory->start, value) == 0 && value == 7);
        steps.granted("unmap", unmap_memory(*memory));
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    const auto server = create_server();
    if (!server) return 1;
    if (const auto thread = start_thread([](Word) {}, 0)) (void)join_thread(*thread);  // a context page that stays
    (void)send(server->connection, MessageId{1}, {});                                  // and one for messages
    (void)receive(server->sid);
    Hostile hostile{"hostile_touch"};
    handle_exceptions();
    read_only(hostile);
    stale(hostile, *server);
    lent(hostile, *server);
    return hostile.failures();
}
