// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "server_name.hpp"
#include "user/boot_file.hpp"
#include "user/bounded.hpp"
#include "user/print.hpp"

namespace freehold::user {

/// Names that only one program may register: the boot image's `etc/names`, a line `PROGRAM NAME` for each; a name may hold
/// blanks. Where a line cannot be read nobody gets any name, for the one that it was to keep is not known.
class Reservations {
public:
    Reservations() {
        BootLines lines{*Name::of("names")};
        while (const auto line = lines.next())
            if (!add(*line)) complain(lines.number());
    }

    /// Whether this process may register that name.
    [[nodiscard]] bool allow(const ServerName& name, Pid pid) {
        const Reserved* const found = reserved_.find([&](const Reserved& each) { return each.name == name; });
        if (found == nullptr) return readable_;
        const auto program = process_name(pid);
        return readable_ && program && program->text() == found->program.text();
    }

private:
    struct Reserved {
        ServerName name;
        Name program;
    };

    bool add(std::string_view line) {
        const auto blank = line.find(' ');
        const auto program = Name::of(line.substr(0, blank));
        if (!program || blank == std::string_view::npos) return false;
        const auto name = ServerName::of(line.substr(line.find_first_not_of(' ', blank)));
        return name && reserved_.add({*name, *program}) != nullptr;
    }

    void complain(unsigned line) {
        if (readable_) print("name_server: line {} of etc/names is no `PROGRAM NAME`, or one too many\n", line);
        readable_ = false;
    }

    Bounded<Reserved, 32> reserved_;
    bool readable_ = true;
};

}  // namespace freehold::user
