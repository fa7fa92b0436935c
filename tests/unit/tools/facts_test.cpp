// SPDX-License-Identifier: Apache-2.0
#include "whitelist/facts.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

Result<std::vector<Entry>> applied(const std::string& json, std::vector<Entry> entries) {
    const auto facts = read_facts(json, "facts.json");
    if (!facts) return std::unexpected{facts.error()};
    std::vector<Mirror> mirrors;
    Description description{std::move(entries), {}, {}, {}, {}};
    if (const auto done = apply(*facts, description, mirrors); !done) return std::unexpected{done.error()};
    return std::move(description.entries);
}

std::string problem(const std::string& json) {
    const auto result = applied(json, {entry("uart", 0x1000, 0x1000)});
    if (result) return "it reads";
    EXPECT_EQ(result.error().status, Status::facts);
    return result.error().text;
}

TEST(Facts, ChangeWhatTheyPick) {
    for (const char* match : {"\"/uart\"", "\"uart\"", "\"0x1000\"", "4096"}) {
        const std::string json =
            std::string{R"({"regions": [{"match": )"} + match +
            R"(, "name": "console", "kind": "storage", "rights": "r", "granularity": "whole", "limit": "0x800"}]})";
        const auto entries = applied(json, {entry("uart", 0x1000, 0x1000), entry("other", 0x2000, 0x1000)});
        ASSERT_TRUE(entries) << entries.error().text;
        EXPECT_EQ((*entries)[0].name, "console");
        EXPECT_EQ((*entries)[0].kind, Kind::storage);
        EXPECT_EQ((*entries)[0].rights, Rights::r());
        EXPECT_EQ((*entries)[0].granularity, Granularity::whole);
        EXPECT_EQ((*entries)[0].range.size(), Bytes{0x800});
        EXPECT_EQ((*entries)[1].name, "other");
    }
}

TEST(Facts, AKindBringsItsRights) {
    const auto entries =
        applied(R"({"regions": [{"match": "uart", "kind": "reserved"}]})", {entry("uart", 0x1000, 0x1000)});
    ASSERT_TRUE(entries);
    EXPECT_EQ((*entries)[0].rights, Rights::none());
}

TEST(Facts, IgnoreAddAndReserve) {
    const auto entries = applied(R"({
        "regions": [{"match": "uart", "ignore": true}, {"name": "sram", "base": "0x8000", "size": "8k", "kind": "ram"}], // a comment
        "reserve": [{"name": "fw", "base": 0, "size": 4096}]})",
                                 {entry("uart", 0x1000, 0x1000)});
    ASSERT_TRUE(entries) << entries.error().text;
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ((*entries)[0].name, "sram");
    EXPECT_EQ((*entries)[0].range.last(), PhysAddr{0x9fff});
    EXPECT_EQ((*entries)[1].kind, Kind::reserved);
}

TEST(Facts, AMirrorInTheDescriptionIsTakenOut) {
    const auto facts = read_facts(
        R"({"regions": [{"match": "ghost", "alias_of": "uart"}, {"name": "m", "base": "0x9000", "size": "4k", "alias_of": 4096}]})",
        "f");
    ASSERT_TRUE(facts) << facts.error().text;
    Description description{{entry("uart", 0x1000, 0x1000), entry("ghost", 0x7000, 0x1000)}, {}, {}, {}, {}};
    std::vector<Mirror> mirrors;
    ASSERT_TRUE(apply(*facts, description, mirrors));
    EXPECT_EQ(description.entries.size(), 1U);
    ASSERT_EQ(mirrors.size(), 2U);
    EXPECT_EQ(mirrors[0].range.base(), PhysAddr{0x7000});
    EXPECT_EQ(std::get<std::string>(mirrors[0].of), "uart");
    EXPECT_EQ(std::get<PhysAddr>(mirrors[1].of), PhysAddr{0x1000});
}

