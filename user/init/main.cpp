// SPDX-License-Identifier: Apache-2.0
// The first process: starts the others, says how processes end, and starts again what the house cannot do without.
#include <array>

#include "user/ending.hpp"
#include "user/print.hpp"
#include "user/process.hpp"

namespace freehold::user {
namespace {

constexpr MessageId process_ended{1};

enum class Restart {
    always,    ///< nobody can speak without it
    on_fault,  ///< it may leave when it wants to
};

/// A program that runs from the start.
struct Service {
    Name name;
    Restart restart;
    unsigned starts_left = 16;  ///< one that can never stay must not keep the machine busy for ever
    Pid pid{};
};

constinit std::array services = {
    Service{*Name::of("uart_server"), Restart::always}, Service{*Name::of("ticktimer_server"), Restart::always},
    Service{*Name::of("time_server"), Restart::always}, Service{*Name::of("name_server"), Restart::always},
    Service{*Name::of("shell"), Restart::on_fault},
};

void start(Service& service) {
    --service.starts_left;
    const auto pid = spawn(service.name);
    service.pid = pid.value_or(Pid{});
    if (pid) return;
    ConsoleSink console;
    format(console, "init: {} cannot be started: ", {service.name.text()});
    put_refusal(console, pid.error());
    print("\n");
}

Service* service_of(Pid pid) {
    for (auto& service : services)
        if (service.pid == pid) return &service;
    return nullptr;
}

void report(const Ending& ending) {
    if (ending.quiet()) return;
    ConsoleSink console;
    const auto name = process_name(ending.pid).value_or(*Name::of("process"));
    format(console, "{} (pid {}) ended: ", {name.text(), raw(ending.pid)});
    put_ending(console, ending);
    console.put("\n");
}

bool wanted_again(const Service& service, const Ending& ending) {
    return service.restart == Restart::always || ending.is_fault();
}

/// The log server is started again before anything is printed, for there is no other way to print. The process is let go
/// last: until then others can tell that this line is still to come.
void handle(const Ending& ending) {
    report(ending);
    auto* service = service_of(ending.pid);
    if (service != nullptr) {
        service->pid = Pid{};
        if (wanted_again(*service, ending) && service->starts_left != 0) start(*service);
    }
    flush_text();
    (void)dismiss(ending);
}

int run() {
    const auto server = create_server();
    if (!server) return static_cast<int>(server.error());
    if (const auto watching = watch(every_process, server->sid, process_ended); !watching)
        return static_cast<int>(watching.error());
    for (auto& service : services) start(service);
    for (;;) {
        const auto message = receive(server->sid);
        if (!message) return static_cast<int>(message.error());
        if (const auto ending = ending_of(*message, process_ended)) handle(*ending);
    }
}

}  // namespace
}  // namespace freehold::user

int main() {
    freehold::user::set_console_patience(freehold::user::Patience::brief);
    return freehold::user::run();
}
