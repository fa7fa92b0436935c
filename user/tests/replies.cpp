// SPDX-License-Identifier: Apache-2.0
// All ways to answer: one, two and five words, a loan, and each of them in one call with the wait for the next message
// (ReplyAndReceiveNext). What does not fit the question is refused, and the question stays.
#include <array>
#include <atomic>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

using abi::Call;
using abi::Tag;

Server server;
Memory buffer;
std::atomic<Word> wrong = 0;

/// A question's id says how it wants to be answered.
enum class Form : Word { one = 1, two, five, next_one, next_two, next_five, loan, next_loan, stop };

Reply receive_raw() {
    const auto& sid = server.sid.word;
    return system_call(Call::receive_message, sid[0], sid[1], sid[2], sid[3]);
}

void must_be_refused(const Reply& reply, Errno due) { wrong += refusal(reply) != due; }

/// @param words address and length, where it is a loan
Reply answer(Form form, Word sender, const Word* words) {
    constexpr Word loan_kind = ~Word{0};
    const auto simple = [&](Call call) {
        const auto done = call == Call::return_memory ? system_call(call, sender, words[0], words[1], 5, 6)
                                                      : system_call(call, sender, 1, 2, 3, 4, 5);
        wrong += done.tag != Tag::ok;
        return receive_raw();
    };
    switch (form) {
        case Form::one: return simple(Call::return_scalar1);
        case Form::two: return simple(Call::return_scalar2);
        case Form::five: return simple(Call::return_scalar5);
        case Form::loan: return simple(Call::return_memory);
        case Form::next_one: return system_call(Call::reply_and_receive_next, sender, 9, 1, 9, 9, 9, 1);
        case Form::next_two: return system_call(Call::reply_and_receive_next, sender, 9, 1, 2, 9, 9, 2);
        case Form::next_five: return system_call(Call::reply_and_receive_next, sender, 1, 2, 3, 4, 5, 5);
        case Form::next_loan:
            return system_call(Call::reply_and_receive_next, sender, 9, words[0], words[1], 5, 6, loan_kind);
        case Form::stop: break;
    }
    return system_call(Call::return_scalar1, sender, 0);
}

/// First what is wrong with each question: another's token, another kind of answer, another buffer.
void try_wrongly(Form form, Word sender, const Word* words) {
    const bool loan = form == Form::loan || form == Form::next_loan;
    must_be_refused(system_call(Call::return_scalar1, sender ^ 1, 1), Errno::process_not_found);
    must_be_refused(system_call(Call::return_memory, sender ^ 1, words[0], words[1]), Errno::process_not_found);
    must_be_refused(system_call(Call::reply_and_receive_next, sender ^ 1, 1, 1, 1, 1, 1, 1), Errno::process_not_found);
    if (!loan)
        return must_be_refused(system_call(Call::return_memory, sender, words[0], words[1]), Errno::invalid_argument);
    must_be_refused(system_call(Call::return_scalar2, sender, 1, 2), Errno::invalid_argument);
    must_be_refused(system_call(Call::reply_and_receive_next, sender, 1, 1, 1, 1, 1, 1), Errno::invalid_argument);
    must_be_refused(system_call(Call::return_memory, sender, words[0], 2 * words[1]), Errno::bad_address);
}

void serve(Word) {
    for (Reply envelope = receive_raw(); envelope.tag == Tag::message_envelope;) {
        const auto form = static_cast<Form>(envelope.value[2]);
        try_wrongly(form, envelope.value[0], envelope.value + 3);
        envelope = answer(form, envelope.value[0], envelope.value + 3);
        if (form == Form::stop) return;
    }
    ++wrong;
}

Reply ask_for(Form form, abi::Send kind) {
    const bool loan = kind != abi::Send::blocking_scalar;
    return system_call(Call::send_message, raw(server.connection), static_cast<Word>(kind), static_cast<Word>(form),
                       loan ? raw(buffer.start) : 0, loan ? page_bytes : 0);
}

/// The tag that is due, its words, and nothing in the registers after them.
bool is(const Reply& reply, Tag tag, std::array<Word, 7> words) {
    return reply.tag == tag && std::equal(words.begin(), words.end(), reply.value);
}

int run() {
    Report report{"replies"};
    const auto made = create_server();
    const auto memory = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    if (!report.granted("server", made) || !report.granted("memory", memory)) return 1;
    server = *made;
    buffer = *memory;
    const auto thread = start_thread(serve, 0);
    if (!report.granted("thread", thread)) return 1;
    constexpr auto scalar = abi::Send::blocking_scalar;
    report.check("one word", is(ask_for(Form::one, scalar), Tag::scalar1, {1}));
    report.check("two words", is(ask_for(Form::two, scalar), Tag::scalar2, {1, 2}));
    report.check("five words", is(ask_for(Form::five, scalar), Tag::scalar5, {1, 2, 3, 4, 5}));
    report.check("a loan", is(ask_for(Form::loan, abi::Send::borrow), Tag::memory_returned, {5, 6}));
    report.check("one word, and the next", is(ask_for(Form::next_one, scalar), Tag::scalar1, {1}));
    report.check("two words, and the next", is(ask_for(Form::next_two, scalar), Tag::scalar2, {1, 2}));
    report.check("five words, and the next", is(ask_for(Form::next_five, scalar), Tag::scalar5, {1, 2, 3, 4, 5}));
    report.check("a loan, and the next",
                 is(ask_for(Form::next_loan, abi::Send::mutable_borrow), Tag::memory_returned, {5, 6}));
    (void)ask_for(Form::stop, scalar);
    report.granted("it stops", join_thread(*thread));
    report.check("what does not fit is refused", wrong == 0);
    return report.failures();
}

}  // namespace
}  // namespace freehold::user

int main() { return freehold::user::run(); }
