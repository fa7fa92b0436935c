// SPDX-License-Identifier: Apache-2.0
// A process that lives to end, in the way that its first argument names: what `hostile_parent` spawns by the hundred.
#include <string_view>

#include "find.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user::hostile {
namespace {

constexpr abi::Sid parent = abi::Sid::of("hostile-parent  ");

void fill(Memory memory) {
    auto* const words = static_cast<volatile Word*>(memory.pointer());
    for (Word i = 0; i < raw(memory.bytes) / sizeof(Word); i += 128) words[i] = 0xdead'beef;
}

/// Has memory, a heap, threads, a server and messages on their way, and leaves it all.
[[noreturn]] void leave_it_all() {
    if (const auto memory = map_memory(any_ram, anywhere, Bytes{8 * page_bytes}, Flags::rw)) fill(*memory);
    if (const auto heap = increase_heap(Bytes{4 * page_bytes})) fill(*heap);
    (void)start_thread([](Word) { (void)receive(create_server().value_or(Server{}).sid); }, 0);
    if (const auto server = create_server()) (void)send(server->connection, MessageId{1}, {});
    if (const auto to = try_connect(parent)) (void)send(*to, MessageId{2}, {raw(self())});
    terminate(0);
}

[[noreturn]] void jump(Word address) {
    reinterpret_cast<void (*)()>(address)();
    terminate(99);
}

/// A stack that is not there, in an exception handler that is not there.
[[noreturn]] void lose_the_handler() {
    (void)system_call(abi::Call::set_exception_handler, page_bytes, page_bytes);
    *reinterpret_cast<volatile Word*>(page_bytes) = 1;
    terminate(99);
}

/// The handler says to go on elsewhere than forwards.
Word handler_that_goes_back(Word, Word, Word) { return ~Word{0}; }

[[noreturn]] void go_back() {
    alignas(16) static unsigned char stack[1024];
    (void)system_call(abi::Call::set_exception_handler, reinterpret_cast<Word>(&handler_that_goes_back),
                      reinterpret_cast<Word>(stack + sizeof stack));
    *reinterpret_cast<volatile Word*>(page_bytes) = 1;
    terminate(99);
}

int act(std::string_view what) {
    if (what == "leave") leave_it_all();
    if (what == "interrupt_return") jump(abi::magic::interrupt_return);
    if (what == "exception_return") jump(abi::magic::exception_return);
    if (what == "thread_exit") jump(abi::magic::thread_exit);
    if (what == "kernel") jump(abi::layout::user_end);
    if (what == "last_word") jump(~Word{3});
    if (what == "lose_the_handler") lose_the_handler();
    if (what == "go_back") go_back();
    return 0;
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char** argv) { return argc > 1 ? freehold::user::hostile::act(argv[1]) : 0; }
