// SPDX-License-Identifier: Apache-2.0
// What is left in registers: a call changes a0..a7 and nothing else, what a result does not use is 0, and a thread
// begins with its arguments and nothing of anybody else's.
#include "find.hpp"
#include "trial.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user::hostile {
namespace {

constexpr unsigned ra = 1, sp = 2, a0 = 10, a3 = 13;

/// x1..x31 as a thread finds them; found[0] is not used.
Word found[32] = {};

/// The size of a register, in the text of an assembly.
#define HOSTILE_TEXT_OF(value) #value
#define HOSTILE_TEXT(value) HOSTILE_TEXT_OF(value)

/// a0 is where to store; everything else is as the kernel left it.
[[gnu::naked]] void store_registers() {
    asm volatile(
        ".irp i, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
        ".if " HOSTILE_TEXT(__SIZEOF_POINTER__) " == 8\n"
        "sd x\\i, 8*\\i(a0)\n"
        ".else\n"
        "sw x\\i, 4*\\i(a0)\n"
        ".endif\n"
        ".endr\n"
        "ret");
}
static_assert(sizeof(Word) == __SIZEOF_POINTER__);

void first_registers(Hostile& hostile) {
    hostile.tries("19 a new thread's registers", [](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, page, Flags::rw);
        if (!steps.granted("map", memory)) return;
        const auto thread = create_thread(VirtAddr{reinterpret_cast<Word>(&store_registers)}, *memory,
                                          reinterpret_cast<Word>(found), 0xa1, 0xa2, 0xa3);
        if (!steps.granted("thread", thread)) return;
        steps.granted("join", join_thread(*thread));
        for (unsigned x = 1; x < 32; ++x) {
            const Word due = x == ra             ? abi::magic::thread_exit
                             : x == sp           ? raw(memory->start) + page_bytes - 16
                             : x == a0           ? reinterpret_cast<Word>(found)
                             : x > a0 && x <= a3 ? 0xa0 + (x - a0)
                                                 : 0;
            steps.holds("nothing but its arguments", found[x] == due);
        }
        steps.granted("unmap", unmap_memory(*memory));
    });
}

/// What a call leaves in the registers that it does not use.
bool silent(const Reply& reply, unsigned used) {
    for (unsigned i = used; i < 7; ++i)
        if (reply.value[i] != 0) return false;
    return true;
}

Reply noisy(abi::Call call, Word first = 0, Word second = 0) {
    constexpr Word noise = 0x5ec2e7;
    return system_call(call, first, second, noise, noise, noise, noise, noise);
}

void reply_words(Hostile& hostile) {
    hostile.tries("19 words that a reply does not use", [](Steps& steps) {
        steps.holds("an error", silent(noisy(abi::Call::unmap_memory, page_bytes, page_bytes), 1));
        steps.holds("an error of no such call", silent(noisy(abi::Call{1000}), 1));
        steps.holds("an error of no such query", silent(noisy(abi::Call::platform_specific, 99), 1));
        steps.holds("Ok", silent(noisy(abi::Call::yield), 0));
        steps.holds("a thread's id", silent(noisy(abi::Call::get_thread_id), 1));
        steps.holds("a process' id", silent(noisy(abi::Call::get_process_id), 1));
        steps.holds("a server's address", silent(noisy(abi::Call::create_server_id), 4));
        steps.holds("a range", silent(system_call(abi::Call::increase_heap, 0, 0, 7, 7, 7, 7, 7), 2));
        steps.holds("an address", silent(noisy(abi::Call::virt_to_phys, reinterpret_cast<Word>(found)), 1));
        for (const auto what : {abi::Query::machine, abi::Query::process, abi::Query::audit})
            steps.holds("a query", silent(noisy(abi::Call::platform_specific, static_cast<Word>(what)), 5));
    });
    hostile.tries("19 a message's words", [](Steps& steps) {
        static abi::Sid sid;
        const auto server = create_server();
        if (!steps.granted("server", server)) return;
        sid = server->sid;
        steps.granted("send", send(server->connection, MessageId{5}, {1, 2, 3, 4}));
        const auto reply =
            system_call(abi::Call::receive_message, sid.word[0], sid.word[1], sid.word[2], sid.word[3], 9, 9, 9);
        steps.holds("an envelope", reply.tag == abi::Tag::message_envelope && reply.value[2] == 5);
        for (Word i = 0; i < 4; ++i) steps.holds("what was sent", reply.value[3 + i] == i + 1);
        const auto none =
            system_call(abi::Call::try_receive_message, sid.word[0], sid.word[1], sid.word[2], sid.word[3], 9, 9, 9);
        steps.holds("none", none.tag == abi::Tag::none && silent(none, 0));
        steps.granted("disconnect", disconnect(server->connection));
        const auto gone =
            system_call(abi::Call::destroy_server, sid.word[0], sid.word[1], sid.word[2], sid.word[3], 9, 9, 9);
        steps.holds("it is gone", gone.tag == abi::Tag::ok && silent(gone, 0));
    });
}

/// Fills the registers that a call must keep, makes it, and says whether they are as they were.
bool kept_by(abi::Call call) {
    Word number = static_cast<Word>(call), differs;
    asm volatile(
        "mv a0, %1\n li a1, 0\n li a2, 0\n"
        "li t0, 0x101\n li t1, 0x202\n li t2, 0x303\n li t3, 0x404\n li t4, 0x505\n li t5, 0x606\n"
        "li s2, 0x712\n li s3, 0x713\n li s4, 0x714\n li s5, 0x715\n li s6, 0x716\n li s7, 0x717\n li s8, 0x718\n"
        "ecall\n"
        "addi t0, t0, -0x101\n addi t1, t1, -0x202\n addi t2, t2, -0x303\n addi t3, t3, -0x404\n addi t4, t4, -0x505\n"
        "addi t5, t5, -0x606\n addi s2, s2, -0x712\n addi s3, s3, -0x713\n addi s4, s4, -0x714\n addi s5, s5, -0x715\n"
        "addi s6, s6, -0x716\n addi s7, s7, -0x717\n addi s8, s8, -0x718\n"
        "or t0, t0, t1\n or t0, t0, t2\n or t0, t0, t3\n or t0, t0, t4\n or t0, t0, t5\n or t0, t0, s2\n or t0, t0, "
        "s3\n"
        "or t0, t0, s4\n or t0, t0, s5\n or t0, t0, s6\n or t0, t0, s7\n or t0, t0, s8\n mv %0, t0"
        : "=r"(differs)
        : "r"(number)
        : "memory", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "t0", "t1", "t2", "t3", "t4", "t5", "s2", "s3",
          "s4", "s5", "s6", "s7", "s8");
    return differs == 0;
}

void kept_registers(Hostile& hostile) {
    hostile.tries("19 registers that a call keeps", [](Steps& steps) {
        for (const auto call : {abi::Call::yield, abi::Call::get_process_id, abi::Call::map_memory, abi::Call::shutdown,
                                abi::Call::increase_heap})
            steps.holds("kept", kept_by(call));
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    if (const auto thread = start_thread([](Word) {}, 0)) (void)join_thread(*thread);  // a context page that stays
    const auto server = create_server();
    if (!server || !send(server->connection, MessageId{0}, {})) return 1;  // and one for messages
    Hostile hostile{"hostile_regs"};
    first_registers(hostile);
    reply_words(hostile);
    kept_registers(hostile);
    return hostile.failures();
}
