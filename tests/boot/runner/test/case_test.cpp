// SPDX-License-Identifier: Apache-2.0
#include "case.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace freehold::boot_test {
namespace {

Case parsed(const std::string& text) {
    std::istringstream in{text};
    return read_case(in, "x.boot");
}

std::string fault_of(const std::string& text) {
    try {
        static_cast<void>(parsed(text));
    } catch (const CaseFault& fault) { return fault.what(); }
    return "";
}

TEST(Case, ReadsEveryWord) {
    const Case test = parsed(
        "# why\nboard virt32 virt64\nexec map\nexec ps\nwith programs/a.elf=b\netc word=x y\nkernel "
        "controls/k.elf\ntimeout "
        "7\nicount\nseedless\nharts 2\n"
        "expect  ^a b$ \ntype x\\r\\e\\\\\nforbid panic\ncheck map_is_consistent\nstatus 3\n");
    EXPECT_EQ(test.boards, (std::vector<std::string>{"virt32", "virt64"}));
    EXPECT_EQ(test.commands, (std::vector<std::string>{"map", "ps"}));
    EXPECT_EQ(test.programs, (std::vector<std::string>{"programs/a.elf=b"}));
    EXPECT_EQ(test.files, (std::vector<std::string>{"word=x y"}));
    EXPECT_EQ(test.kernel, "controls/k.elf");
    EXPECT_EQ(test.time_limit, std::chrono::seconds{7});
    EXPECT_TRUE(test.counts_instructions);
    EXPECT_FALSE(test.seeded);
    EXPECT_EQ(test.harts, "2");
    ASSERT_EQ(test.steps.size(), 2U);
    EXPECT_EQ(test.steps[0].pattern.source(), "^a b$");
    EXPECT_EQ(test.steps[0].line, 12);
    EXPECT_TRUE(test.steps[1].types);
    EXPECT_EQ(test.steps[1].text, "x\r\x1b\\");
    EXPECT_EQ(test.forbidden.at(0).pattern.source(), "panic");
    EXPECT_EQ(test.checks, (std::vector<std::string>{"map_is_consistent"}));
    EXPECT_EQ(test.status, 3);
}

TEST(Case, RunsOnEveryBoardIfNoneIsSaid) { EXPECT_TRUE(parsed("expect a\n").boards.empty()); }

TEST(Case, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(fault_of("board virt32\nexpct x\n"), "x.boot:2: 'expct' is no word of a boot test");
    EXPECT_EQ(fault_of("board virt32\nexpect\n"), "x.boot:2: 'expect' has no value");
    EXPECT_EQ(fault_of("timeout 9x\n"), "x.boot:1: '9x' is no number from 1 to 3600");
    EXPECT_EQ(fault_of("status 256\n"), "x.boot:1: '256' is no number from 0 to 255");
    EXPECT_EQ(fault_of("type a\\q\n"), "x.boot:1: after '\\' comes one of r n t e \\");
    EXPECT_EQ(fault_of("check nothing\n"), "x.boot:1: there is no check 'nothing'");
    EXPECT_EQ(fault_of("board virt32\n"), "x.boot: nothing is expected or checked");
    EXPECT_NE(fault_of("expect (\n").find("x.boot:1: '(' is no regular expression"), std::string::npos);
}

}  // namespace
}  // namespace freehold::boot_test
