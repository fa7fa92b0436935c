// SPDX-License-Identifier: Apache-2.0
#include "kernel/lifecycle.hpp"

#include "kernel/console.hpp"
#include "kernel/errors.hpp"
#include "kernel/messages.hpp"
#include "kernel/name.hpp"
#include "kernel/power_off.hpp"
#include "kernel/satp.hpp"
#include "kernel/threads.hpp"
#include "kernel/watches.hpp"

namespace freehold::kernel {
namespace {

constexpr PageCount reclaim_step{64};

Word satp_of(const Kernel& kernel, XousPid pid) {
    return board::Format::satp_mode | Word{pid.raw()} << board::Format::satp_asid_shift |
           kernel.memory.process(pid).space.translation().root().number();
}

/// Moves the caller's pages into the new process; none are none. @return where they are there
Expected<VirtAddr> hand_parameters(Kernel& kernel, Process* parent, Process& process, ParameterPages pages) {
    if (!parent || pages.at == VirtAddr{}) return VirtAddr{};
    const auto parcel = kernel.memory.detach(parent->pid, pages.at, pages.size, Journey::gift);
    if (!parcel) return refuse(parcel.error());
    const auto moved = kernel.memory.move(*parcel, process.pid);
    if (moved) return moved->first().address();
    kernel.memory.reattach(*parcel);
    return refuse(moved.error());
}

/// Its first thread. The first stack is the loader's: 128 KiB below `stack_top`, owned like all the rest.
std::expected<void, SpawnFault> start(Kernel& kernel, Process* parent, Process& process, std::span<const char> file,
                                      ParameterPages parameters) {
    const auto image = load(kernel.memory, process.pid, file);
    if (!image) return std::unexpected{image.error()};
    using namespace abi::layout;
    const VirtAddr stack{stack_top - stack_bytes};
    if (const auto mapped = kernel.memory.map(process.pid, {Bytes{stack_bytes}, Rights::rw(), {}, stack}); !mapped)
        return std::unexpected{SpawnFault{number_of(mapped.error())}};
    const auto thread =
        create_thread(kernel, process, {image->entry, stack, Bytes{stack_bytes}, {image->eh_frame.raw(), 0, 0, 0}});
    if (!thread) return std::unexpected{SpawnFault{thread.error()}};
    const auto block = hand_parameters(kernel, parent, process, parameters);  // last: nothing after it fails
    if (!block) return std::unexpected{SpawnFault{number_of(block.error())}};
    (*thread)->frame.a(1) = block->raw();
    kernel.scheduler.make_ready(**thread);
    return {};
}

/// From now on none of its threads runs, whatever wakes it, but one that is in the middle of this call. Nor does its
/// interrupt handler, which would set the thread going whose stack it has.
void freeze(Kernel& kernel, Process& process) {
    kernel.interrupts.release_all(kernel, process);
    process.each_thread([&](Thread& each) {
        each.held_back = true;
        if (each.doing == Doing::running) kernel.scheduler.take_out(each);
    });
}

/// Takes back what a process has and nobody else waits for.
void take_down(Kernel& kernel, Process& process) {
    leave_address_space(process);
    process.alarm.unlink();
    freeze(kernel, process);
    process.each_thread([&](Thread& each) {
        retire(kernel, each);
        preemption_point();
    });
    for (Server& each : process.servers)
        if (each.owner) close(kernel, each);
    for (Watch& each : process.watches) each.used = false;
    expects(kernel.memory.begin_end(process.pid).has_value());
    while (!kernel.memory.reclaim(process.pid, reclaim_step)) {}
    process.ended = true;
}

/// Children whose parent has ended are init's: no later process with its pid has a hold on them (O13).
void adopt_children(Kernel& kernel, XousPid parent) {
    for (Process* each : kernel.processes)
        if (each && each->parent == parent) each->parent = first_user_pid;
}

/// Nobody is left who could start or report anything.
[[noreturn]] void stop_without_init(abi::Cause cause, Word code, Word address) {
    console::print("freehold: init has ended: cause ", static_cast<Word>(cause), ", code ", code, ", address ",
                   console::Hex{address}, "\n");
    power_off(Outcome::failure);
}

}  // namespace

Expected<Process*> make_process(Kernel& kernel, Process* parent, std::string_view program, const Grant& grant) {
    const auto pid = kernel.memory.create_process(grant.limits);
    if (!pid) return refuse(pid.error());
    const auto context = kernel.memory.claim_context(*pid);
    if (!context) {
        (void)kernel.memory.end_process(*pid);
        return refuse(context.error());
    }
    Process& process = *seen<Process>(*context);
    process.pid = *pid;
    process.parent = parent ? parent->pid : nobody;
    process.last_serial = kernel.serials[pid->raw()];
    process.satp = satp_of(kernel, *pid);
    process.name = name_of(program);
    process.powers = grant.powers;
    kernel.processes[pid->raw()] = &process;
    return &process;
}

void discard(Kernel& kernel, Process& process) {
    take_down(kernel, process);
    forget(kernel, process);
}

std::expected<Process*, SpawnFault> spawn(Kernel& kernel, Process* parent, std::string_view program,
                                          ParameterPages parameters) {
    const BootFile file = kernel.image.find("bin/", program);
    if (file.name.empty()) return std::unexpected{SpawnFault{abi::Errno::not_found}};
    const auto process = make_process(kernel, parent, program, kernel.powers.grant(program));
    if (!process) return std::unexpected{SpawnFault{number_of(process.error())}};
    if (const auto started = start(kernel, parent, **process, file.bytes, parameters); !started) {
        discard(kernel, **process);
        return std::unexpected{started.error()};
    }
    return *process;
}

void end(Kernel& kernel, Process& process, abi::Cause cause, Word code, Word address) {
    if (process.parent == nobody) stop_without_init(cause, code, address);
    take_down(kernel, process);
    adopt_children(kernel, process.pid);
    ++process.outstanding;  // until everybody has been told
    notify_end(kernel, process, cause, code, address);
    --process.outstanding;
    const Thread* const running = kernel.scheduler.kept();
    if (running && running->process == &process) {
        kernel.preemption.charge_help(kernel);
        kernel.scheduler.let_go();  // its context goes with what follows
    }
    if (Process* const parent = kernel.find(process.parent)) parent->debt = parent->debt + process.debt;
    settle(kernel, process);
}

void forget(Kernel& kernel, Process& process) {
    const XousPid pid = process.pid;
    kernel.scheduler.forget(process);
    kernel.processes[pid.raw()] = nullptr;
    kernel.serials[pid.raw()] = process.last_serial;
    const auto release = [&](const void* page) {
        if (!page) return;
        kernel.memory.release_context(pid, page_behind(page));
        preemption_point();
    };
    for (const Message* page : process.notes) release(page);
    for (const Thread* page : process.further) release(page);
    kernel.memory.release_context(pid, page_behind(&process));
}

}  // namespace freehold::kernel
