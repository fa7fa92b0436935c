// SPDX-License-Identifier: Apache-2.0
// Faults of lists, past what they refuse by themselves.
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {
namespace {

Link& head(const auto& list) { return const_cast<Link&>(Inside::head(list)); }

/// Behind the last item of a list, whatever list the link stands in already.
void link_last(Link& head, Link& link) {
    if (!head.after) head.before = head.after = &head;
    link.before = head.before;
    link.after = &head;
    head.before->after = &link;
    head.before = &link;
}

/// A message that was received is queued again, at the same server.
bool two_lists(Survey& survey) {
    const Place<Message> place = first<Message>(survey, awaits_answer);
    if (!place.item) return false;
    link_last(head(place.item->to->queue), *place.item);
    return true;
}

/// A thread that receives leads forward and not back.
bool one_way(Survey& survey) {
    Thread& thread = *first<Thread>(survey, receives).item;
    thread.before = &thread;
    return true;
}

/// A queue leads to a page that is no context: the first of init's text.
bool stray(Survey& survey) {
    Thread& thread = *first<Thread>(survey, receives).item;
    Memory& memory = survey.kernel.memory;
    thread.after = seen<Link>(memory.entry(first_user_pid, first_plain(memory, first_user_pid, begin)).page);
    return true;
}

/// The list of receivers goes round without its head.
bool loop(Survey& survey) {
    Thread& thread = *first<Thread>(survey, receives).item;
    thread.after = &thread;
    thread.before = &thread;
    return true;
}

/// A thread that waits for messages is in no list.
bool lost_receiver(Survey& survey) {
    first<Thread>(survey, receives).item->unlink();
    return true;
}

/// A message whose sender waits is with nobody.
bool lost_message(Survey& survey) {
    const Place<Message> place = first<Message>(survey, awaits_answer);
    if (!place.item) return false;
    place.item->unlink();
    return true;
}

/// A process has a turn and nobody to run in it.
bool turn(Survey& survey) {
    Process& process = init_of(survey);
    if (process.linked()) return false;
    link_last(head(Inside::turns(survey.kernel.scheduler)), process);
    return true;
}

constexpr Fault faults[] = {
    {"two_lists", two_lists},         {"one_way", one_way},           {"stray", stray}, {"loop", loop},
    {"lost_receiver", lost_receiver}, {"lost_message", lost_message}, {"turn", turn},
};

}  // namespace

std::span<const Fault> list_faults() { return faults; }

}  // namespace freehold::kernel::audit
