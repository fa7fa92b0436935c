// SPDX-License-Identifier: Apache-2.0
// Ends while as many as can want to know of it: besides those who watch everybody, the name server, at which a thread of
// its own waits for a name that nobody has, and the log server, to which it has begun to tell of a panic.
#include <cstring>

#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/print.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr std::string_view name = "nobody is called so";

void wait_for_name(Word) {
    const auto to = connect(abi::name_server);
    const auto memory = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    if (!to || !memory) return;
    auto* const bytes = static_cast<char*>(memory->pointer());
    const auto length = static_cast<std::uint32_t>(name.size());
    std::memcpy(bytes, name.data(), name.size());
    std::memcpy(bytes + abi::names::length_at, &length, sizeof length);
    (void)lend_mutably(*to, MessageId{abi::names::connect}, {*memory});
    print("FAIL watched: an answer for a name that nobody has\n");
}

void begin_panic(ConnectionId log) {
    (void)send(log, MessageId{abi::log::panic_begin}, {});
    const char text[] = "last word!";
    Words words{};
    for (unsigned i = 0; i < sizeof text - 1; ++i) words[i / 4] |= static_cast<Word>(text[i]) << (8 * (i % 4));
    (void)send(log, MessageId{abi::log::panic_text + sizeof text - 1}, words);
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    const auto log = connect(freehold::abi::log_server);
    if (!log || !start_thread(wait_for_name, 0)) return 1;
    for (int turn = 0; turn < 200; ++turn) yield();
    begin_panic(*log);
    for (int turn = 0; turn < 200; ++turn) yield();
    return 7;
}
