// SPDX-License-Identifier: Apache-2.0
// Asks a server as an ordinary client does, and holds each answer against what is right and how long it took:
//   served TARGET [ATTACKERS]   once so many `hostile_client`s attack it; then they are told that it is over
#include <cstring>

#include "report.hpp"
#include "stage.hpp"
#include "user/memory.hpp"
#include "user/process.hpp"
#include "user/request.hpp"
#include "user/thread.hpp"
#include "user/time_base.hpp"

namespace freehold::user {
namespace {

constexpr Word rounds = 4;
/// Of the machine's time, on a machine that counts instructions. Turns of a dozen processes that never rest fit in it.
constexpr Milliseconds most{500};

ConnectionId server;
Memory page;

char* bytes() { return static_cast<char*>(page.pointer()); }
void put(std::size_t at, std::uint32_t word) { std::memcpy(bytes() + at, &word, sizeof word); }
std::uint32_t word(std::size_t at) {
    std::uint32_t word;
    std::memcpy(&word, bytes() + at, sizeof word);
    return word;
}

Word told(Word id, const Words& words = {}) {
    return ask(server, MessageId{id}, words).transform([](const Answer& a) { return a.value[0]; }).value_or(refused);
}

bool by_log(Word round) {
    std::memcpy(bytes(), "served: a line\n", 15);
    const Word shown = round == 0 ? 15 : 0;
    const auto back = lend(server, MessageId{abi::log::standard_output}, {page, round, shown});
    return back && back->offset == round && back->valid == shown;
}

bool by_ticktimer(Word round) {
    namespace id = abi::ticktimer;
    const Word before = told(id::elapsed_ms), slept = told(id::sleep_ms, {2}), after = told(id::elapsed_ms);
    const bool time = before != refused && slept == 0 && after >= before + 2;
    const bool lock = told(id::unlock, {round}) == 0 && told(id::lock, {round}) == 0;
    return time && lock && told(id::wait, {round, 1}) == 1;
}

/// A name of its own, at which it asks for itself.
Word name_server(MessageId id, const abi::Sid& sid) {
    constexpr std::string_view name = "served under that name";
    std::memcpy(bytes(), name.data(), name.size());
    put(abi::names::length_at, name.size());
    for (unsigned i = 0; i < 4; ++i) put(abi::names::sid_at + 4 * i, sid.word[i]);
    return lend_mutably(server, id, {page}) ? word(abi::names::result_at) : refused;
}
bool by_names(Word round) {
    static const Result<Server> own = create_server();
    if (!own) return false;
    if (round == 0 && name_server(MessageId{abi::names::register_name}, own->sid) != abi::names::found) return false;
    return name_server(MessageId{abi::names::connect}, {}) == abi::names::found &&
           word(abi::names::connection_at) == raw(own->connection);
}

bool by_time(Word) {
    static Word before = 0;
    const auto now = ask(server, MessageId{abi::time_of_day::utc_ms});
    return now && std::exchange(before, now->value[0]) <= now->value[0];
}

bool by_archive(Word) {
    const auto text = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    if (!text) return false;
    std::memcpy(text->pointer(), "an honest text", 14);
    if (!move(server, archive::deposit, {*text, 0, 14}) || told(raw(archive::count)) != 1) return false;
    std::memcpy(bytes(), "honest", 6);
    const auto found = lend(server, archive::search, {page, 0, 6});
    const auto copied = lend_mutably(server, archive::copy, {page, 0, 0});
    const bool right =
        found && found->valid == 1 && copied && std::string_view{bytes(), copied->valid} == "an honest text";
    return right && send(server, archive::clear, {}) && told(raw(archive::count)) == 0;
}

using Round = bool (*)(Word);
Round round_of(std::string_view target) {
    if (target == "log") return by_log;
    if (target == "ticktimer") return by_ticktimer;
    if (target == "names") return by_names;
    return target == "time" ? by_time : by_archive;
}

void be_served(Report& report, Round round) {
    const auto base = TimeBase::of_machine();
    if (!base) return report.check("knows the time", false);
    Word right = 0, in_time = 0;
    for (Word i = 0; i < rounds; ++i) {
        const Ticks latest = base->after(now(), most);
        right += round(i);
        in_time += now() <= latest;
    }
    report.check("is served as if it were alone", right == rounds);
    report.check("is served in time", in_time == rounds);
}

/// Each of them asks whether it is over.
void dismiss_all(Report& report, Word attackers) {
    const auto over = create_server(stage::over);
    if (!report.granted("is over", over)) return;
    for (; attackers != 0; --attackers)
        if (const auto question = receive(over->sid)) (void)return_scalar(question->sender, 0);
}

int run(int count, char** arguments) {
    Report report{"served"};
    const auto* const target = stage::target_called(count > 1 ? arguments[1] : "");
    if (target == nullptr) return 2;
    const auto memory = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    const auto to = connect(target->sid);
    if (!report.granted("memory", memory) || !report.granted("server", to)) return 1;
    page = *memory;
    server = *to;
    std::memset(bytes(), 0, page_bytes);
    const Word attackers = stage::number(count, arguments, 2);
    for (Word i = 0; i < attackers; ++i) (void)connect(stage::under_way(i));
    be_served(report, round_of(target->name));
    dismiss_all(report, attackers);
    return report.failures();
}

}  // namespace
}  // namespace freehold::user

int main(int count, char** arguments) { return freehold::user::run(count, arguments); }
