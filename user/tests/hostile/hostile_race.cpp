// SPDX-License-Identifier: Apache-2.0
// Lends a page just before the end of its turn, so that the call is set aside while the page is handed over, and has another
// thread ask the same server meanwhile: who was looked up to receive the page then runs already. `hostile_race keeper` is
// that server. Asked, it holds known words in its registers for a while and makes no call: nobody may write them.
#include <atomic>
#include <cstring>

#include "user/memory.hpp"
#include "user/print.hpp"
#include "user/thread.hpp"
#include "user/timer.hpp"

namespace freehold::user::hostile {
namespace {

constexpr auto keepers = abi::Sid::of("hostile-keeper  ");
constexpr Word known = 0x600d'0000;
constexpr Word turns_per_second = 100;
/// The call takes this many ticks at most to where it is set aside.
constexpr unsigned most_ticks = 16;

/// Keeps `known`, `known` + 1... in a0..a7 for some turns, or until a0 is another. @return whether all are as they were
[[gnu::noinline]] bool registers_stay(Word rounds) {
    register Word a0 asm("a0") = known, a1 asm("a1") = known + 1, a2 asm("a2") = known + 2, a3 asm("a3") = known + 3;
    register Word a4 asm("a4") = known + 4, a5 asm("a5") = known + 5, a6 asm("a6") = known + 6,
                     a7 asm("a7") = known + 7;
    asm volatile(
        "mv t1, a0\n"
        "1: addi %8, %8, -1\n"
        "bne a0, t1, 2f\n"
        "bnez %8, 1b\n"
        "2:"
        : "+r"(a0), "+r"(a1), "+r"(a2), "+r"(a3), "+r"(a4), "+r"(a5), "+r"(a6), "+r"(a7), "+r"(rounds)::"t1");
    const Word seen[] = {a0, a1, a2, a3, a4, a5, a6, a7};
    for (Word n = 0; n < 8; ++n)
        if (seen[n] != known + n) return false;
    return true;
}

int keep() {
    constexpr Word rounds = 8'000'000;  // more than two turns, where an instruction takes a nanosecond
    const auto server = create_server(keepers);
    if (!server) return 2;
    for (;;) {
        const auto message = receive(keepers);
        if (!message) return 1;
        if (message->carries_memory()) (void)return_memory(message->sender, {message->memory()});
        else (void)return_scalar(message->sender, registers_stay(rounds));
    }
}

std::uint64_t ticks() { return static_cast<std::uint64_t>(now()); }

class Striker {
public:
    explicit Striker(ConnectionId to) : to_{to}, turn_{query(abi::Query::machine)->value[1] / turns_per_second} {}

    /// Asks the keeper once for each strike.
    void ask_meanwhile() {
        for (unsigned strike = 1; strike <= most_ticks; ++strike) {
            while (strikes_ < strike) {}
            const auto stay = ask(to_, MessageId{1});
            if (!stay || stay->value[0] == 0) fail();
            answers_ = strike;
        }
    }
    /// @param page what it lends, `before_end` ticks before its turn ends
    void strike(unsigned before_end, const Memory& page) {
        const auto begin = next_turn();
        while (ticks() - begin < turn_ - before_end) {}
        ++strikes_;
        if (!lend(to_, MessageId{2}, {page})) fail();
        while (answers_ != strikes_) yield();
    }

private:
    /// When the next turn begins: the other thread, which waits without a call, has had one.
    [[nodiscard]] std::uint64_t next_turn() const {
        for (auto last = ticks();;) {
            const auto here = ticks();
            if (here - last > turn_ / 2) return here;
            last = here;
        }
    }
    [[noreturn]] void fail() {
        print("FAIL race strike {}: somebody's registers were written\n", strikes_.load());
        terminate(1);
    }

    ConnectionId to_;
    std::uint64_t turn_;
    std::atomic<unsigned> strikes_ = 0, answers_ = 0;
};

int strike() {
    const auto to = connect(keepers);
    const auto page = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    if (!to || !page) return 2;
    *static_cast<volatile char*>(page->pointer()) = 1;
    static Striker striker{*to};
    if (!start_thread([](Word) { striker.ask_meanwhile(); }, 0)) return 2;
    for (unsigned before_end = 1; before_end <= most_ticks; ++before_end) striker.strike(before_end, *page);
    print("PASS race registers stay as they were left, {} strikes\n", most_ticks);
    return 0;
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char** argv) {
    using namespace freehold::user::hostile;
    return argc > 1 && std::strcmp(argv[1], "keeper") == 0 ? keep() : strike();
}
