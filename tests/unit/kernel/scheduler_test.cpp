// SPDX-License-Identifier: Apache-2.0
// The scheduler by itself: whose turn it is, how long, and who goes on in it.
#include "kernel/scheduler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>

namespace freehold::kernel {
namespace {

constexpr std::uint64_t slice = board::slice_ticks;

/// A process with two threads, of which the first is ready.
struct Home {
    std::unique_ptr<Process> process = std::make_unique<Process>();
    std::array<Thread, 2> thread{};
    std::uint64_t used = 0;

    Home() {
        for (std::uint8_t n = 0; n < 2; ++n) thread[n].process = process.get(), thread[n].tid = n + 1u;
    }
};

class Turns : public testing::Test {
protected:
    Turns() {
        for (Home& each : home) scheduler.make_ready(each.thread[0]);
    }
    Thread* next() {
        Thread* const in_turn = scheduler.choose();
        return in_turn ? in_turn : scheduler.pick(Ticks{now});
    }
    std::uint64_t end() const { return static_cast<std::uint64_t>(scheduler.turn_end()); }
    Thread* run_out() {
        now = end();
        scheduler.end_turn();
        return next();
    }

    std::uint64_t now = 0;
    std::array<Home, 3> home;
    Scheduler scheduler;
};

TEST_F(Turns, each_has_a_whole_one_from_when_it_is_picked) {
    EXPECT_EQ(next(), &home[0].thread[0]);
    now = slice - 1;
    scheduler.yield();
    EXPECT_EQ(next(), &home[1].thread[0]);
    EXPECT_EQ(end(), now + slice);
    EXPECT_EQ(run_out(), &home[2].thread[0]);
    EXPECT_EQ(run_out(), &home[0].thread[0]);
}

TEST_F(Turns, waking_up_gives_none_before_the_others) {
    (void)next();
    scheduler.make_ready(home[1].thread[1]);
    scheduler.stop(home[0].thread[0], Doing::event);
    scheduler.make_ready(home[0].thread[0]);
    EXPECT_EQ(run_out(), &home[1].thread[0]);
    EXPECT_EQ(run_out(), &home[2].thread[0]);
}

TEST_F(Turns, who_waits_for_an_answer_hands_on_the_rest_and_has_it_back) {
    (void)next();
    scheduler.stop(home[1].thread[0], Doing::receive);
    now = slice / 2;
    scheduler.stop(home[0].thread[0], Doing::reply);
    scheduler.hand_over(home[0].thread[0], home[1].thread[0]);
    EXPECT_EQ(next(), &home[1].thread[0]);
    EXPECT_EQ(end(), slice);
    scheduler.give_back(home[0].thread[0]);
    EXPECT_EQ(next(), &home[1].thread[0]) << "it answers, and has more to do";
    scheduler.stop(home[1].thread[0], Doing::receive);
    EXPECT_EQ(next(), &home[0].thread[0]);
    EXPECT_EQ(end(), slice);
}

TEST_F(Turns, an_answer_in_a_later_one_gives_nothing_back) {
    (void)next();
    scheduler.stop(home[1].thread[0], Doing::receive);
    scheduler.stop(home[0].thread[0], Doing::reply);
    scheduler.hand_over(home[0].thread[0], home[1].thread[0]);
    EXPECT_EQ(next(), &home[1].thread[0]);
    EXPECT_EQ(run_out(), &home[2].thread[0]);
    EXPECT_EQ(run_out(), &home[1].thread[0]);
    scheduler.give_back(home[0].thread[0]);
    scheduler.stop(home[1].thread[0], Doing::receive);
    EXPECT_EQ(next(), &home[2].thread[0]);
}

TEST_F(Turns, what_is_used_beyond_is_a_debt) {
    (void)next();
    now = slice + slice / 2;
    scheduler.end_turn();
    (void)next();
    (void)run_out();
    EXPECT_EQ(run_out(), &home[0].thread[0]);
    EXPECT_EQ(end(), now + slice / 2);
}

TEST_F(Turns, help_is_charged_to_whose_call_it_is) {
    Thread& caller = home[0].thread[0];
    (void)next();
    scheduler.keep(caller);
    Thread* const helper = run_out();
    scheduler.begin_help(caller);
    EXPECT_EQ(next(), &caller);
    now += 2 * slice;
    scheduler.charge(*caller.process, Span{2 * slice});
    scheduler.let_go();
    scheduler.end_help();
    EXPECT_EQ(next(), helper);
    EXPECT_EQ(end(), now + slice) << "all of its turn is left";
    for (unsigned round = 0; round < 2; ++round) {
        EXPECT_EQ(run_out(), &home[2].thread[0]) << "the caller lets two pass";
        EXPECT_EQ(run_out(), helper);
    }
    EXPECT_EQ(run_out(), &home[2].thread[0]);
    EXPECT_EQ(run_out(), &caller);
}

TEST_F(Turns, a_handler_is_the_first_of_its_process_and_then_one_of_them) {
    home[0].thread[1].tid = 0;
    (void)next();
    scheduler.make_ready(home[1].thread[1]);
    scheduler.make_ready(home[0].thread[1]);
    (void)run_out();
    (void)run_out();
    EXPECT_EQ(run_out(), &home[0].thread[1]);
    (void)run_out();
    (void)run_out();
    EXPECT_EQ(run_out(), &home[0].thread[0]) << "also where it does not return";
}

TEST_F(Turns, who_ends_in_its_own_leaves_no_trace) {
    (void)next();
    scheduler.stop(home[0].thread[0], Doing::nothing);
    scheduler.forget(*home[0].process);
    home[0].process.reset();
    EXPECT_EQ(next(), &home[1].thread[0]);
}

/// Whatever the first two do, who is always ready has a third of the time, and never waits for more than a turn of each.
TEST_F(Turns, no_mix_of_calls_takes_more_than_its_share) {
    std::mt19937 random{14};
    (void)next();
    for (unsigned step = 0; step < 200000; ++step) {
        Thread* const running = next();
        Home& at =
            *std::ranges::find_if(home, [&](const Home& each) { return each.process.get() == running->process; });
        const std::uint64_t length = random() % (slice / 2);
        const bool over = now + length >= end();
        const std::uint64_t until = over ? end() : now + length;
        at.used += until - now;
        now = until;
        Thread& other = home[random() % 2].thread[random() % 2];
        if (over) scheduler.end_turn();
        else if (&at == &home[2]) continue;
        else if (random() % 4 == 0) scheduler.yield();
        else if (random() % 2 == 0) scheduler.stop(*running, Doing::event);
        else if (other.doing == Doing::event) {
            scheduler.stop(*running, Doing::reply);
            scheduler.hand_over(*running, other);
        } else if (other.doing == Doing::reply) scheduler.give_back(other);
        for (unsigned n = 0; n < 4; ++n)
            if (Thread& each = home[n / 2].thread[n % 2]; each.doing != Doing::running && random() % 3 == 0)
                scheduler.make_ready(each);
    }
    EXPECT_GE(home[2].used * 3, now * 99 / 100);
}

}  // namespace
}  // namespace freehold::kernel
