// SPDX-License-Identifier: Apache-2.0
// Stands in for the time server, for its clock: interrupts that come while their thread waits, handlers that ask for
// what they must not and that do not return. Says so at the console, and then lets `hostile_clock wait` go on.
#include <atomic>

#include "find.hpp"
#include "peer.hpp"
#include "trial.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"
#include "user/timer.hpp"

namespace freehold::user::hostile {
namespace {

constexpr Interrupt alarm{11};  // qemu -M virt: rtc@101000
constexpr MessageId rang{1}, how_it_went{2};

/// Registers of google,goldfish-rtc, in words.
constexpr unsigned alarm_low = 2, alarm_high = 3, irq_enabled = 4, clear_interrupt = 7;

volatile std::uint32_t* clock_registers = nullptr;
Server own;
std::atomic<bool> stop = false;
std::atomic<Word> runs = 0;
volatile Word forbidden = 0, refusals = 0;

/// At once: an alarm that lies in the past.
void ring() {
    clock_registers[irq_enabled] = 1;
    clock_registers[alarm_high] = 0;
    clock_registers[alarm_low] = 1;
}

void quiet() { clock_registers[clear_interrupt] = 1; }

void send_a_message(Word, Word argument) {
    quiet();
    ++runs;
    (void)try_send(own.connection, rang, {argument});
}

void ask_for_what_is_forbidden(Word, Word) {
    quiet();
    for (const auto call : {abi::Call::map_memory, abi::Call::unmap_memory, abi::Call::increase_heap, abi::Call::yield,
                            abi::Call::wait_event, abi::Call::receive_message, abi::Call::send_message,
                            abi::Call::create_thread, abi::Call::join_thread, abi::Call::terminate_process,
                            abi::Call::shutdown, abi::Call::connect, abi::Call::platform_specific}) {
        forbidden = forbidden + 1;
        refusals = refusals + (refusal(system_call(call)) == Errno::access_denied);
    }
    refusals =
        refusals + (refusal(system_call(abi::Call::try_send_message, raw(own.connection),
                                        static_cast<Word>(abi::Send::blocking_scalar), 1)) == Errno::access_denied);
    forbidden = forbidden + 1;
    (void)try_send(own.connection, rang, {});
}

void not_return(Word, Word) {
    quiet();
    ++runs;
    while (!stop) {}
}

void while_its_thread_waits(Hostile& hostile) {
    hostile.tries("20 interrupts while their thread waits for a message", [](Steps& steps) {
        if (!steps.granted("claim", claim_interrupt(alarm, send_a_message, 0x600d))) return;
        for (Word turn = 1; turn <= 100; ++turn) {
            const auto thread = start_thread([](Word) { yield(), yield(), ring(); }, 0);
            if (!steps.granted("thread", thread)) return;
            const auto message = receive(own.sid);
            steps.holds("it arrives", message && message->id == rang && message->words[0] == 0x600d && runs == turn);
            steps.granted("join", join_thread(*thread));
        }
        steps.granted("free", free_interrupt(alarm));
    });
}

/// WaitEvent tells of what a handler has dealt with, once, and whether somebody waited for it already or not.
void wait_for_events(Hostile& hostile) {
    hostile.tries("20 waiting for an interrupt that was dealt with", [](Steps& steps) {
        if (!steps.granted("claim", claim_interrupt(alarm, send_a_message, 1))) return;
        (void)set_alarm(Ticks{0});
        steps.granted("what came before is over", wait_event());
        ring();
        steps.granted("it has come before", wait_event());
        steps.granted("message", receive(own.sid));
        const auto thread = start_thread([](Word) { yield(), yield(), ring(); }, 0);
        if (!steps.granted("thread", thread)) return;
        const Word before = runs;
        steps.granted("it comes later", wait_event());
        steps.holds("after the handler", runs == before + 1);
        steps.granted("join", join_thread(*thread));
        steps.granted("message", receive(own.sid));
        steps.granted("free", free_interrupt(alarm));
    });
}

void ask_in_a_handler(Hostile& hostile) {
    hostile.tries("20 calls that no handler may make", [](Steps& steps) {
        if (!steps.granted("claim", claim_interrupt(alarm, ask_for_what_is_forbidden, 0))) return;
        ring();
        const auto message = receive(own.sid);
        steps.holds("it has run", message && forbidden != 0);
        steps.holds("each is refused", refusals == forbidden);
        steps.granted("free", free_interrupt(alarm));
    });
}

/// Only the thread that claimed it stands still. It goes on once the handler is let go.
void never_return(Hostile& hostile) {
    hostile.tries("20 an interrupt handler that does not return", [](Steps& steps) {
        runs = 0;
        static std::atomic<bool> leave = false;
        const auto thread = start_thread(
            [](Word) {
                (void)claim_interrupt(alarm, not_return, 0);
                ring();
                while (!leave) yield();
                (void)free_interrupt(alarm);
            },
            0);
        if (!steps.granted("thread", thread)) return;
        while (runs == 0) yield();
        for (int turn = 0; turn < 100; ++turn) yield();
        steps.holds("others go on, and it has run once", runs == 1);
        steps.refused("claim it too", claim_interrupt(alarm, not_return, 0), Errno::interrupt_in_use);
        steps.granted("take it away", free_interrupt(alarm));
        stop = true;
        leave = true;
        steps.granted("join", join_thread(*thread));
    });
}

int attack() {
    const auto clock = free_region("rtc");
    if (!clock) return 1;
    const auto registers = map_memory(*clock, anywhere, page, Flags::device);
    const auto server = create_server();
    if (!registers || !server) return 1;
    clock_registers = static_cast<volatile std::uint32_t*>(registers->pointer());
    own = *server;
    if (const auto thread = start_thread([](Word) {}, 0)) (void)join_thread(*thread);  // a context page that stays
    (void)send(own.connection, rang, {});                                              // and one for messages
    (void)receive(own.sid);
    const auto told = create_server(peer::clock);
    const auto waiter = told ? receive(told->sid) : std::unexpected(told.error());
    if (!waiter) return 1;  // once it waits, nobody starts or ends anything, and the pool is as it was
    Hostile hostile{"hostile_clock"};
    while_its_thread_waits(hostile);
    wait_for_events(hostile);
    ask_in_a_handler(hostile);
    never_return(hostile);
    (void)return_scalar(waiter->sender, static_cast<Word>(hostile.failures()));
    (void)receive(told->sid);  // init would start it again
    return 1;
}

/// Waits for the other, and ends with its failures.
int wait() {
    return connect(peer::clock)
        .and_then([](ConnectionId to) { return ask(to, how_it_went); })
        .transform([](const Answer& answer) { return static_cast<int>(answer.value[0]); })
        .value_or(-1);
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char**) { return argc > 1 ? freehold::user::hostile::wait() : freehold::user::hostile::attack(); }
