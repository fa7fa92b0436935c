// SPDX-License-Identifier: Apache-2.0
#include "follower.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace freehold::boot_test {
namespace {

Case parsed(const std::string& text) {
    std::istringstream in{"board virt32\n" + text};
    return read_case(in, "x.boot");
}

std::vector<std::string> failures_of(const std::string& test, const std::string& console, int status = 0) {
    const Case parsed_case = parsed(test);
    Follower follower{parsed_case};
    static_cast<void>(follower.feed(console));
    return follower.finish(status);
}

using None = std::vector<std::string>;

TEST(Follower, WantsLinesInOrderWithOthersBetween) {
    const std::string test = "expect one\nexpect two\n";
    EXPECT_EQ(failures_of(test, "one\r\nother\r\ntwo"), None{});
    EXPECT_EQ(failures_of(test, "two\none\n"), None{"x.boot:3: never seen: two"});
}

TEST(Follower, ALineServesOneExpectation) {
    EXPECT_EQ(failures_of("expect one\nexpect one\n", "one one\n"), None{"x.boot:3: never seen: one"});
}

TEST(Follower, RefusesWhatIsForbidden) {
    EXPECT_EQ(failures_of("expect one\nforbid pan.c\n", "one\npanic!\n"),
              None{"x.boot:3: forbidden: pan.c\n    seen: panic!"});
}

TEST(Follower, WantsTheExitStatus) {
    EXPECT_EQ(failures_of("expect one\n", "one\n", 124), None{"x.boot:0: exit status 124, expected 0"});
    EXPECT_EQ(failures_of("expect one\nstatus 124\n", "one\n", 124), None{});
}

TEST(Follower, ComparesCaptures) {
    const std::string test = "expect free {n:\\d+}\nexpect free {n}$\n";
    EXPECT_EQ(failures_of(test, "free 12\nfree 12\n"), None{});
    EXPECT_EQ(failures_of(test, "free 12\nfree 13\n"), None{"x.boot:3: never seen: free {n}$"});
}

TEST(Follower, TypesAtAPromptAndOnlyThen) {
    const Case test = parsed("expect pid {pid:\\d+} \nexpect > $\ntype kill {pid}\\r\nexpect done\n");
    Follower follower{test};
    EXPECT_EQ(follower.feed("> "), "");
    EXPECT_EQ(follower.feed("\npid 7 \n"), "");
    EXPECT_EQ(follower.feed("\x1b[1m> "), "kill 7\r");
    EXPECT_EQ(follower.feed("kill 7\r\ndone\r\n"), "");
    EXPECT_EQ(follower.finish(0), None{});
}

TEST(Follower, ShowsWhatCameAndWhatDidNot) {
    const Case test = parsed("expect one\nexpect two\n");
    Follower follower{test};
    static_cast<void>(follower.feed("zero\none\n"));
    static_cast<void>(follower.finish(0));
    EXPECT_EQ(follower.annotated(), "  zero\n= one    <- expected at line 2\n- two    <- line 3\n");
}

}  // namespace
}  // namespace freehold::boot_test
