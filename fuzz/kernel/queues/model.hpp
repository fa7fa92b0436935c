// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <source_location>
#include <utility>

#include "kernel/process.hpp"

/// What messages between a few processes must come to, said as plainly as it can be: a server is three lines of people.
/// Each process has one server; a thread is named by its process and its number there.
namespace freehold::kernel::queues {

inline constexpr unsigned processes = 3, threads = 3;

inline void require(bool holds, std::source_location at = std::source_location::current()) {
    if (holds) return;
    std::fprintf(stderr, "%s:%u does not hold\n", at.file_name(), at.line());
    std::abort();
}

struct Who {
    unsigned process, thread;
    bool operator==(const Who&) const = default;
};

struct Letter {
    Word id;  ///< no two of a run have the same
    Who sender;
    bool blocks;  ///< its sender waits for the answer; else it is a note, counted to its sender's process
};

enum class State { runs, receives, awaits_answer, awaits_note, ended };

/// What a thread's last call came to: the tag, and the error, the value or the id of the message beside it.
struct Answer {
    abi::Tag tag;
    Word value;
    bool operator==(const Answer&) const = default;
};

struct Person {
    State state = State::ended;
    bool again = false;  ///< its call starts again
    Answer answer{abi::Tag::ok, 0};
};

struct Office {
    bool open = false;
    unsigned opened = 0;  ///< how often: a connection leads to one opening
    std::deque<Letter> queue;
    std::deque<Who> receivers;
    std::deque<Letter> owed;
};

class Model {
public:
    struct House {
        bool ended = true, gone = true;  ///< gone: nothing of it is with others
        unsigned room = 0;               ///< how many notes it can have
        unsigned notes = 0;              ///< those that nobody has received
        std::array<Person, threads> people;
        Office office;
        std::array<unsigned, processes> connected{};  ///< to which opening of whose office; 0: none
    };
    std::array<House, processes> houses;

    Person& person(Who who) { return houses[who.process].people[who.thread]; }
    [[nodiscard]] bool somebody_runs() const;

    void begin(unsigned process, unsigned room);
    void send(Who who, unsigned to, Word id, bool blocks, bool wait);
    void receive(Who who, bool wait);
    void reply(unsigned process, std::size_t n, Word value);
    void open(unsigned process);
    void close(unsigned process);
    void end(unsigned process);
    void end_thread(Who who);

private:
    void answer(Who who, abi::Tag tag, Word value = 0) { person(who) = {State::runs, false, {tag, value}}; }
    void refuse(Who who, abi::Errno why) { answer(who, abi::Tag::error, static_cast<Word>(why)); }
    void deliver(Office& office, const Letter& letter, Who to);
    void bounce(const Letter& letter);
    void note_is_free(unsigned process);
    void withdraw(Who who);
};

}  // namespace freehold::kernel::queues
