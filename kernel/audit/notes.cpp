// SPDX-License-Identifier: Apache-2.0
// Notes: each is free or out, and a process knows how many are out, since its context stays as long.
#include "kernel/audit/places.hpp"

namespace freehold::kernel::audit {
namespace {

bool counts(const Process& process, const Message& message, unsigned number) {
    if (number >= first_note) return message.to != nullptr;
    if (number == 0) return false;
    return const_cast<Process&>(process).thread(number)->doing == Doing::gone;  // a loan that outlives its thread
}

}  // namespace

void check_notes(Survey& survey) {
    survey.each_process([&](Process& process) {
        Word out = 0;
        each_place<Message>(process, [&](const Message& message, unsigned number) {
            if (counts(process, message, number)) ++out;
            const bool is_note = number >= first_note && number < first_notice;
            const In in = marks<Message>[process.pid.raw()][number];
            require(!is_note || process.ended || message.to || in == In::free_notes, message_subject(process, number),
                    "is neither free nor out");
        });
        // While a process ends it counts itself, until everybody has been told.
        const bool ends = survey.in_call && process.ended && process.outstanding == out + 1;
        require(process.outstanding == out || ends, subject(process), out, " messages are out, and it counts ",
                Word{process.outstanding});
    });
}

}  // namespace freehold::kernel::audit