TEST(Facts, ANewNameDoesNotSaveWhatIsIgnored) {
    const auto entries = applied(R"({"regions": [{"match": "uart", "name": "console", "ignore": true}]})",
                                 {entry("uart", 0x1000, 0x1000), entry("other", 0x2000, 0x1000)});
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 1U);
    EXPECT_EQ((*entries)[0].name, "other");
}

/// A description in which one item lacks its size.
Description with_defect() {
    Description description{{entry("uart", 0x1000, 0x1000)}, {}, {}, {}, {}};
    description.defects.push_back({entry("odd", 0, 1), PhysAddr{0x5000}, {}, {Status::malformed, "odd: has no size"}});
    return description;
}

Result<Description> settled(const std::string& json) {
    const auto facts = read_facts(json, "f");
    if (!facts) return std::unexpected{facts.error()};
    Description description = with_defect();
    std::vector<Mirror> mirrors;
    if (const auto done = apply(*facts, description, mirrors); !done) return std::unexpected{done.error()};
    return description;
}

TEST(Facts, SettleWhatCannotBeRead) {
    const auto ignored = settled(R"({"regions": [{"match": "/odd", "ignore": true}]})");
    ASSERT_TRUE(ignored) << ignored.error().text;
    EXPECT_TRUE(ignored->defects.empty());
    EXPECT_EQ(ignored->entries.size(), 1U);
    for (const char* match : {"\"/odd\"", "\"odd\"", "\"0x5000\""}) {
        const auto sized = settled(std::string{R"({"regions": [{"match": )"} + match + R"(, "size": "8k"}]})");
        ASSERT_TRUE(sized) << sized.error().text;
        EXPECT_TRUE(sized->defects.empty());
        ASSERT_EQ(sized->entries.size(), 2U);
        EXPECT_EQ(sized->entries[1].range, ByteRange::checked(PhysAddr{0x5000}, Bytes{0x2000}).value());
    }
    const auto named = settled(R"({"regions": [{"match": "odd", "name": "even"}]})");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->defects.size(), 1U) << "its size is still not known";
}

TEST(Facts, SayWhereAThingIsAndWhatItDoes) {
    const auto entries = applied(
        R"({"regions": [{"match": "uart", "base": "0x9000", "size": "0x800", "dma": "master", "memory_type": "uncached",
        "interrupts": [3, "0x10"]}]})",
        {entry("uart", 0x1000, 0x1000)});
    ASSERT_TRUE(entries) << entries.error().text;
    EXPECT_EQ((*entries)[0].range, ByteRange::checked(PhysAddr{0x9000}, Bytes{0x800}).value());
    EXPECT_EQ((*entries)[0].hardware.dma, Dma::master);
    EXPECT_EQ((*entries)[0].hardware.memory_type, MemoryType::uncached);
    EXPECT_EQ((*entries)[0].hardware.interrupts, (std::vector<InterruptLine>{{"", {3}}, {"", {16}}}));
}

TEST(Facts, OneFactSpeaksOfAFamily) {
    const auto facts = read_facts(
        R"({"regions": [{"match": "/sec_*", "ignore": true}, {"match": "uart*", "views": ["0x1000", "0x2000"]}]})",
        "f");
    ASSERT_TRUE(facts) << facts.error().text;
    Description description{{entry("uart0", 0x4000, 0x1000), entry("uart1", 0x8000, 0x1000),
                             entry("sec_uart0", 0x10004000, 0x1000), entry("rtc", 0x20000, 0x1000)},
                            {},
                            {},
                            {},
                            {}};
    std::vector<Mirror> mirrors;
    ASSERT_TRUE(apply(*facts, description, mirrors));
    EXPECT_EQ(description.entries.size(), 3U);
    ASSERT_EQ(mirrors.size(), 4U);
    EXPECT_EQ(mirrors[3].range.base(), PhysAddr{0xa000});
    EXPECT_EQ(std::get<PhysAddr>(mirrors[3].of), PhysAddr{0x8000});
    EXPECT_TRUE(build(description.entries, mirrors, AddressBits{32}).lints.empty());
}

