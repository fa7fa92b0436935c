// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backoff.hpp"
#include "user/ending.hpp"
#include "user/print.hpp"

namespace freehold::user {

enum class Restart {
    always,    ///< nobody can speak without it
    on_fault,  ///< it may leave when it wants to
};

/// A program that runs from the start.
class Supervised {
public:
    constexpr Supervised(std::string_view name, Restart restart) : name_{*Name::of(name)}, restart_{restart} {}

    [[nodiscard]] Pid pid() const { return pid_; }
    /// When it is to be started; `never` while it runs, or where it is not wanted any more.
    [[nodiscard]] Ticks due() const { return due_; }

    void start(const TimeBase& base) {
        due_ = never;
        backoff_.started(now());
        const auto started = spawn(name_);
        pid_ = started.value_or(Pid{});
        if (!started) due_ = backoff_.next_start(now(), base);
        tell(started ? std::nullopt : std::optional{started.error()});
    }

    void ended(const Ending& ending, const TimeBase& base) {
        pid_ = Pid{};
        if (restart_ == Restart::always || ending.is_fault()) due_ = backoff_.next_start(now(), base);
    }

private:
    /// Each reason why it cannot be started is told once, however often it is tried.
    void tell(std::optional<SpawnRefusal> refusal) {
        const Errno reason = refusal ? refusal->error : Errno{};
        if (std::exchange(told_, reason) == reason || !refusal) return;
        ConsoleSink console;
        format(console, "init: {} cannot be started: ", {name_.text()});
        put_refusal(console, *refusal);
        print("\n");
    }

    Name name_;
    Restart restart_;
    Backoff backoff_;
    Pid pid_{};
    Ticks due_{};  ///< at once
    Errno told_{};
};

}  // namespace freehold::user
