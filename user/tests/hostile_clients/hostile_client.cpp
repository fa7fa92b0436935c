// SPDX-License-Identifier: Apache-2.0
// Attacks a server as a client without any right can; `served` asks the same server beside it.
//   hostile_client TARGET kinds               every message of every kind
//   hostile_client TARGET lends DEVICE        every kind of page, and one of a device that nobody has
//   hostile_client TARGET dies N              waits in all ways, and ends by a fault after N turns
//   hostile_client TARGET waits|floods|starves|prints N    as attacker N, until `served` says that it is over
//   hostile_client names reserved             registers a name that is kept for another
#include "lends.hpp"
#include "user/process.hpp"
#include "waits.hpp"

namespace freehold::user::hostile {
namespace {

/// All that the pool has, or all that this process may have; large pieces first. It is its own until it ends.
void take_all_memory() {
    for (Word pages = 4096; pages != 0; pages /= 2)
        while (map_pages(pages)) {}
}

/// A text of 256 KiB in lines, in one loan.
void print_much(Word) {
    constexpr Word pages = 64;
    constexpr std::string_view last = "hostile_client: the long text is over\n";
    const auto text = map_pages(pages);
    if (!text) return;
    fill(*text, 'p');
    std::memcpy(static_cast<char*>(text->pointer()) + raw(text->bytes) - last.size(), last.data(), last.size());
    (void)lend(server, MessageId{abi::log::standard_output}, {*text, 0, raw(text->bytes)});
}

void begin(std::string_view attack, const stage::Target& target) {
    if (attack == "waits") wait_for_ever(target);
    if (attack == "floods") flood();
    if (attack == "starves") take_all_memory();
}

void attack_until_over(std::string_view attack, const stage::Target& target, Word number) {
    begin(attack, target);
    if (create_server(stage::under_way(number))) stage::wait_until_over();
}

/// Another thread lends it, so that others can be told when that is under way; it takes as long as the printing.
void print_beside(Word number) {
    const auto lender = start_thread(print_much, 0);
    for (int turn = 0; turn < 3; ++turn) yield();
    if (!lender || !create_server(stage::under_way(number))) return;
    stage::wait_until_over();
    (void)join_thread(*lender);
}

[[noreturn]] void die(Word turns) {
    for (Word turn = 0; turn < turns; ++turn) yield();
    *reinterpret_cast<volatile Word*>(sizeof(Word)) = 0;
    terminate(99);
}

int run(int count, char** arguments) {
    Report report{"hostile_client"};
    const auto* const target = stage::target_called(count > 1 ? arguments[1] : "");
    const std::string_view attack = count > 2 ? arguments[2] : "";
    const Word number = stage::number(count, arguments, 3);
    const auto to = target != nullptr ? connect(target->sid) : std::unexpected(Errno::not_found);
    if (!to) return 2;
    server = *to;
    if (attack == "kinds") send_all_kinds(report);
    else if (attack == "lends") lend_all_pages(report, PhysAddr{number});
    else if (attack == "reserved")
        report.check("a name that is another's is refused",
                     register_name("panic-to-screen!", target->sid) == static_cast<Word>(Errno::access_denied));
    else if (attack == "dies") wait_for_ever(*target), die(number);
    else if (attack == "prints") print_beside(number);
    else attack_until_over(attack, *target, number);
    return report.failures();
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int count, char** arguments) { return freehold::user::hostile::run(count, arguments); }
