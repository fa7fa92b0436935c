// SPDX-License-Identifier: Apache-2.0
// Does to others what one must not, in the way that its argument names, checks that it got the error that is due, and
// then ends in the middle of it, by a fault. `honest_client` tells whether that harmed anybody.
#include <array>

#include "honest.hpp"
#include "report.hpp"
#include "user/memory.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr Bytes page{page_bytes};

[[noreturn]] void die() {
    *reinterpret_cast<volatile Word*>(sizeof(Word)) = 0;
    terminate(99);
}

Result<Memory> map_page() { return map_memory(any_ram, anywhere, page, Flags::rw); }

// --- floods

ConnectionId flooded;

void ask_for_ever(Word) {
    for (;;) (void)ask(flooded, honest::sum, {1, 2});
}
void lend_for_ever(Word) {
    for (const auto memory = map_page(); memory;) (void)lend_mutably(flooded, honest::invert, {*memory});
}

/// As much as it gets through, of every kind at once; it ends with its quota full and all threads waiting.
void flood(Report& report, ConnectionId to) {
    flooded = to;
    for (Word i = 0; i < 8; ++i) (void)start_thread(i % 2 == 0 ? ask_for_ever : lend_for_ever, 0);
    Word refused = 0, others = 0;
    for (Word i = 0; i < 4000; ++i) {
        const auto sent = try_send(to, honest::note, {});
        if (sent) continue;
        if (sent.error() == Errno::server_queue_full) ++refused;
        else ++others;
        const auto memory = map_page();
        if (memory && !move(to, MessageId{999}, {*memory})) (void)unmap_memory(*memory);
    }
    report.check("a flood is refused with ServerQueueFull", refused > 0 && others == 0);
    while (try_send(to, honest::note, {})) {}
}

// --- lends what it does not own

void lend_wrongly(Report& report, ConnectionId to) {
    const auto memory = map_page();
    const auto lost = map_page();
    if (!report.granted("memory", memory) || !report.granted("memory to lose", lost)) return;
    (void)move(to, MessageId{999}, {*lost});
    (void)ask(to, honest::sum);  // then it has arrived
    const struct {
        std::string_view what;
        Memory memory;
        Errno due;
    } lies[] = {
        {"nothing", {VirtAddr{0}, page}, Errno::bad_address},
        {"the kernel", {VirtAddr{abi::layout::user_end}, page}, Errno::bad_address},
        {"what wraps", {VirtAddr{~(page_bytes - 1)}, Bytes{2 * page_bytes}}, Errno::bad_address},
        {"all there is", {VirtAddr{page_bytes}, Bytes{abi::layout::user_end - page_bytes}}, Errno::bad_address},
        {"what it gave away", *lost, Errno::bad_address},
        {"a page and what is behind it", {lost->start, Bytes{8 * page_bytes}}, Errno::bad_address},
        {"half a page", {memory->start, Bytes{page_bytes / 2}}, Errno::bad_alignment},
        {"what is not on a page", {VirtAddr{raw(memory->start) + 8}, page}, Errno::bad_alignment},
        {"where messages arrive", {VirtAddr{abi::layout::message_end - page_bytes}, page}, Errno::bad_address},
    };
    for (const auto& lie : lies) {
        report.refused(lie.what, lend(to, honest::invert, {lie.memory}), lie.due);
        report.refused(lie.what, lend_mutably(to, honest::invert, {lie.memory}), lie.due);
        report.refused(lie.what, move(to, MessageId{999}, {lie.memory}), lie.due);
    }
}

// --- returns what it never received

/// The tokens that others have while `honest_client` runs: its own loans and questions are on their way meanwhile.
void return_wrongly(Report& report, ConnectionId) {
    Word granted = 0, others = 0;
    const auto count = [&](const Result<void>& result) {
        granted += result.has_value();
        others += !result && result.error() != Errno::process_not_found;
    };
    const Memory window{VirtAddr{abi::layout::message_base}, Bytes{2 * page_bytes}};
    for (Word serial = 0; serial < 512; ++serial)
        for (Word pid = 1; pid < 24; ++pid)
            for (Word tid = 0; tid < 2; ++tid) {
                const Sender token{pid << abi::sender_pid_shift | tid << 16 | serial};
                count(return_memory(token, {window}));
                count(return_scalar(token, 666));
            }
    report.check("no answer is taken from who was not asked", granted == 0);
    report.check("and each gets ProcessNotFound", others == 0);
}

// --- serves, and returns twice

/// Until it is asked for the notes: then it has served one client.
void serve_twice(Report& report, const abi::Sid& sid) {
    Word notes = 0;
    Sender before{};
    for (;;) {
        const auto message = receive(sid);
        if (!message) return report.check("message", false);
        if (message->kind == abi::Received::scalar) ++notes;
        if (message->kind == abi::Received::blocking_scalar) {
            const Word value = message->id == honest::sum ? message->words[0] + message->words[1] : notes;
            if (!return_scalar(message->sender, value)) report.check("an answer", false);
            if (return_scalar(message->sender, 666)) report.check("no second answer", false);
            if (message->id == honest::notes) return;
        }
        if (message->kind == abi::Received::mutable_borrow) {
            honest::invert_bytes(message->memory());
            if (return_memory(before, {message->memory()})) report.check("no loan is ended by an earlier one", false);
            if (!return_memory(message->sender, {message->memory()})) report.check("a return", false);
            if (return_memory(message->sender, {message->memory()})) report.check("no second return", false);
            before = message->sender;
        }
    }
}

/// Receives half of the six that wait for it, and ends.
void take_some(const abi::Sid& sid) {
    for (int turn = 0; turn < 2000; ++turn) yield();  // until all have sent
    for (int i = 0; i < 3; ++i) (void)receive(sid);
}

int run(std::string_view how) {
    Report report{"misuser"};
    const auto to = how == "twice" || how == "orphans" ? Result<ConnectionId>{} : connect(honest::server);
    const auto own = how == "twice" || how == "orphans" ? create_server(honest::misuser) : Result<Server>{};
    if (!report.granted("connection", to) || !report.granted("server", own)) return 1;
    if (how == "flood") flood(report, *to);
    if (how == "lend") lend_wrongly(report, *to);
    if (how == "return") return_wrongly(report, *to);
    if (how == "twice") serve_twice(report, own->sid);
    if (how == "orphans") take_some(own->sid);
    if (report.failures() == 0) die();
    return report.failures();
}

}  // namespace
}  // namespace freehold::user

int main(int argc, char** argv) { return freehold::user::run(argc > 1 ? argv[1] : ""); }
