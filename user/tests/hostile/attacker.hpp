// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>

#include "find.hpp"
#include "random.hpp"
#include "user/lock.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"
#include "user/timer.hpp"

/// One of the two attackers of `hostile_mix`: threads that lend, give, ask, answer late, wrongly and twice, make servers and
/// threads and let them go, each at a random moment of its turn. It goes on until somebody ends it.
namespace freehold::user::hostile {

constexpr abi::Sid judge = abi::Sid::of("hostile-judge   ");
constexpr Word strange_id = 100'000;  ///< no server of the system knows a message id from here on

constexpr abi::Sid attackers(Word parity) {
    auto sid = abi::Sid::of("hostile-mixer   ");
    sid.word[3] = static_cast<std::uint32_t>(parity & 1);
    return sid;
}

inline std::uint64_t ticks() { return static_cast<std::uint64_t>(now()); }

class Attacker {
public:
    explicit Attacker(Word seed)
        : seed_{seed}, turn_{static_cast<std::uint32_t>(query(abi::Query::machine)->value[1] / 100)} {}

    [[noreturn]] void run() {
        own_ = create_server(attackers(seed_)).value_or(Server{});
        self_ = this;
        for (Word i = 1; i < threads; ++i) (void)start_thread([](Word number) { self_->attack(number); }, i);
        Random random{static_cast<std::uint32_t>(~seed_)};
        for (;;) serve(random);
    }

private:
    static constexpr Word threads = 7;
    static constexpr Word pages_each = 4;
    static constexpr Word steps_told_at_once = 16;

    [[noreturn]] void attack(Word number) {
        Random random{static_cast<std::uint32_t>(seed_ * 7919 + number)};
        for (;;) {
            step(random, number);
            if (++steps_ % steps_told_at_once == 0) tell();
        }
    }
    /// The judge counts what is done.
    static void tell() {
        if (const auto to = try_connect(judge)) (void)try_send(*to, MessageId{strange_id}, {steps_told_at_once});
    }

    void step(Random& random, Word number) {
        const auto to = random.below(4) == 0 ? try_connect(attackers(seed_)) : try_connect(attackers(seed_ + 1));
        const ConnectionId connection = to.value_or(ConnectionId{0});
        const MessageId id{strange_id + random.below(4)};
        if (random.below(4) == 0) wait_a_part_of_a_turn(random);
        switch (random.below(12)) {
            case 0: (void)ask(connection, id); break;
            case 1: (void)try_send(connection, id, {}); break;
            case 2: (void)send(connection, id, {}); break;
            case 3:
            case 4: (void)lend(connection, id, {pages(random, number)}); break;
            case 5: (void)lend_mutably(connection, id, {pages(random, number)}); break;
            case 6: (void)move(connection, id, {pages(random, number)}); break;
            case 7: make_thread(random); break;
            case 8: make_server(random); break;
            case 9: use_time(random); break;
            case 10: (void)disconnect(connection); break;
            default: touch(random, number); break;
        }
    }

    /// Sometimes to just before its end, where a call that begins is set aside.
    void wait_a_part_of_a_turn(Random& random) const {
        const std::uint32_t most = random.below(16) == 0 ? turn_ : turn_ / 64;
        const auto end = ticks() + random.below(most);
        while (ticks() < end) {}
    }

    /// Some pages of a thread's own, or of its neighbour's, mapped if they are not.
    static Memory pages(Random& random, Word number) {
        const Word whose = random.below(8) == 0 ? number + 1 : number;
        const VirtAddr start{0x5000'0000 + (whose * pages_each + random.below(pages_each)) * page_bytes};
        const Memory memory{start, Bytes{(1 + random.below(3)) * page_bytes}};
        (void)map_memory(any_ram, memory.start, memory.bytes, random.below(8) == 0 ? Flags::r : Flags::rw);
        return memory;
    }
    /// The page may be away: then the thread waits until it is back.
    static void touch(Random& random, Word number) {
        const Memory memory = pages(random, number);
        if (virt_to_phys(memory.start)) (void)restrict_memory(memory, Flags::rw);
        if (random.below(2) == 0) (void)unmap_memory(memory);
    }

    static void make_thread(Random& random) {
        const auto thread = start_thread([](Word) {}, 0, Bytes{page_bytes});
        if (thread && random.below(2) == 0) (void)join_thread(*thread);
    }
    /// Who has sent to it meanwhile must get to know that it is gone.
    void make_server(Random& random) {
        const auto server = create_server();
        if (!server) return;
        if (random.below(2) == 0) (void)try_send(server->connection, MessageId{strange_id}, {});
        if (random.below(2) == 0) (void)try_receive(server->sid);
        if (random.below(4) == 0) wait_a_part_of_a_turn(random);
        const auto& w = server->sid.word;
        (void)system_call(abi::Call::destroy_server, w[0], w[1], w[2], w[3]);
    }
    void use_time(Random& random) {
        if (random.below(2) == 0) {
            const Guard guard{lock_};
            return yield();
        }
        (void)set_alarm(Ticks{ticks() + random.below(turn_)});
        (void)wait_event();
    }

    /// Receives, and answers one of those that wait: now, late, another first, wrongly, or twice.
    void serve(Random& random) {
        if (const auto message = try_receive(own_.sid); message && *message) take(random, **message);
        else yield();
        if (random.below(4) == 0) return;
        Envelope& kept = kept_[random.below(static_cast<std::uint32_t>(kept_.size()))];
        if (kept.sender == Sender{}) return;
        if (random.below(4) == 0) (void)return_scalar(kept.sender, 1);
        if (random.below(8) == 0) (void)return_memory(kept.sender, {{VirtAddr{page_bytes}, Bytes{page_bytes}}});
        answer(kept);
        if (random.below(4) == 0) answer(kept);  // the sender, or its process, may be another by now
        kept = {};
    }
    void take(Random& random, const Envelope& message) {
        if (message.kind == abi::Received::move) return (void)unmap_memory(message.memory());
        if (message.kind == abi::Received::scalar) return;
        Envelope& kept = kept_[random.below(static_cast<std::uint32_t>(kept_.size()))];
        if (kept.sender != Sender{}) answer(kept);
        kept = message;
    }
    static void answer(const Envelope& message) {
        if (message.carries_memory()) (void)return_memory(message.sender, {message.memory()});
        else (void)return_scalar(message.sender, 1);
    }

    static inline Attacker* self_ = nullptr;

    Word seed_;
    std::uint32_t turn_;  ///< in ticks
    Server own_{};
    std::array<Envelope, 6> kept_{};
    RecursiveLock lock_;
    std::atomic<Word> steps_ = 0;
};

}  // namespace freehold::user::hostile
