// SPDX-License-Identifier: Apache-2.0
// The table of processes, and what each has of its own.
#include "kernel/audit/survey.hpp"

namespace freehold::kernel::audit {
namespace {

Word satp_of(const Kernel& kernel, XousPid pid) {
    return board::Format::satp_mode | Word{pid.raw()} << board::Format::satp_asid_shift |
           kernel.memory.process(pid).space.translation().root().number();
}

/// Its context is where the table says, before anything in it is read.
void check_place(const Survey& survey, XousPid pid, const Process& process) {
    const Subject subject{pid};
    require(reinterpret_cast<Word>(&process) % page_bytes == 0, subject, "its context begins within a page");
    require(survey.kernel.memory.table().owner(page_behind(&process)) == pid, subject,
            "its context is in a page that is not its own");
    require(process.pid == pid, subject, "its context is that of pid ", Word{process.pid.raw()});
}

/// A process that has ended stays for what others hold of it, and goes with the last of that.
void check_life(const Survey& survey, const Process& process) {
    const Life life = survey.kernel.memory.process(process.pid).life;
    require(life != Life::none, subject(process), "the memory manager does not know it");
    if (survey.in_call) return;
    require(process.ended == (life == Life::lingering), subject(process),
            process.ended ? "has ended and its memory has not" : "has not ended and its memory has");
    require(!process.ended || process.outstanding != 0, subject(process), "has ended and nothing of it is left");
    require(process.ended || process.live_threads != 0, subject(process), "has no thread and has not ended");
    require(process.ended || process.satp == satp_of(survey.kernel, process.pid), subject(process),
            "runs in another address space than its own");
}

}  // namespace

void check_processes(Survey& survey) {
    for (unsigned raw = 0; raw < Memory::pids; ++raw) {
        const XousPid pid{static_cast<std::uint8_t>(raw)};
        const Process* const process = survey.kernel.processes[raw];
        if (!process) {
            const bool known = pid.is_user() && survey.kernel.memory.process(pid).life != Life::none;
            require(!known || survey.in_call, {pid}, "has memory and is no process");
            continue;
        }
        require(pid.is_user(), {pid}, "is a process");
        check_place(survey, pid, *process);
        check_life(survey, *process);
    }
}

}  // namespace freehold::kernel::audit
