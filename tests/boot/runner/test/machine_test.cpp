// SPDX-License-Identifier: Apache-2.0
#include "machine.hpp"

#include <gtest/gtest.h>

namespace freehold::boot_test {
namespace {

using std::chrono::seconds;

TEST(Machine, GivesOutputErrorsAndStatus) {
    std::string seen;
    const Ending ending =
        run_machine({"sh", "-c", "echo out; echo err >&2; exit 7"}, seconds{30}, [&](std::string_view bytes) {
            seen += bytes;
            return Reaction{};
        });
    EXPECT_EQ(seen, "out\nerr\n");
    EXPECT_EQ(ending.status, 7);
    EXPECT_FALSE(ending.timed_out);
}

TEST(Machine, TypesTheAnswers) {
    std::string seen;
    const Ending ending =
        run_machine({"sh", "-c", "echo name; read name; echo is $name"}, seconds{30}, [&](std::string_view bytes) {
            seen += bytes;
            return Reaction{seen == "name\n" ? "freehold\n" : "", false};
        });
    EXPECT_EQ(seen, "name\nis freehold\n");
    EXPECT_EQ(ending.status, 0);
}

TEST(Machine, EndsTheWholeGroupWhenTheTimeIsUp) {
    const Ending ending =
        run_machine({"sh", "-c", "sleep 600 & sleep 600"}, seconds{1}, [](std::string_view) { return Reaction{}; });
    EXPECT_TRUE(ending.timed_out);
    EXPECT_NE(ending.status, 0);
}

TEST(Machine, EndsWhenItIsTold) {
    const Ending ending = run_machine({"sh", "-c", "echo now; sleep 600"}, seconds{300},
                                      [](std::string_view bytes) { return Reaction{"", !bytes.empty()}; });
    EXPECT_FALSE(ending.timed_out);
    EXPECT_EQ(ending.status, 128 + 15);
}

TEST(Machine, SaysThatACommandIsMissing) {
    std::string seen;
    const Ending ending = run_machine({"/no/such/command"}, seconds{30}, [&](std::string_view bytes) {
        seen += bytes;
        return Reaction{};
    });
    EXPECT_EQ(ending.status, 127);
    EXPECT_EQ(seen, "cannot run /no/such/command\n");
}

}  // namespace
}  // namespace freehold::boot_test
