// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client.hpp"
#include "input.hpp"
#include "user/boot_file.hpp"
#include "user/clients.hpp"

namespace freehold::user {

/// Who gets what is typed: the programs that the boot image's `etc/console` names, one a line, or the shell where there is no
/// such file. A turn lasts for a line; then the next of them that waits for a key has its turn. Nobody else gets any.
class Keyboard {
public:
    Keyboard() {
        BootLines lines{*Name::of("console")};
        while (const auto line = lines.next())
            if (const auto name = Name::of(*line)) (void)owners_.add(Name{*name});
        if (owners_.empty()) (void)owners_.add(*Name::of("shell"));
    }

    /// Whether it is the process of a program that may read keys.
    [[nodiscard]] bool belongs_to(Pid pid) {
        const auto name = process_name(pid);
        return name && owners_.find([&](const Name& each) { return each.text() == name->text(); }) != nullptr;
    }

    /// Hands out what was typed as far as somebody waits for it whose turn it is. A reader that is gone costs no byte.
    void hand_out(ByteRing& input, Clients<Client>& clients) {
        for (auto byte = input.peek(); byte; byte = input.peek()) {
            auto* const reader = reader_in_turn(clients);
            if (reader == nullptr) return;
            if (!reader->client.readers.take(reader->client.readers.begin()).answer(*byte)) continue;
            input.drop();
            turn_ = *byte == '\r' || *byte == '\n' ? Pid{} : reader->pid;
        }
    }

    /// The line of one that has ended is over.
    void forget(Pid pid) {
        if (turn_ == pid) turn_ = Pid{};
    }

private:
    using Place = Clients<Client>::Place;

    /// In the middle of a line nobody but who has its beginning.
    Place* reader_in_turn(Clients<Client>& clients) const {
        return clients.take_turn(
            [&](const Place& each) { return !each.client.readers.empty() && (turn_ == Pid{} || turn_ == each.pid); });
    }

    Bounded<Name, 8> owners_;
    Pid turn_{};  ///< who has the beginning of a line; nobody between two lines
};

}  // namespace freehold::user
