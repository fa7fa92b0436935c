// SPDX-License-Identifier: Apache-2.0
// Stands in for the shell, for its right to spawn: makes processes of its own pages (CreateProcess), and asks for such as
// cannot be. Powers the machine off when it is done.
#include <algorithm>
#include <optional>

#include "created.hpp"
#include "find.hpp"
#include "trial.hpp"
#include "user/message.hpp"

namespace freehold::user {
namespace {

using hostile::Hostile;
using hostile::page;
using hostile::Steps;

constexpr MessageId ended{77};
constexpr VirtAddr destination{0x0040'0000};
constexpr Word store_fault = 15, fetch_fault = 12;  // RISC-V privileged specification, "scause"
Server endings;

/// CreateProcess' arguments.
struct Plan {
    Memory stack, text;
    VirtAddr to = destination;
    VirtAddr entry = destination;
};
struct Made {
    Pid pid;
    ConnectionId connection;
};

Result<Made> create(const Plan& plan) {
    const auto reply = system_call(abi::Call::create_process, raw(plan.stack.start), raw(plan.stack.bytes),
                                   raw(plan.text.start), raw(plan.text.bytes), raw(plan.to), raw(plan.entry));
    return expecting(abi::Tag::new_process, reply).transform([](const Reply& r) {
        return Made{Pid{r.value[0]}, ConnectionId{r.value[1]}};
    });
}

Memory map(Word pages, Flags flags) {
    return map_memory(any_ram, anywhere, Bytes{pages * page_bytes}, flags).value_or(Memory{});
}

/// Pages as a process is made of: a stack, and the text of created.S, whose X is latent as long as it can be written (O11).
Plan good_plan() {
    const Plan plan{map(2, Flags::rw), map(1, Flags::rwx)};
    std::copy(created::created_text, created::created_text_end, static_cast<char*>(plan.text.pointer()));
    return plan;
}

void unmap(const Plan& plan) {
    (void)unmap_memory(plan.stack);
    (void)unmap_memory(plan.text);
}

/// How that process ended; what else ends meanwhile is dropped.
Ending ending_of_child(Pid pid) {
    for (;;) {
        const auto message = receive(endings.sid);
        if (!message) return {};
        const auto ending = ending_of(*message, ended);
        if (ending) (void)dismiss(*ending);
        if (ending && ending->pid == pid) return *ending;
    }
}

Word answer_to(const Made& made, MessageId id, const Words& words = {}) {
    return ask(made.connection, id, words)
        .transform([](const Answer& answer) { return answer.value[0]; })
        .value_or(~Word{0});
}

void live(Hostile& hostile) {
    hostile.tries("a process made of pages", [](Steps& steps) {
        const Plan plan = good_plan();
        const auto made = create(plan);
        if (!steps.granted("create", made)) return unmap(plan);
        steps.holds("it serves the address it was given", answer_to(*made, created::add, {40, 2}) == 42);
        const Word stack = answer_to(*made, created::stack, {7});
        steps.holds("it has the stack it was given",
                    stack >= raw(plan.stack.start) && stack < raw(plan.stack.start) + raw(plan.stack.bytes));
        steps.holds("and no power", answer_to(*made, created::shutdown) == static_cast<Word>(Errno::access_denied));
        steps.refused("its stack is the parent's no more", unmap_memory(plan.stack), Errno::bad_address);
        steps.refused("nor is its text", unmap_memory(plan.text), Errno::bad_address);
        const auto name = process_name(made->pid);
        steps.holds("nobody's name", name && name->text() == "anonymous");
        const auto limits = query(abi::Query::limits, raw(made->pid));
        const auto own = query(abi::Query::limits, raw(hostile::self()));
        steps.holds("its parent's limits", limits && own && std::equal(limits->value, limits->value + 3, own->value));
        steps.refused("it leaves", ask(made->connection, created::leave, {5}), Errno::server_not_found);
        const Ending ending = ending_of_child(made->pid);
        steps.holds("with its exit code", ending.cause == abi::Cause::exit && ending.code == 5);
        steps.granted("disconnect", disconnect(made->connection));
    });
    hostile.tries("its text cannot be written", [](Steps& steps) {
        const Plan plan = good_plan();
        const auto made = create(plan);
        if (!steps.granted("create", made)) return unmap(plan);
        steps.refused("it tries", ask(made->connection, created::write), Errno::server_not_found);
        const Ending ending = ending_of_child(made->pid);
        steps.holds("and is ended", ending.cause == abi::Cause::fault && ending.code == store_fault);
        steps.holds("for that", ending.address >= raw(destination) && ending.address < raw(destination) + page_bytes);
        steps.granted("disconnect", disconnect(made->connection));
    });
    hostile.tries("an entry where nothing is", [](Steps& steps) {
        Plan plan = good_plan();
        plan.entry = VirtAddr{abi::layout::user_end};
        const auto made = create(plan);
        if (!steps.granted("create", made)) return unmap(plan);
        const Ending ending = ending_of_child(made->pid);
        steps.holds("ends it", ending.cause == abi::Cause::fault && ending.code == fetch_fault);
        steps.granted("disconnect", disconnect(made->connection));
    });
}

/// Each is refused, and the parent has its pages as before.
void refuse(Hostile& hostile, std::string_view what, Errno due, auto&& change) {
    hostile.tries(what, [&](Steps& steps) {
        const Plan good = good_plan();
        Plan plan = good;
        change(plan);
        steps.refused("create", create(plan), due);
        const bool same =
            std::equal(created::created_text, created::created_text_end, static_cast<const char*>(good.text.pointer()));
        steps.holds("its pages are the parent's, as they were", same);
        steps.granted("the stack too", unmap_memory(good.stack));
        steps.granted("and the text", unmap_memory(good.text));
    });
}

void refusals(Hostile& hostile) {
    const VirtAddr kernel{abi::layout::user_end};
    refuse(hostile, "half a page of text", Errno::bad_alignment, [](Plan& p) { p.text.bytes = Bytes{page_bytes / 2}; });
    refuse(hostile, "text that begins within a page", Errno::bad_alignment,
           [](Plan& p) { p.text.start = VirtAddr{raw(p.text.start) + 4}; });
    refuse(hostile, "text for within a page", Errno::bad_alignment, [](Plan& p) { p.to = VirtAddr{0x40'0004}; });
    refuse(hostile, "half a page of stack", Errno::bad_alignment, [](Plan& p) { p.stack.bytes = Bytes{100}; });
    refuse(hostile, "no text", Errno::bad_address, [](Plan& p) { p.text.bytes = Bytes{0}; });
    refuse(hostile, "no stack", Errno::bad_address, [](Plan& p) { p.stack.bytes = Bytes{0}; });
    refuse(hostile, "text that is not there", Errno::bad_address, [](Plan& p) { p.text.start = VirtAddr{page_bytes}; });
    refuse(hostile, "more text than there is", Errno::bad_address,
           [](Plan& p) { p.text.bytes = Bytes{64 * page_bytes}; });
    refuse(hostile, "text that wraps", Errno::bad_address, [](Plan& p) { p.text.bytes = Bytes{~(page_bytes - 1)}; });
    refuse(hostile, "the kernel's text", Errno::bad_address, [&](Plan& p) { p.text.start = kernel; });
    refuse(hostile, "text for the kernel", Errno::bad_address, [&](Plan& p) { p.to = kernel; });
    refuse(hostile, "text for the first page", Errno::bad_address, [](Plan& p) { p.to = VirtAddr{0}; });
    refuse(hostile, "a stack that is not there", Errno::bad_address,
           [](Plan& p) { p.stack.start = VirtAddr{page_bytes}; });
    refuse(hostile, "the kernel's stack", Errno::bad_address, [&](Plan& p) { p.stack.start = kernel; });
    refuse(hostile, "a stack that wraps", Errno::bad_address,
           [](Plan& p) { p.stack.bytes = Bytes{~(page_bytes - 1)}; });
    refuse(hostile, "the text as the stack", Errno::bad_address, [](Plan& p) { p.stack = p.text; });
    refuse(hostile, "the text where the stack will be", Errno::memory_in_use, [](Plan& p) { p.to = p.stack.start; });
}

/// A stack that no thread could have (R4), and a text that no process could.
void bad_pages(Hostile& hostile) {
    hostile.tries("a stack that cannot be written", [](Steps& steps) {
        const Plan plan = good_plan();
        steps.granted("restrict", restrict_memory(plan.stack, Flags::r));
        steps.refused("create", create(plan), Errno::access_denied);
        unmap(plan);
    });
    hostile.tries("a text that was not asked for with X", [](Steps& steps) {
        const Plan plan = good_plan();
        steps.granted("restrict", restrict_memory(plan.text, Flags::rw));
        steps.refused("create", create(plan), Errno::memory_in_use);
        unmap(plan);
    });
    hostile.tries("a device as the text", [](Steps& steps) {
        const Plan good = good_plan();
        const auto phys = hostile::free_page(abi::RegionKind::device);
        const auto device = phys ? map_memory(*phys, anywhere, page, Flags::device) : std::unexpected(Errno::not_found);
        if (steps.granted("device", device)) {
            steps.refused("create", create({good.stack, *device}), Errno::access_denied);
            steps.granted("unmap", unmap_memory(*device));
        }
        unmap(good);
    });
}

/// The parent's connection to its child has no place: nothing is made.
void no_connection_left(Hostile& hostile) {
    hostile.tries("a parent that has all connections there are", [](Steps& steps) {
        const Plan plan = good_plan();
        std::optional<Made> made[abi::connections_per_process];
        unsigned count = 0;
        Errno refused{};
        while (count < abi::connections_per_process) {
            const Plan each = good_plan();
            const auto child = create(each);
            if (!child) {
                refused = child.error();
                unmap(each);
                break;
            }
            made[count++] = *child;
        }
        steps.holds("it ends with OutOfMemory", refused == Errno::out_of_memory && count >= 16);
        steps.refused("once more", create(plan), Errno::out_of_memory);
        unmap(plan);
        for (unsigned i = 0; i < count; ++i) {
            steps.granted("end it", end_process(made[i]->pid, 0));
            (void)ending_of_child(made[i]->pid);
            steps.granted("disconnect", disconnect(made[i]->connection));
        }
    });
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    const auto server = create_server();
    if (!server || !watch(every_process, server->sid, ended)) return 1;
    endings = *server;
    Hostile hostile{"create_process"};
    hostile.tries_for_good("what others need for it is theirs from then on", [](Steps& steps) {
        const auto made = create(good_plan());
        if (!steps.granted("create", made)) return;
        (void)ask(made->connection, created::leave, {1});
        (void)ending_of_child(made->pid);
        (void)disconnect(made->connection);
    });
    live(hostile);
    refusals(hostile);
    bad_pages(hostile);
    no_connection_left(hostile);
    print("create_process: {} failures\n", hostile.failures());
    (void)shut_down();
    return 1;
}
