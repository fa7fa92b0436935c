// SPDX-License-Identifier: Apache-2.0
// What waits in a server's queue is charged to its sender: Try calls are refused at the quota, others wait for room, and
// nothing is lost or overtakes (O12).
#include <atomic>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr Word least_quota = 128;  ///< docs/abi.md
constexpr Word many = 300;

Server server;
std::atomic<Word> sent = 0;
std::atomic<Word> answers = 0;

/// Until nothing is sent any more, also where a turn is long enough for little.
void let_sender_run() {
    for (Word before = many + 1; before != sent;) {
        before = sent;
        for (int turn = 0; turn < 50; ++turn) yield();
    }
}

/// Sends by Try until it is refused. @return how many got through, none if the refusal was another than is due
Word fill(MessageId id) {
    for (Word count = 0;; ++count)
        if (const auto done = try_send(server.connection, id, {count}); !done)
            return done.error() == Errno::server_queue_full ? count : 0;
}

/// The next that waits must be this.
bool next_is(MessageId id, Word word) {
    const auto message = try_receive(server.sid);
    return message && *message && (**message).id == id && (**message).words[0] == word;
}

void send_many(Word) {
    for (Word i = 0; i < many; ++i)
        if (send(server.connection, MessageId{2}, {i})) ++sent;
}

void try_calls(Report& report) {
    const Word quota = fill(MessageId{1});
    report.check("a quota of 128 at least, then ServerQueueFull", quota >= least_quota);
    const auto page = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    if (!report.granted("memory", page)) return;
    const auto moved = system_call(abi::Call::try_send_message, raw(server.connection),
                                   static_cast<Word>(abi::Send::move), 1, raw(page->start), page_bytes);
    report.check("memory counts as well", refusal(moved) == Errno::server_queue_full);
    report.granted("and stays where it was", unmap_memory(*page));
    bool in_order = true;
    for (Word i = 0; i < quota; ++i) in_order = next_is(MessageId{1}, i) && in_order;
    report.check("all arrive, in order", in_order);
}

/// Who may wait does, and is woken for each that is received.
void waiting_calls(Report& report) {
    const auto thread = start_thread(send_many, 0);
    if (!report.granted("thread", thread)) return;
    let_sender_run();
    const Word quota = sent;
    report.check("the sender waits at its quota", quota >= least_quota && quota < many);
    let_sender_run();
    report.check("and goes on waiting", sent == quota);
    bool in_order = next_is(MessageId{2}, 0);
    let_sender_run();
    report.check("one that is received makes room for one", sent == quota + 1);
    for (Word i = 1; i < many; ++i) {
        const auto message = receive(server.sid);
        in_order = message && message->id == MessageId{2} && message->words[0] == i && in_order;
    }
    report.check("all arrive, in order, and none twice", in_order && join_thread(*thread) && sent == many);
    const auto none = try_receive(server.sid);
    report.check("none is left", none && !*none);
}

void ask_once(Word) {
    if (const auto answer = ask(server.connection, MessageId{3})) answers += answer->value[0];
}

/// What blocks its sender waits in the sender's own context: a full quota does not keep it out.
void blocking_calls(Report& report) {
    const Word quota = fill(MessageId{1});
    const auto thread = start_thread(ask_once, 0);
    if (!report.granted("thread", thread)) return;
    for (Word i = 0; i < quota; ++i) (void)receive(server.sid);
    const auto question = receive(server.sid);
    report.check("a question comes after what was there before", question && question->id == MessageId{3});
    if (question) (void)return_scalar(question->sender, 11);
    report.check("and is answered", join_thread(*thread) && answers == 11);
}

int run() {
    Report report{"queues"};
    const auto made = create_server();
    if (!report.granted("server", made)) return 1;
    server = *made;
    try_calls(report);
    waiting_calls(report);
    blocking_calls(report);
    return report.failures();
}

}  // namespace
}  // namespace freehold::user

int main() { return freehold::user::run(); }
