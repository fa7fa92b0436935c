// SPDX-License-Identifier: Apache-2.0
// Makes random system calls with random, boundary and stale arguments from several threads; `hostile_fuzz SEED
// CALLS`. One with an even and one with an odd seed send to each other. It keeps off only what would end it by right
// or make it wait for ever: the kernel has to bear the rest.
#include <atomic>
#include <cstdlib>

#include "find.hpp"
#include "peer.hpp"
#include "random.hpp"
#include "user/message.hpp"
#include "user/print.hpp"
#include "user/thread.hpp"

namespace freehold::user::hostile {
namespace {

constexpr Word fuzzing_threads = 3;
constexpr Word strange_id = 100'000;  ///< no server knows a message id from here on
constexpr VirtAddr arena{0x5000'0000};

constinit Word seed = 1;
constinit Word calls_each = 0;
std::atomic<Word> made = 0, refused = 0, running = 0;
Server own;

/// Addresses, sizes and numbers where kernels go wrong.
constexpr Word edges[] = {
    0,           1,           2,           15,          16,          31,          32,          255,
    256,         4095,        4096,        4097,        8192,        0x3f,        0x40,        0x10'0000,
    0x40'0000,   0x2000'0000, 0x2000'1000, 0x4000'0000, 0x403f'f000, 0x4040'0000, 0x7000'0000, 0x8000'0000,
    0x80ff'f000, 0x8100'0000, 0xbfff'f000, 0xc000'0000, 0xfc00'0000, 0xff80'2000, 0xffff'f000, 0xffff'fffc,
    0xffff'ffff, 0x1000'0000, 0x1000'1000, 0x0c00'0000, 0x7fff'ffff,
};

constexpr abi::Sid meeting_point(Word parity) {
    auto sid = abi::Sid::of("hostile-fuzzer  ");
    sid.word[3] = static_cast<std::uint32_t>(parity & 1);
    return sid;
}

Word page_of_arena(Random& random) { return raw(arena) + random.below(24) * page_bytes; }

/// As many random bits as a register has.
Word wide(Random& random) {
    Word word = 0;
    for (std::size_t i = 0; i < sizeof(Word); i += 4) word = (word << 16 << 16) | random.next();
    return word;
}

Word any_word(Random& random) {
    switch (random.below(7)) {
        case 0: return edges[random.below(sizeof edges / sizeof edges[0])];
        case 1: return random.next();
        case 5: return wide(random);
        case 6: return ~(wide(random) >> random.below(8 * sizeof(Word)));  // the last addresses there are
        case 2: return page_of_arena(random);
        case 3: return random.below(8) * page_bytes;
        case 4: return 0x8000'0000 + random.below(4096) * page_bytes;
        default: return random.below(40);
    }
}

/// The stack is what is random about a new thread: its entry returns to where threads end.
void return_at_once(Word) {}
void leave_handler(Word, Word) {}

bool safe_query(Word what, Word about) {
    return what != static_cast<Word>(abi::Query::end_process) || about != raw(self());
}

/// Sends with strange ids only, so that nothing is printed and nobody is asked for what does not come.
void send_something(Random& random, Word (&w)[7]) {
    w[0] = random.below(6);
    w[1] = random.below(7);
    w[2] = strange_id + random.below(16);
    w[3] = page_of_arena(random);
    w[4] = random.below(4) == 0 ? any_word(random) : random.below(5) * page_bytes;
}

void map_something(Random& random, Word (&w)[7]) {
    if (random.below(3) != 0) w[0] = 0;
    w[1] = page_of_arena(random);
    if (random.below(4) != 0) w[2] = (1 + random.below(5)) * page_bytes;
    w[3] = random.below(4) == 0 ? any_word(random) : random.below(0x40);
}

void make_call(Random& random) {
    using enum abi::Call;
    constexpr abi::Call calls[] = {
        map_memory,
        map_memory,
        map_memory,
        unmap_memory,
        unmap_memory,
        update_memory_flags,
        increase_heap,
        decrease_heap,
        adjust_process_limit,
        virt_to_phys,
        create_thread,
        yield,
        get_thread_id,
        get_process_id,
        shutdown,
        create_process,
        claim_interrupt,
        free_interrupt,
        create_server_with_address,
        destroy_server,
        try_connect,
        disconnect,
        send_message,
        send_message,
        try_send_message,
        connect_for_process,
        return_memory,
        return_scalar1,
        return_scalar2,
        return_scalar5,
        reply_and_receive_next,
        platform_specific,
        platform_specific,
        abi::Call{0},
        abi::Call{1},
        abi::Call{4},
        abi::Call{7},
        abi::Call{13},
        abi::Call{42},
        abi::Call{47},
        abi::Call{0xffff'ffff},
    };
    const auto call = calls[random.below(sizeof calls / sizeof calls[0])];
    Word w[7];
    for (Word& word : w) word = any_word(random);
    if (call == map_memory) map_something(random, w);
    if (call == unmap_memory || call == update_memory_flags)
        w[0] = page_of_arena(random), w[1] = random.below(6) * page_bytes;
    if (call == create_thread) w[0] = reinterpret_cast<Word>(&return_at_once);
    if (call == claim_interrupt) w[1] = reinterpret_cast<Word>(&leave_handler);
    if (call == send_message || call == try_send_message) send_something(random, w);
    if (call == disconnect && w[0] < 4) return;  // the ways to the console and to the servers below
    if (call == platform_specific) w[0] = random.below(16);
    if (call == platform_specific && !safe_query(w[0], w[1])) return;
    const auto reply = system_call(call, w[0], w[1], w[2], w[3], w[4], w[5], w[6]);
    ++made;
    refused += reply.tag == abi::Tag::error;
    // Nobody would receive there: who has sent something to it meanwhile must get to know that it is gone.
    if (reply.tag == abi::Tag::new_server_id) (void)system_call(destroy_server, w[0], w[1], w[2], w[3]);
}

void fuzz(Word number) {
    Random random{static_cast<std::uint32_t>(seed * 7919 + number)};
    for (Word i = 0; i < calls_each; ++i) {
        if (random.below(64) == 0) (void)try_connect(meeting_point(seed + 1));
        make_call(random);
    }
    --running;
}

/// Answers what arrives, now and then wrongly first, so that no sender waits for ever.
void serve(Random& random) {
    while (running != 0) {
        const auto message = try_receive(own.sid);
        if (!message || !*message) {
            yield();
            continue;
        }
        const Envelope& got = **message;
        const Memory memory = got.carries_memory() ? got.memory() : Memory{};
        if (random.below(2) == 0)
            (void)return_memory(got.sender, {{VirtAddr{any_word(random)}, Bytes{any_word(random)}}});
        if (random.below(4) == 0 && got.carries_memory() && got.kind != abi::Received::move) (void)unmap_memory(memory);
        if (got.kind == abi::Received::move) (void)unmap_memory(memory);
        else if (got.carries_memory()) (void)return_memory(got.sender, {memory});
        else (void)return_scalar(got.sender, 1);
    }
}

bool run() {
    auto server = create_server(meeting_point(seed));
    if (!server) server = create_server();
    if (!server) return false;
    own = *server;
    running = fuzzing_threads;
    for (Word i = 0; i < fuzzing_threads; ++i)
        if (!start_thread(fuzz, i)) return false;
    Random random{static_cast<std::uint32_t>(~seed)};
    serve(random);
    return query(abi::Query::audit).has_value();
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char** argv) {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    seed = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1;
    calls_each = (argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 10'000) / fuzzing_threads;
    print("hostile_fuzz: seed {}, {} calls\n", seed, calls_each * fuzzing_threads);
    const bool agreed = run();
    print("{} fuzz seed {}: {} calls, {} refused, the books {}\n", agreed ? "PASS" : "FAIL", seed, made.load(),
          refused.load(), agreed ? "agree" : "do not agree");
    return agreed ? 0 : 1;
}
