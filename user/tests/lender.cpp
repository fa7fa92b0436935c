// SPDX-License-Identifier: Apache-2.0
// Lends and gives pages to `borrower`, which must run: whose they are, what comes back, and that nobody has them twice
// (R1). Lends to it last when it ends, which must bring the pages home (O8).
#include <algorithm>
#include <atomic>
#include <span>

#include "lending.hpp"
#include "report.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/process.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr Bytes size{2 * page_bytes};
constexpr Word some = 100;

std::span<unsigned char> bytes_of(const Memory& memory) {
    return {static_cast<unsigned char*>(memory.pointer()), raw(memory.bytes)};
}

Word own_pages() {
    const auto process = query(abi::Query::process, raw(process_id().value_or(Pid{})));
    return process ? process->value[0] : 0;
}

void lend_and_look(Report& report, ConnectionId borrower, const Memory& memory) {
    std::ranges::fill(bytes_of(memory), 1);
    const Word before = own_pages();
    const auto summed = lend(borrower, lending::sum, {memory, 0, some});
    report.check("a loan is read by the borrower", summed && summed->offset == some);
    const auto filled = lend_mutably(borrower, lending::fill, {memory, 0, some});
    report.check("a mutable loan is written by the borrower", filled && bytes_of(memory)[0] == lending::filling);
    report.check("and only as far as said", bytes_of(memory)[some] == 1);
    report.check("lent pages stay the lender's", own_pages() == before);
    const auto abused = lend_mutably(borrower, lending::abuse, {memory, 0, some});
    report.check("a loan cannot be kept or passed on", abused && abused->offset == 0);
}

void refuse_bad_loans(Report& report, ConnectionId borrower, const Memory& memory) {
    const auto loan = [&](VirtAddr start, Bytes bytes) { return lend(borrower, lending::sum, {{start, bytes}, 0, 1}); };
    report.refused("lending half a page", loan(memory.start, Bytes{page_bytes / 2}), Errno::bad_alignment);
    report.refused("lending the kernel", loan(VirtAddr{abi::layout::user_end}, size), Errno::bad_address);
    report.refused("lending what wraps", loan(VirtAddr{~(page_bytes - 1)}, size), Errno::bad_address);
    report.refused("lending what is not mapped", loan(VirtAddr{raw(memory.start) + raw(memory.bytes)}, size),
                   Errno::bad_address);
    report.refused("lending to nobody", lend(ConnectionId{31}, lending::sum, {memory, 0, 1}), Errno::server_not_found);
}

std::atomic<bool> may_touch = false;
std::atomic<unsigned> seen = 0;

void touch_while_lent(Word address) {
    while (!may_touch) yield();
    seen = *reinterpret_cast<volatile unsigned char*>(address);
}

/// Whenever the other thread touches it: it must see what was before the loan or what was after it, and go on.
void touch_from_a_thread(Report& report, ConnectionId borrower, const Memory& memory) {
    std::ranges::fill(bytes_of(memory), 1);
    const auto thread = start_thread(touch_while_lent, raw(memory.start));
    if (!report.granted("thread", thread)) return;
    may_touch = true;
    for (int turn = 0; turn < 50; ++turn) (void)lend_mutably(borrower, lending::fill, {memory, 0, some});
    report.check("a thread that touches what is lent waits for it", join_thread(*thread).has_value());
    report.check("and reads it when it is back", seen == 1 || seen == lending::filling);
}

void give_away(Report& report, ConnectionId borrower) {
    const auto memory = map_memory(any_ram, anywhere, size, Flags::rw);
    if (!report.granted("memory to give", memory)) return;
    std::ranges::fill(bytes_of(*memory), 2);
    report.granted("giving it", move(borrower, lending::take, {*memory, 0, some}));
    const auto sum = ask(borrower, lending::moved_sum);
    report.check("the receiver has what was given", sum && sum->value[0] == 2 * some);
    report.refused("giving it again", move(borrower, lending::take, {*memory, 0, some}), Errno::bad_address);
    report.refused("unmapping what was given", unmap_memory(*memory), Errno::bad_address);
}

void outlive_the_borrower(Report& report, ConnectionId borrower, const Memory& memory) {
    std::ranges::fill(bytes_of(memory), 3);
    const auto lent = lend(borrower, lending::die_with_it, {memory, 0, some});
    report.check("a loan to who ends is an error", !lent);
    report.check("and the pages are home", bytes_of(memory)[some] == 3);
    report.granted("to be unmapped as ever", unmap_memory(memory));
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    Report report{"lender"};
    const auto borrower = connect(lending::borrower);
    const auto memory = map_memory(any_ram, anywhere, size, Flags::rw);
    if (!report.granted("connection", borrower) || !report.granted("memory", memory)) return report.failures();
    lend_and_look(report, *borrower, *memory);
    refuse_bad_loans(report, *borrower, *memory);
    touch_from_a_thread(report, *borrower, *memory);
    give_away(report, *borrower);
    outlive_the_borrower(report, *borrower, *memory);
    return report.failures();
}
