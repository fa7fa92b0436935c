// SPDX-License-Identifier: Apache-2.0
// Interrupts that come again and again, and to threads that have no stack any more. It stands in for the time server,
// whose clock it rings, and serves how it went to `interrupts wait`.
#include <atomic>
#include <optional>

#include "bell.hpp"
#include "report.hpp"
#include "user/message.hpp"

namespace freehold::user {
namespace {

constexpr abi::Sid told_at = abi::Sid::of("interrupts-test ");
constexpr MessageId how_it_went{1};

std::optional<Bell> bell;
std::atomic<Word> runs = 0;
/// What a thread without a stack says, and is told.
constinit volatile std::uint32_t gone = 0, leave = 0;

void count(Word, Word) {
    bell->quiet();
    ++runs;
}

void yield_often() {
    for (int turn = 0; turn < 200; ++turn) yield();
}

bool comes() {
    const Word before = runs;
    bell->ring();
    yield_often();
    return runs == before + 1;
}

/// Unmaps what it stands on, as Rust's threads do before they end, and ends when it is told to.
[[noreturn]] void stand_on_nothing() {
    Word sp;
    asm volatile("mv %0, sp" : "=r"(sp));
    register Word a0 asm("a0") = static_cast<Word>(abi::Call::unmap_memory);
    register Word a1 asm("a1") = (sp - 1) & ~(page_bytes - 1);
    register Word a2 asm("a2") = page_bytes;
    register volatile std::uint32_t* says asm("t3") = &gone;
    register volatile std::uint32_t* told asm("t4") = &leave;
    register Word end asm("t5") = abi::magic::thread_exit;
    asm volatile(
        "ecall\n li t0, 1\n sw t0, 0(%3)\n"
        "1: lw t0, 0(%4)\n beqz t0, 1b\n jr %5"
        : "+r"(a0), "+r"(a1), "+r"(a2)
        : "r"(says), "r"(told), "r"(end)
        : "t0", "memory");
    __builtin_unreachable();
}

void again_and_again(Report& report) {
    report.granted("claim", claim_interrupt(bell->interrupt(), count, 0));
    bool all = true;
    for (int turn = 0; turn < 10; ++turn) all = all && comes();
    report.check("an interrupt comes again and again", all);
    report.granted("free", free_interrupt(bell->interrupt()));
}

void without_a_stack(Report& report) {
    runs = 0;
    const auto thread = start_thread(
        [](Word) {
            (void)claim_interrupt(bell->interrupt(), count, 0);
            stand_on_nothing();
        },
        0);
    if (!report.granted("a thread", thread)) return;
    while (gone == 0) yield();
    bell->ring();
    yield_often();
    report.check("an interrupt waits while its thread has no stack", runs == 0);
    leave = 1;
    report.granted("the thread ends", join_thread(*thread));
    bell->quiet();
    report.granted("its interrupt is free again", claim_interrupt(bell->interrupt(), count, 0));
    report.check("and comes to who claimed it", comes());
    report.granted("free", free_interrupt(bell->interrupt()));
}

/// Never returns, so that nobody starts it again.
int serve() {
    const auto told = create_server(told_at);
    const auto waiter = told ? receive(told->sid) : std::unexpected(told.error());
    if (!waiter) return 1;
    bell = Bell::take();
    Report report{"interrupts"};
    report.check("there is a device to interrupt", bell.has_value());
    if (bell) again_and_again(report), without_a_stack(report);
    (void)return_scalar(waiter->sender, static_cast<Word>(report.failures()));
    (void)receive(told->sid);
    return 1;
}

int wait() {
    return connect(told_at)
        .and_then([](ConnectionId to) { return ask(to, how_it_went); })
        .transform([](const Answer& answer) { return static_cast<int>(answer.value[0]); })
        .value_or(-1);
}

}  // namespace
}  // namespace freehold::user

int main(int argc, char**) { return argc > 1 ? freehold::user::wait() : freehold::user::serve(); }
