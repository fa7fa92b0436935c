// SPDX-License-Identifier: Apache-2.0
// The first process: starts the others, says how processes end, and starts again what the house cannot do without.
#include <array>

#include "supervised.hpp"
#include "user/serve.hpp"

namespace freehold::user {
namespace {

class Init {
public:
    explicit Init(TimeBase base) : base_{base} {}

    /// Nobody has anything to ask.
    void handle(Request&&) {}

    void woken() { start_due(); }

    /// The log server is started again before anything is printed, for there is no other way to print. The process is let go
    /// when this is done: until then others can tell that its line is still to come.
    void ended(const Ending& ending) {
        report(ending);
        for (auto& each : programs_)
            if (each.pid() == ending.pid) each.ended(ending, base_);
        start_due();
        flush_text();
    }

private:
    /// Starts whose time has come, in this order: who drives a device has it before anybody can ask for it.
    void start_due() {
        Ticks next = never;
        for (auto& each : programs_) {
            if (each.due() <= now()) each.start(base_);
            next = std::min(next, each.due());
        }
        (void)set_alarm(next);
    }

    static void report(const Ending& ending) {
        if (ending.quiet()) return;
        ConsoleSink console;
        const auto name = process_name(ending.pid).value_or(*Name::of("process"));
        format(console, "{} (pid {}) ended: ", {name.text(), raw(ending.pid)});
        put_ending(console, ending);
        console.put("\n");
    }

    TimeBase base_;
    std::array<Supervised, 5> programs_{{
        {"uart_server", Restart::always},
        {"ticktimer_server", Restart::always},
        {"time_server", Restart::always},
        {"name_server", Restart::always},
        {"shell", Restart::on_fault},
    }};
};

/// The first programs are started like later ones: an alarm rings.
Errno run() {
    const auto base = TimeBase::of_machine();
    if (!base) return base.error();
    const auto server = create_server();
    if (!server) return server.error();
    if (const auto started = start_waker(server->connection); !started) return started.error();
    (void)set_alarm(now());
    static Init init{*base};
    return serve(server->sid, init);
}

}  // namespace
}  // namespace freehold::user

int main() {
    freehold::user::set_console_patience(freehold::user::Patience::brief);
    return static_cast<int>(freehold::user::run());
}
