// SPDX-License-Identifier: Apache-2.0
// Contexts: the pages in which the kernel remembers a process are its own, each once, and as many as its account says.
#include "kernel/audit/survey.hpp"

namespace freehold::kernel::audit {
namespace {

/// Each page of contexts: the first, those of further threads, and those of notes.
void each_context(const Process& process, auto&& visit) {
    visit(page_behind(&process));
    for (const Thread* page : process.further)
        if (page) visit(page_behind(page));
    for (const Message* page : process.notes)
        if (page) visit(page_behind(page));
}

}  // namespace

void check_contexts(Survey& survey) {
    const Memory& memory = survey.kernel.memory;
    survey.each_process([&](const Process& process) {
        PageCount found;
        each_context(process, [&](PhysPage page) {
            require(memory.table().owner(page) == process.pid, subject(process), "page ",
                    console::Hex{page.address().raw()}, " of its context is another's");
            PageCount times;
            each_context(process, [&](PhysPage other) { times += PageCount{other == page ? Word{1} : Word{0}}; });
            require(times == PageCount{1}, subject(process), "page ", console::Hex{page.address().raw()},
                    " is two of its contexts");
            found += PageCount{1};
        });
        const PageCount counted = memory.process(process.pid).account.contexts;
        require(found == counted, subject(process), found.raw(), " pages are its context, ", counted.raw(),
                " on the account");
    });
}

}  // namespace freehold::kernel::audit
