// SPDX-License-Identifier: Apache-2.0
// Parcels: what messages carry is away from their senders, with the receiver that has it, and nothing else is.
#include "kernel/audit/places.hpp"

namespace freehold::kernel::audit {
namespace {

Entry entry(Memory& memory, XousPid pid, VirtPage at) {
    return memory.process(pid).space.translation().at(memory.machine(), at);
}

/// On its way: with nobody. Received: lent, and the same pages are borrowed by who owns the server.
void check_parcel(Memory& memory, const Place<Message>& place) {
    const Message& message = *place.item;
    const Use wanted = message.received ? Use::lent : Use::detached;
    require(Config::layout.user.contains(message.parcel), subject(place), "carries what is not the user's");
    for (PageCount n; n < message.parcel.count(); n += PageCount{1}) {
        const Entry own = entry(memory, place.process->pid, message.parcel.first() + n);
        require(own.use == wanted, subject(place), "carries ",
                console::Hex{(message.parcel.first() + n).address().raw()}, ", which is not away");
        if (!message.received) continue;
        const Entry there = entry(memory, message.to->owner->pid, message.at.first() + n);
        require(there.use == Use::borrowed && there.page == own.page, subject(place), "carries ",
                console::Hex{(message.parcel.first() + n).address().raw()}, ", which its receiver has not");
    }
}

}  // namespace

void check_parcels(Survey& survey) {
    Memory& memory = survey.kernel.memory;
    survey.each_process([&](Process& process) {
        PageCount away;
        each_place<Message>(process, [&](Message& message, unsigned number) {
            if (!message.to || !message.carries_memory()) return;
            check_parcel(memory, {&message, &process, number});
            away += message.parcel.count();
        });
        const PageCount counted = memory.process(process.pid).account.in_flight;
        require(away == counted, subject(process), away.raw(), " pages are carried by its messages, ", counted.raw(),
                " on the account");
    });
}

}  // namespace freehold::kernel::audit