TEST(Facts, AWordOnAPowerEndsItsLint) {
    auto dma = entry("dma", 0x1000, 0x1000);
    dma.power = "it has all memory";
    for (const char* fact : {R"("dma": "master")", R"("kind": "device")"}) {
        const auto entries = applied(std::string{R"({"regions": [{"match": "dma", )"} + fact + "}]}", {dma});
        ASSERT_TRUE(entries);
        EXPECT_EQ((*entries)[0].power, "");
    }
}

TEST(Facts, NameTheKeyThatIsWrong) {
    EXPECT_EQ(problem(R"({"region": []})"), "facts.json: \"region\" is no known key here");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "knd": "ram"}]})"),
              "facts.json: regions[0]: \"knd\" is no known key here");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "kind": "rom"}]})"),
              "facts.json: regions[0]: \"kind\" is \"rom\", none of ram, storage, device, reserved");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "kind": 1}]})"),
              "facts.json: regions[0]: \"kind\" is no string");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "ignore": 1}]})"),
              "facts.json: regions[0]: \"ignore\" is neither true nor false");
    EXPECT_EQ(problem(R"({"regions": [{"match": "nobody"}]})"),
              "facts.json: regions[0]: \"match\" picks nothing that the description has");
    EXPECT_EQ(problem(R"({"regions": [{"name": "x", "base": 0, "size": 0, "kind": "ram"}]})"),
              "facts.json: regions[0]: \"size\" is 0");
    EXPECT_EQ(problem(R"({"regions": [{"name": "x", "base": 4096, "size": "0xffffffffffffffff", "kind": "ram"}]})"),
              "facts.json: regions[0]: \"size\" 0xffffffffffffffff from 0x1000 wraps around the end of the addresses");
    EXPECT_EQ(problem(R"({"regions": [{"name": "x", "base": 0, "size": 1}]})"),
              "facts.json: regions[0]: \"kind\" or \"alias_of\" must be there, and not both");
    EXPECT_EQ(problem(R"({"regions": [{"base": 0, "size": 1, "kind": "ram"}]})"),
              "facts.json: regions[0]: \"name\" is missing");
    EXPECT_EQ(problem(R"({"regions": {}})"), "facts.json: \"regions\" is no list");
    EXPECT_EQ(problem(R"({"reserve": [{"base": -1, "size": 1}]})"),
              "facts.json: reserve[0]: \"base\" is no number of 64 bits, such as 4096, \"0x1000\" or \"4k\"");
    EXPECT_EQ(problem(R"({"address_bits": 65})"), "facts.json: \"address_bits\" is not within 32 to 64");
    EXPECT_EQ(problem(R"({"reserve": [], "reserve": []})"),
              "facts.json: the key \"reserve\" is there twice in one object");
    EXPECT_EQ(problem("[]"), "facts.json: is no object, but array");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "name": "a name"}]})"),
              "facts.json: regions[0]: \"name\" is \"a name\", not 1 to 16 letters, digits or any of ,._+-@");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "views": [0]}]})"),
              "facts.json: regions[0]: \"views\" has the distance 0");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "dma": "some"}]})"),
              "facts.json: regions[0]: \"dma\" is \"some\", none of none, requests, translated, master");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "interrupts": 1}]})"),
              "facts.json: regions[0]: \"interrupts\" is no list");
    EXPECT_EQ(problem(R"({"regions": [{"match": "uart", "base": "0xfffffffffffff800"}]})"),
              "facts.json: regions[0]: 0x1000 bytes from 0xfffffffffffff800 wrap around the end of the addresses");
    EXPECT_NE(problem("{").find("parse error at line 1"), std::string::npos);
}

}  // namespace
}  // namespace freehold::tools
