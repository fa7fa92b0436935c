// SPDX-License-Identifier: Apache-2.0
// A program's own handler for its faults (SetExceptionHandler): it is told what happened and where, and says how to go on.
// With an argument, the program ends by what no handler mends.
#include <string_view>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/process.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

// RISC-V privileged specification, "scause"
constexpr Word illegal_instruction = 2, breakpoint = 3, load_fault = 13, store_fault = 15;
constexpr Word instruction_bytes = 4;

/// What the handler was told last, and how often it has run.
struct Told {
    Word cause = 0, address = 0, pc = 0, stack = 0;
    unsigned times = 0;
};
constinit Told told{};

alignas(16) constinit unsigned char stack[8 * 1024]{};

using ExceptionHandler = Word (*)(Word cause, Word address, Word pc);

void set_handler(ExceptionHandler handler) {
    (void)system_call(abi::Call::set_exception_handler, reinterpret_cast<Word>(handler),
                      reinterpret_cast<Word>(stack + sizeof stack));
}

Word note(Word cause, Word address, Word pc) {
    const Word here = reinterpret_cast<Word>(__builtin_frame_address(0));
    told = {cause, address, pc, here, told.times + 1};
    return instruction_bytes;
}

/// Maps what was missing, and has the instruction run again.
Word supply(Word cause, Word address, Word pc) {
    (void)note(cause, address, pc);
    const VirtAddr missing{address & ~(page_bytes - 1)};
    return map_memory(any_ram, missing, Bytes{page_bytes}, Flags::rw) ? 0 : ~Word{0};
}

Word fault_again(Word, Word, Word) { return *reinterpret_cast<volatile Word*>(0x20); }
Word give_up(Word, Word, Word) { return ~Word{0}; }

// Each is one instruction of 4 bytes, whose address it returns.
Word load(Word address, Word& value) {
    Word pc;
    asm volatile("la %0, 1f\n .option push\n .option norvc\n 1: lw %1, 0(%2)\n .option pop"
                 : "=&r"(pc), "+r"(value)
                 : "r"(address)
                 : "memory");
    return pc;
}
Word store(Word address, Word value) {
    Word pc;
    asm volatile("la %0, 1f\n .option push\n .option norvc\n 1: sw %1, 0(%2)\n .option pop"
                 : "=&r"(pc)
                 : "r"(value), "r"(address)
                 : "memory");
    return pc;
}
Word run_nothing() {
    Word pc;
    asm volatile("la %0, 1f\n 1: .4byte 0" : "=&r"(pc)::"memory");
    return pc;
}
Word stop_here() {
    Word pc;
    asm volatile("la %0, 1f\n .option push\n .option norvc\n 1: ebreak\n .option pop" : "=&r"(pc)::"memory");
    return pc;
}

bool was_told(Word cause, Word address, Word pc) {
    const auto begin = reinterpret_cast<Word>(stack);
    const bool on_its_stack = told.stack > begin && told.stack <= begin + sizeof stack;
    return told.cause == cause && told.address == address && told.pc == pc && on_its_stack;
}

void told_and_resumed(Report& report) {
    set_handler(note);
    Word value = 77;
    const Word loads = load(page_bytes - 8, value);
    report.check("a load is told", was_told(load_fault, page_bytes - 8, loads));
    report.check("the next instruction runs, all registers as before", value == 77);
    const Word text = reinterpret_cast<Word>(&told_and_resumed) & ~Word{3};
    report.check("a store is told", was_told(store_fault, text, store(text, 0)));
    const Word nothing = run_nothing();
    report.check("an instruction that is none is told", was_told(illegal_instruction, nothing, nothing));
    const Word stop = stop_here();
    report.check("a breakpoint is told", was_told(breakpoint, stop, stop));
    report.check("each once", told.times == 4);
}

void supplied(Report& report) {
    set_handler(supply);
    const Word missing = abi::layout::map_end - page_bytes;
    (void)store(missing, 42);
    report.check("an instruction runs again where the handler says 0",
                 told.address == missing && *reinterpret_cast<Word*>(missing) == 42);
}

void in_a_thread(Report& report) {
    set_handler(note);
    told = {};
    const auto thread = start_thread(
        [](Word) {
            Word value = 0;
            (void)load(sizeof(Word), value);
        },
        0);
    report.check("a thread that faults is resumed, and ends as ever",
                 thread && join_thread(*thread) && told.times == 1 && told.address == sizeof(Word));
}

/// Others run, and fault, before it returns.
Word take_long(Word cause, Word address, Word pc) {
    for (int turn = 0; turn < 20; ++turn) yield();
    return note(cause, address, pc);
}

void in_several_threads(Report& report) {
    constexpr Word threads = 4;
    set_handler(take_long);
    told = {};
    Result<ThreadId> started[threads];
    for (auto& thread : started)
        thread = start_thread(
            [](Word) {
                Word value = 0;
                (void)load(sizeof(Word), value);
            },
            0);
    bool ended = true;
    for (const auto& thread : started) ended = thread && join_thread(*thread) && ended;
    report.check("threads that fault while the handler runs wait for it, and are resumed",
                 ended && told.times == threads);
}

/// @return never, if all is well
int end_by(std::string_view what) {
    Word value = 0;
    if (what == "nested") set_handler(fault_again);
    if (what == "given_up") set_handler(give_up);
    if (what == "taken_back") set_handler(note), set_handler(nullptr);
    if (what == "outside") set_handler(note), reinterpret_cast<void (*)()>(abi::magic::exception_return)();
    if (what == "interrupt") reinterpret_cast<void (*)()>(abi::magic::interrupt_return)();
    (void)load(0x10, value);
    print("FAIL exceptions {}: it goes on\n", what);
    return 1;
}

}  // namespace
}  // namespace freehold::user

int main(int argc, char** argv) {
    using namespace freehold::user;
    if (argc > 1) return end_by(argv[1]);
    Report report{"exceptions"};
    told_and_resumed(report);
    supplied(report);
    in_a_thread(report);
    in_several_threads(report);
    return report.failures();
}
