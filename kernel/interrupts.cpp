// SPDX-License-Identifier: Apache-2.0
#include "kernel/interrupts.hpp"

#include "kernel/events.hpp"
#include "kernel/kernel.hpp"
#include "kernel/plic.hpp"

namespace freehold::kernel {

void Interrupts::start() {
    for (Word source = 1; source <= board::plic_sources; ++source) plic::mask(source);
    plic::threshold() = 0;
}

std::expected<void, abi::Errno> Interrupts::claim(Thread& thread, Word source, Word handler, Word argument) {
    if (source == 0 || source > board::plic_sources) return std::unexpected{abi::Errno::interrupt_not_found};
    Line& line = lines_[source];
    if (line.thread) return std::unexpected{abi::Errno::interrupt_in_use};
    Thread& host = &thread == &thread.process->handler ? *thread.process->host : thread;
    line = {&host, handler, argument, false};
    plic::unmask(source);
    return {};
}

std::expected<void, abi::Errno> Interrupts::release(Process& process, Word source) {
    if (source == 0 || source > board::plic_sources) return std::unexpected{abi::Errno::interrupt_not_found};
    Line& line = lines_[source];
    if (!line.thread || line.thread->process != &process) return std::unexpected{abi::Errno::interrupt_not_found};
    plic::mask(source);
    line = {};
    return {};
}

void Interrupts::release_all(Kernel& kernel, Thread& thread) {
    for (Word source = 1; source <= board::plic_sources; ++source)
        if (lines_[source].thread == &thread) {
            plic::mask(source);
            lines_[source] = {};
        }
    Process& process = *thread.process;
    if (process.host != &thread) return;
    kernel.scheduler.stop(process.handler, Doing::nothing);
    process.host = nullptr;
}

void Interrupts::deliver(Kernel& kernel) {
    while (const Word source = plic::claim()) {
        plic::mask(source);  // until its handler returns; the others go on
        plic::claim() = static_cast<std::uint32_t>(source);
        Line& line = lines_[source];
        if (!line.thread) continue;
        if (line.thread->process->host) line.pending = true;
        else run(kernel, source);
    }
}

void Interrupts::run(Kernel& kernel, Word source) {
    const Line& line = lines_[source];
    Thread& host = *line.thread;
    Process& process = *host.process;
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
    const Word source = process.handling;
    kernel.scheduler.stop(process.handler, Doing::nothing);
    process.host = nullptr;
    host.held_back = false;
    if (host.doing == Doing::running) kernel.scheduler.make_ready(host);
    if (lines_[source].thread && lines_[source].thread->process == &process) plic::unmask(source);

    signal_event(kernel, process);
    for (Word next = 1; next <= board::plic_sources && !process.host; ++next)
        if (lines_[next].pending && lines_[next].thread->process == &process) {
            lines_[next].pending = false;
            run(kernel, next);
        }
}

}  // namespace freehold::kernel
