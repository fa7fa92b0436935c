// SPDX-License-Identifier: Apache-2.0
#include "kernel/query.hpp"

#include "kernel/name.hpp"

namespace freehold::kernel::query {
namespace {

constexpr auto& whitelist = board::whitelist;
/// How many entries one `mapping` looks at (O10).
constexpr PageCount mapping_scan_limit{256};

/// A process that has left something behind counts too: its name is asked for after its end.
const Process* known(const Kernel& kernel, Word pid) {
    return pid < kernel.processes.size() ? kernel.processes[pid] : nullptr;
}

Word next_pid(const Kernel& kernel, Word pid) {
    if (pid < kernel_pid.raw()) return kernel_pid.raw();
    for (++pid; pid < kernel.processes.size(); ++pid)
        if (kernel.processes[pid]) return pid;
    return 0;
}

abi::ProcessState state_of(Kernel& kernel, const Process& process) {
    if (process.ended) return abi::ProcessState::ended;
    Thread* const current = kernel.scheduler.current();
    if (current && current->process == &process) return abi::ProcessState::running;
    return !process.ready.empty() ? abi::ProcessState::ready : abi::ProcessState::waiting;
}

Word state_bits(const Entry& entry) {
    Word bits = entry.rights.bits();
    if (entry.fresh) bits |= abi::mapping::fresh;
    if (entry.use == Use::detached || entry.use == Use::lent) bits |= abi::mapping::lent;
    if (entry.use == Use::borrowed) bits |= abi::mapping::borrowed;
    return bits;
}

}  // namespace

Reply ownership(const Kernel& kernel, const Process& asker, Word page) {
    const OwnedRun run = kernel.memory.table().run_from(PhysPage{page});
    if (run.pages.count().raw() == 0) return scalar5(0, 0, 0, 0, 0);
    if (run.owner != asker.pid && !asker.may(abi::power::look)) return abi::Errno::access_denied;
    const Region* const region = whitelist.find(run.pages.first());
    return scalar5(run.pages.first().number(), run.pages.count().raw(),
                   static_cast<Word>(region - whitelist.regions().data()), run.owner.raw(),
                   static_cast<Word>(region->kind));
}

Reply region(Word index) {
    if (index >= whitelist.regions().size()) return abi::Errno::not_found;
    const Region& region = whitelist.regions()[index];
    const abi::Name name = name_of(region.name);
    return scalar5(name.word[0], name.word[1], name.word[2], name.word[3], static_cast<Word>(region.kind));
}

Reply process(Kernel& kernel, Word pid) {
    const Word next = next_pid(kernel, pid);
    if (pid == 0) return scalar5(0, 0, 0, 0, next);
    const Process* const process = known(kernel, pid);
    if (!process && pid != kernel_pid.raw()) return abi::Errno::process_not_found;
    const Account& account = kernel.memory.process(XousPid{static_cast<std::uint8_t>(pid)}).account;
    const Word threads = process ? process->live_threads : 1;
    const auto state = process ? state_of(kernel, *process) : abi::ProcessState::running;
    return scalar5(account.pages().raw(), account.heap.raw(), account.tables.raw(),
                   threads | static_cast<Word>(state) << 8, next);
}

Reply process_name(const Kernel& kernel, Word pid) {
    const Process* const process = known(kernel, pid);
    if (!process && pid != kernel_pid.raw()) return abi::Errno::process_not_found;
    const abi::Name name = process ? process->name : name_of("kernel");
    return scalar5(name.word[0], name.word[1], name.word[2], name.word[3], process ? process->parent.raw() : Word{0});
}

/// Pages that are looked at between two preemption points.
constexpr Word pages_a_step = 32;

Reply mapping(Kernel& kernel, Word pid, VirtPage from) {
    const Process* const process = known(kernel, pid);
    if (!process || process->ended) return abi::Errno::process_not_found;
    constexpr VirtPages user = Config::layout.user;
    const auto& space = kernel.memory.process(process->pid).space.translation();
    auto& machine = kernel.memory.machine();
    VirtPage page = std::max(from, user.first());
    Entry first;
    for (; (page = space.next(machine, page, user)) < user.end(); page = page + PageCount{1}) {
        if ((first = space.at(machine, page)).use != Use::absent) break;
        if (page.number() % pages_a_step == 0) preemption_point();
    }
    if (page >= user.end()) return scalar5(0, 0, 0, 0, 0);
    PageCount count{1};
    for (; count < mapping_scan_limit && page + count < user.end(); count += PageCount{1}) {
        if (count.raw() % pages_a_step == 0) preemption_point();
        const Entry next = space.at(machine, page + count);
        if (next.page != first.page + count || next.use == Use::absent || state_bits(next) != state_bits(first)) break;
    }
    return scalar5(page.number(), count.raw(), first.page.number(), state_bits(first), 0);
}

Reply limits(const Kernel& kernel, Word pid) {
    const Process* const process = known(kernel, pid);
    if (!process || process->ended) return abi::Errno::process_not_found;
    const Account& account = kernel.memory.process(process->pid).account;
    return scalar5(account.limits.heap.raw(), account.limits.heap_hard.raw(), account.limits.ram.raw(), process->powers,
                   account.contexts.raw());
}

Reply machine(Kernel& kernel) {
    Word ram = 0, count = 0;
    for (const Region& region : whitelist.regions())
        if (region.kind == Kind::ram) ram += region.pages.count().raw();
    kernel.each_process([&](const Process&) { ++count; });
    return scalar5(kernel.memory.table().available().raw(), board::timer_hertz, ram, Config::max_processes, count);
}

Reply rest(const Kernel& kernel) {
    const Rest rest = kernel.timer.rest();
    const auto ticks = static_cast<std::uint64_t>(rest.length);
    return scalar5(rest.wakings, static_cast<Word>(ticks & 0xffff'ffff), static_cast<Word>(ticks >> 32));
}

Reply audit(Kernel& kernel) {
    const auto checked = kernel.memory.audit();
    return checked ? scalar5(checked->raw()) : Reply{abi::Errno::internal_error};
}

}  // namespace freehold::kernel::query
