// SPDX-License-Identifier: Apache-2.0
// Nobody waits for ever: what becomes of those who wait for a server that is destroyed, for one that is made, and for a
// thread that ends. Ends of whole processes are `lender`'s, `honest_client`'s and `hostile_lender`'s.
#include <array>
#include <atomic>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

Server server;
Memory buffer;

/// What a call of a thread that waits came to. `waiting`: it has not come back.
constexpr Word waiting = 1000, granted = 1001;
std::atomic<Word> outcome = waiting;

template <class T>
Word told(const Result<T>& result) {
    return result ? granted : static_cast<Word>(result.error());
}

void receive_one(Word) { outcome = told(receive(server.sid)); }
void ask_one(Word) { outcome = told(ask(server.connection, MessageId{1})); }
void lend_one(Word) { outcome = told(lend(server.connection, MessageId{1}, {buffer})); }
void lend_one_mutably(Word) { outcome = told(lend_mutably(server.connection, MessageId{1}, {buffer})); }
void send_one(Word) { outcome = told(send(server.connection, MessageId{1}, {})); }
void connect_one(Word) {
    const auto made = connect(abi::Sid::of("to-be-made-later"));
    outcome = made ? granted : static_cast<Word>(made.error());
}
void touch_buffer(Word) {
    *static_cast<volatile Word*>(buffer.pointer()) = 5;
    outcome = granted;
}

Result<void> destroy_server(const abi::Sid& sid) {
    return expecting_ok(system_call(abi::Call::destroy_server, sid.word[0], sid.word[1], sid.word[2], sid.word[3]));
}

void let_others_run() {
    for (int turn = 0; turn < 50; ++turn) yield();
}

/// A thread that waits as it must, until `then` happens.
Word outcome_of(Report& report, ThreadBody body, auto&& then) {
    outcome = waiting;
    const auto thread = start_thread(body, 0);
    if (!report.granted("thread", thread)) return 0;
    let_others_run();
    report.check("it waits", outcome == waiting);
    then();
    (void)join_thread(*thread);
    return outcome;
}

void destroyed(Report& report) {
    constexpr struct {
        std::string_view what;
        ThreadBody body;
    } waits[] = {{"who receives from a server that is destroyed", receive_one},
                 {"who asks it", ask_one},
                 {"who lends to it", lend_one},
                 {"who lends to it mutably", lend_one_mutably}};
    for (const auto& each : waits) {
        if (const auto made = create_server(); report.granted("server", made)) server = *made;
        const Word got = outcome_of(report, each.body, [&] { (void)destroy_server(server.sid); });
        report.check(each.what, got == static_cast<Word>(Errno::server_not_found));
        *static_cast<volatile Word*>(buffer.pointer()) = 1;
        (void)disconnect(server.connection);
    }
}

/// At its quota, who sends waits for room in any queue; a queue that goes makes room, and then there is nobody to send to.
void destroyed_with_senders(Report& report) {
    if (const auto made = create_server(); report.granted("server", made)) server = *made;
    while (try_send(server.connection, MessageId{1}, {})) {}
    const Word got = outcome_of(report, send_one, [&] { (void)destroy_server(server.sid); });
    report.check("who waits for room in it", got == static_cast<Word>(Errno::server_not_found));
    (void)disconnect(server.connection);
}

void touched(Report& report) {
    if (const auto made = create_server(); report.granted("server", made)) server = *made;
    const auto lender = start_thread([](Word) { (void)lend(server.connection, MessageId{1}, {buffer}); }, 0);
    if (!report.granted("lender", lender)) return;
    let_others_run();
    const Word got = outcome_of(report, touch_buffer, [&] { (void)destroy_server(server.sid); });
    report.check("who touches what was on its way there goes on",
                 got == granted && *static_cast<volatile Word*>(buffer.pointer()) == 5);
    (void)join_thread(*lender);
    (void)disconnect(server.connection);
}

/// A server that owes answers is not to be destroyed.
void owing(Report& report) {
    if (const auto made = create_server(); report.granted("server", made)) server = *made;
    const Word got = outcome_of(report, ask_one, [&] {
        const auto question = receive(server.sid);
        report.refused("a server that owes an answer stays", destroy_server(server.sid), Errno::server_queue_full);
        if (question) (void)return_scalar(question->sender, 1);
        report.granted("until it has given it", destroy_server(server.sid));
    });
    report.check("and who asked has it", got == granted);
    (void)disconnect(server.connection);
}

void made_later(Report& report) {
    Result<Server> made;
    const Word got = outcome_of(report, connect_one, [&] { made = create_server(abi::Sid::of("to-be-made-later")); });
    report.check("who waits for a server to be made is connected", made && got == granted);
}

std::atomic<bool> stay = true;

void joined(Report& report) {
    static ThreadId other;
    const auto thread = start_thread(
        [](Word) {
            while (stay) yield();
        },
        0);
    if (!report.granted("thread", thread)) return;
    other = *thread;
    const Word got = outcome_of(report, [](Word) { outcome = told(join_thread(other)); }, [] { stay = false; });
    report.check("who waits for a thread goes on at its end", got == granted);
    report.granted("and at once where it has ended", join_thread(other));
}

int run() {
    Report report{"farewells"};
    const auto memory = map_memory(any_ram, anywhere, Bytes{2 * page_bytes}, Flags::rw);
    if (!report.granted("memory", memory)) return 1;
    buffer = *memory;
    destroyed(report);
    destroyed_with_senders(report);
    touched(report);
    owing(report);
    made_later(report);
    joined(report);
    return report.failures();
}

}  // namespace
}  // namespace freehold::user

int main() { return freehold::user::run(); }
