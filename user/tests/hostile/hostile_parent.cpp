// SPDX-License-Identifier: Apache-2.0
// Stands in for the shell, for its right to spawn: a thousand processes that end, jumps to the kernel's magic
// addresses, ids that are used again. Powers the machine off when it is done.
#include "child.hpp"
#include "trial.hpp"
#include "user/ending.hpp"
#include "user/message.hpp"

namespace freehold::user::hostile {
namespace {

constexpr abi::Sid sid = abi::Sid::of("hostile-parent  ");
constexpr MessageId ended{77};
constexpr MessageId ended_before{78};
constexpr unsigned processes = 1000;
constexpr Word fetch_fault = 12;  // RISC-V privileged specification, "scause"

std::expected<Pid, SpawnRefusal> spawn_child(std::string_view what) { return spawn_with("hostile_child", what); }

/// The end of that child; what else arrives meanwhile is dropped.
std::optional<Ending> wait_for(Pid pid) {
    for (;;) {
        const auto message = receive(sid);
        if (!message) return std::nullopt;
        const auto ending = ending_of(*message, ended);
        if (ending && ending->pid == pid) return ending;
        if (ending) (void)dismiss(*ending);
    }
}

/// How a child ends that acts so; it is gone for good afterwards.
std::optional<Ending> outcome(std::string_view what) {
    const auto child = spawn_child(what);
    if (!child) return std::nullopt;
    const auto ending = wait_for(*child);
    if (ending) (void)dismiss(*ending);
    return ending;
}

void spawn_and_end(Hostile& hostile) {
    hostile.tries("17 a thousand processes that leave all they have", [](Steps& steps) {
        Pid last{};
        unsigned reused = 0;
        for (unsigned i = 0; i < processes; ++i) {
            const auto child = spawn_child("leave");
            if (!child) return steps.fail("spawn", errno_name(child.error().error));
            if (*child == last) ++reused;
            last = *child;
            const auto ending = wait_for(*child);
            steps.holds("it ends as it said", ending && ending->cause == abi::Cause::exit && ending->code == 0);
            if (!ending) return;
            steps.holds("its name outlives it", process_name(*child).has_value());
            (void)dismiss(*ending);
        }
        steps.holds("no id is used again at once", reused == 0);
    });
}

void jump_to_magic(Hostile& hostile) {
    const auto faults = [&](std::string_view name, std::string_view what, Word cause, Word address) {
        hostile.tries(name, [&](Steps& steps) {
            const auto ending = outcome(what);
            if (!ending) return steps.fail("the end", "none");
            steps.holds("a fault", ending->cause == abi::Cause::fault && ending->code == cause);
            steps.holds("there", ending->address == address);
        });
    };
    faults("20 a return from no interrupt", "interrupt_return", fetch_fault, abi::magic::interrupt_return);
    faults("20 a return from no exception", "exception_return", fetch_fault, abi::magic::exception_return);
    faults("20 a jump into the kernel", "kernel", fetch_fault, abi::layout::user_end);
    faults("20 a jump to the last word", "last_word", fetch_fault, ~Word{3});
    faults("20 an exception handler that is not there", "lose_the_handler", fetch_fault, page_bytes);
    faults("20 an exception handler that goes back", "go_back", fetch_fault, abi::magic::exception_return);
    hostile.tries("20 the first thread returning to where threads end", [](Steps& steps) {
        const auto ending = outcome("thread_exit");
        steps.holds("is its process' end", ending && ending->cause == abi::Cause::exit);
    });
}

/// Ended processes that nobody has answered for keep their ids; then there are none left, and none is given twice.
void keep_the_dead(Hostile& hostile) {
    hostile.tries("17 ids of the dead are not given away", [](Steps& steps) {
        std::optional<Ending> dead[64];
        unsigned count = 0;
        bool seen[256] = {};
        while (count < 64) {
            const auto child = spawn_child("");
            if (!child) break;
            steps.holds("a new id", !seen[raw(*child) & 255]);
            seen[raw(*child) & 255] = true;
            dead[count++] = wait_for(*child);
        }
        steps.holds("as many as there can be", count > 32 && count < 64);
        for (const auto& ending : dead)
            if (ending) (void)dismiss(*ending);
    });
}

void spawn_wrongly(Hostile& hostile) {
    hostile.tries("17 spawning what is not there, with what is not there", [](Steps& steps) {
        const auto refused = [&](std::string_view name, Memory block, Errno due) {
            const auto child = spawn(Name::of(name).value_or(Name{}), block);
            if (child || child.error().error != due)
                steps.fail("spawn", child ? "a grant" : errno_name(child.error().error));
        };
        refused("nobody", {}, Errno::not_found);
        refused("", {}, Errno::not_found);
        refused("../etc/rights", {}, Errno::not_found);
        refused("hostile_child", {VirtAddr{page_bytes}, page}, Errno::bad_address);
        refused("hostile_child", {VirtAddr{abi::layout::user_end}, page}, Errno::bad_address);
        refused("hostile_child", {VirtAddr{abi::layout::stack_top - page_bytes}, Bytes{4095}}, Errno::bad_alignment);
        refused("hostile_child", {VirtAddr{abi::layout::stack_top - page_bytes}, Bytes{~(page_bytes - 1)}},
                Errno::bad_address);
    });
    hostile.tries("20 ending and watching who is not there", [](Steps& steps) {
        for (const Word pid : {Word{0}, Word{1}, Word{66}, Word{255}, Word{256}, Word{0x102}, ~Word{0}}) {
            steps.refused("end", end_process(Pid{pid}, 0), Errno::process_not_found);
            if (pid != 0) steps.refused("watch", watch(Pid{pid}, sid, ended), Errno::process_not_found);
        }
    });
}

/// Who comes too late is told all the same, as long as something of the dead is left, and as often as its notices last.
void watch_the_dead(Hostile& hostile) {
    hostile.tries("20 watching who has ended", [](Steps& steps) {
        const auto child = spawn_child("");
        const auto first = child ? wait_for(*child) : std::nullopt;
        if (!first) return steps.fail("a child's end", "none");
        settle(others_wait);  // the notices of init and of the servers are free again
        unsigned told = 0;
        while (watch(*child, sid, ended_before)) ++told;
        steps.holds("more than once, and not for ever", told > 1 && told < 9);
        steps.refused("one more", watch(*child, sid, ended_before), Errno::out_of_memory);
        for (; told > 0; --told) {
            const auto message = receive(sid);
            const auto late = message ? ending_of(*message, ended_before) : std::nullopt;
            steps.holds("the same end",
                        late && late->pid == *child && late->cause == first->cause && late->code == first->code);
            if (late) steps.granted("dismiss it", dismiss(*late));
        }
        steps.granted("dismiss", dismiss(*first));
        settle();
        steps.refused("nothing of it is left", watch(*child, sid, ended_before), Errno::process_not_found);
    });
}

/// init, three servers and this program watch everybody already. Last, since a watch stays.
void watch_too_much(Hostile& hostile) {
    hostile.tries_for_good("20 more watchers than an end can tell", [](Steps& steps) {
        steps.granted("a sixth", watch(every_process, sid, ended));
        steps.refused("a seventh", watch(every_process, sid, ended), Errno::out_of_memory);
        const auto child = spawn_child("");
        if (!child) return steps.fail("spawn", errno_name(child.error().error));
        for (int notice = 0; notice < 2; ++notice) {
            const auto ending = wait_for(*child);
            steps.holds("each is told", ending && dismiss(*ending));
        }
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    if (!create_server(sid) || !watch(every_process, sid, ended)) return 1;
    Hostile hostile{"hostile_parent"};
    (void)outcome("");  // what init and others need for it is theirs from then on
    jump_to_magic(hostile);
    spawn_wrongly(hostile);
    spawn_and_end(hostile);
    keep_the_dead(hostile);
    watch_the_dead(hostile);
    watch_too_much(hostile);
    print("hostile_parent: {} failures\n", hostile.failures());
    (void)shut_down();
    return 1;
}
