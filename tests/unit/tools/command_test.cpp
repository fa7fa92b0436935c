// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>

#include <cstdlib>
#include <iterator>

#include "support.hpp"

namespace freehold::tools {
namespace {

struct Ran {
    int status;
    std::string out;
    std::string err;
};

std::string contents(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Runs the built command. @param arguments as a shell reads them
Ran run(const std::string& arguments) {
    const TemporaryFile out{".out", ""};
    const TemporaryFile err{".err", ""};
    const int status =
        std::system((std::string{FREEHOLD_COMMAND} + " " + arguments + " >" + out.path() + " 2>" + err.path()).c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents(out.path()), contents(err.path())};
}

void expect_one_line(const Ran& ran, Status status, const std::string& part) {
    EXPECT_EQ(ran.status, static_cast<int>(status)) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
}

const std::string ram = "memory@80000000 { device_type = \"memory\"; reg = <0 0x80000000 0 0x100000>; };";
const std::string uart = dts(ram + "uart@1000 { reg = <0 0x1000 0 0x1000>; };");
const std::string crowded =
    dts(ram + "uart@1000 { reg = <0 0x1000 0 0x800>; }; timer@1800 { reg = <0 0x1800 0 0x800>; };");

TEST(Command, WritesToOutputOrFile) {
    const TemporaryFile tree{".dts", uart};
    const TemporaryFile out{".hpp", ""};
    const Ran plain = run("whitelist " + tree.path() + " --format hpp --board b --address-bits 32");
    EXPECT_EQ(plain.status, 0) << plain.err;
    EXPECT_EQ(plain.err, "");
    EXPECT_EQ(run("whitelist " + tree.path() + " --format hpp --board b --address-bits 32 -o " + out.path()).out, "");
    EXPECT_EQ(contents(out.path()), plain.out);
    EXPECT_NE(plain.out.find("Region{\"uart\""), std::string::npos);
}

TEST(Command, SeveralInputsAreOneBoard) {
    const TemporaryFile tree{".dts", uart};
    const TemporaryFile csr{".json", R"({"csr_bases": {"leds": 8192}})"};
    const Ran ran = run("whitelist " + tree.path() + " " + csr.path());
    EXPECT_NE(ran.out.find("uart"), std::string::npos);
    EXPECT_NE(ran.out.find("leds"), std::string::npos);
}

TEST(Command, StrictMakesWarningsErrorsOfTheirClass) {
    const TemporaryFile tree{".dts", crowded};
    const Ran lenient = run("whitelist " + tree.path());
    EXPECT_EQ(lenient.status, 0);
    EXPECT_NE(lenient.err.find("warning: "), std::string::npos);
    expect_one_line(run("whitelist --strict " + tree.path()), Status::shared_page, "error: ");
}

TEST(Command, AListedMirrorIsAnErrorAndWritesNothing) {
    const TemporaryFile tree{".dts", uart};
    const TemporaryFile facts{
        ".json",
        R"({"regions": [{"name": "m", "base": "0", "size": "64k", "alias_of": "0x20000"}, {"name": "x", "base": "0x20000", "size": "64k", "kind": "device"}]})"};
    expect_one_line(run("whitelist " + tree.path() + " --facts " + facts.path()), Status::mirror_listed,
                    "is also listed, as region uart");
}

TEST(Command, TheFactsSayTheAddressBitsAndTheCommandLineOverrulesThem) {
    const TemporaryFile tree{".dts", dts(ram + "dram@100000000 { reg = <1 0 0 0x1000>; };")};
    const TemporaryFile facts{".json", R"({"address_bits": 32})"};
    expect_one_line(run("whitelist " + tree.path() + " --facts " + facts.path()), Status::beyond,
                    "/dram@100000000: region dram (0x100000000-0x100000fff) does not fit 32 address bits");
    EXPECT_EQ(run("whitelist " + tree.path() + " --address-bits 34 --facts " + facts.path()).status, 0);
}

TEST(Command, EveryClassOfTroubleHasItsStatus) {
    const TemporaryFile tree{".dts", uart};
    const TemporaryFile nothing{".dts", dts("")};
    const TemporaryFile bytes{".dtb", "what is this\n"};
    const TemporaryFile bad_facts{".json", R"({"regions": [{"match": "nobody", "ignore": true}]})"};
    const TemporaryFile odd_ram{".json", R"({"regions": [{"match": "uart", "kind": "ram", "granularity": "whole"}]})"};
    expect_one_line(run("whitelist /nonexistent"), Status::file, "/nonexistent: No such file");
    expect_one_line(run("whitelist /"), Status::file, "/: is a directory");
    expect_one_line(run("whitelist " + tree.path() + " -o /nonexistent/x"), Status::file,
                    "/nonexistent/x: No such file");
    expect_one_line(run("whitelist " + bytes.path()), Status::malformed,
                    "is no device tree, no SVD and no other description");
    expect_one_line(run("whitelist " + tree.path() + " --facts " + bad_facts.path()), Status::facts,
                    "regions[0]: \"match\" picks nothing");
    expect_one_line(run("whitelist " + nothing.path()), Status::empty, "no region is left");
    expect_one_line(run("whitelist " + tree.path() + " --facts " + odd_ram.path() + " --format hpp"), Status::odd_ram,
                    "/uart@1000: region uart (0x1000-0x1fff) is RAM with rights rwx and granularity whole");
    EXPECT_EQ(run("").status, static_cast<int>(Status::usage));
    EXPECT_EQ(run("whitelist").status, static_cast<int>(Status::usage));
    EXPECT_EQ(run("whitelist " + tree.path() + " --format yaml").status, static_cast<int>(Status::usage));
    EXPECT_EQ(run("whitelist --help").status, 0);
}

TEST(Command, AFaultIsOneLineWhateverTheInputIsCalled) {
    const TemporaryFile svd{
        ".svd", "<device><peripherals><peripheral><name>A&#10;B&#27;[2J</name></peripheral></peripherals></device>"};
    const TemporaryFile facts{".json", R"({"regions": [{"name": "r", "base": 0, "size": "4k", "kind": "ram"}]})"};
    expect_one_line(run("whitelist " + svd.path() + " --facts " + facts.path()), Status::malformed,
                    "peripheral A?B?[2J: has no baseAddress");
}

}  // namespace
}  // namespace freehold::tools
