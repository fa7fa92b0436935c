// SPDX-License-Identifier: Apache-2.0
#include "kernel/interrupts.hpp"

#include "kernel/events.hpp"
#include "kernel/kernel.hpp"

namespace freehold::kernel {
namespace {

/// Whether a handler finds memory where it is to begin.
bool has_stack(Kernel& kernel, Thread& host) {
    const VirtAddr top{(host.frame.sp() & ~Word{15}) - 1};
    const Entry entry = kernel.memory.entry(host.process->pid, VirtPage::of(top));
    return entry.use != Use::absent && entry.rights.has(Rights::rw());
}

}  // namespace

static_assert(board::plic_sources <= 0xff, "Process::handling has 8 bits");

void Interrupts::start(Word hart) { Controller::start(board::plic_context(hart), board::plic_sources); }

std::expected<void, abi::Errno> Interrupts::claim(Thread& thread, Word source, Word handler, Word argument) {
    if (source == 0 || source > board::plic_sources) return std::unexpected{abi::Errno::interrupt_not_found};
    Line& line = lines_[source];
    if (line.thread) return std::unexpected{abi::Errno::interrupt_in_use};
    Thread& host = &thread == &thread.process->handler ? *thread.process->host : thread;
    line.thread = &host;
    line.handler = handler;
    line.argument = argument;
    line.source.enable(source);
    return {};
}

std::expected<void, abi::Errno> Interrupts::release(Process& process, Word source) {
    if (source == 0 || source > board::plic_sources) return std::unexpected{abi::Errno::interrupt_not_found};
    Line& line = lines_[source];
    if (!line.thread || line.thread->process != &process) return std::unexpected{abi::Errno::interrupt_not_found};
    free(line, source);
    return {};
}

/// A handler that still runs for it is one of nothing from now on.
void Interrupts::free(Line& line, Word source) {
    Process& process = *line.thread->process;
    if (process.handling == source) process.handling = 0;
    line.thread = nullptr;
    line.source.disable();
}

void Interrupts::release_all(Kernel& kernel, Thread& thread) {
    for (Word source = 1; source <= board::plic_sources; ++source)
        if (lines_[source].thread == &thread) free(lines_[source], source);
    if (thread.process->host == &thread) stop_handler(kernel, *thread.process);
}

void Interrupts::release_all(Kernel& kernel, Process& process) {
    for (Word source = 1; source <= board::plic_sources; ++source)
        if (lines_[source].thread && lines_[source].thread->process == &process) free(lines_[source], source);
    if (process.host) stop_handler(kernel, process);
}

void Interrupts::stop_handler(Kernel& kernel, Process& process) {
    if (process.handler.doing == Doing::page) --process.page_waiters;
    kernel.scheduler.stop(process.handler, Doing::nothing);
    process.host = nullptr;
}

void Interrupts::deliver(Kernel& kernel) {
    const auto source_of = [this](Word number) -> auto& { return lines_[number].source; };
    while (const Word source = Controller::claim(source_of))
        if (waits(source)) run(kernel, source);
}

bool Interrupts::waits(Word source) const {
    const Line& line = lines_[source];
    return line.thread && !line.thread->process->host && line.source.is_claimed();
}

bool Interrupts::try_one_that_waits(Kernel& kernel) {
    if (!some_wait_) return false;
    const Word begin = std::exchange(last_tried_, 0);
    for (Word source = begin + 1; source <= board::plic_sources; ++source)
        if (waits(source)) return run(kernel, last_tried_ = source), true;
    if (begin == 0) some_wait_ = false;
    return false;
}

void Interrupts::run(Kernel& kernel, Word source) {
    const Line& line = lines_[source];
    Thread& host = *line.thread;
    Process& process = *host.process;
    if (!has_stack(kernel, host)) return void(some_wait_ = true);
    process.host = &host;
    process.handling = static_cast<std::uint8_t>(source);
    if (host.doing == Doing::running) kernel.scheduler.take_out(host);  // one that waits goes on waiting
    host.held_back = true;

    Thread& handler = process.handler;
    handler.process = &process;
    handler.frame = {};
    handler.frame.pc = line.handler;
    handler.frame.ra() = abi::magic::interrupt_return;
    handler.frame.sp() = host.frame.sp() & ~Word{15};
    handler.frame.x[2] = host.frame.x[2];  // gp and tp: the handler is code of the same program
    handler.frame.x[3] = host.frame.x[3];
    handler.frame.a(0) = source;
    handler.frame.a(1) = line.argument;
    kernel.scheduler.make_ready(handler);
}

void Interrupts::finish(Kernel& kernel, Process& process) {
    Thread& host = *process.host;
    lines_[process.handling].source.complete();
    kernel.scheduler.stop(process.handler, Doing::nothing);
    process.host = nullptr;
    host.held_back = false;
    if (host.doing == Doing::running) kernel.scheduler.make_ready(host);

    signal_event(kernel, process);
    for (Word next = 1; next <= board::plic_sources && !process.host; ++next)
        if (waits(next) && lines_[next].thread->process == &process) run(kernel, next);
}

}  // namespace freehold::kernel
