// SPDX-License-Identifier: Apache-2.0
// What the command tells of a list besides the list: explanations, differences, drafts, drawings, C.
#include <cstdlib>

#include "support.hpp"
#include "whitelist/check_list.hpp"
#include "whitelist/explain.hpp"
#include "whitelist/facts_draft.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

const Title title{"test", "board", AddressBits{32}};

Board board_of(std::vector<Entry> entries, const std::string& facts) {
    auto read = read_facts(facts, "facts.json");
    if (!read) ADD_FAILURE() << read.error().text;
    Board board;
    board.description.entries = std::move(entries);
    board.facts = std::move(*read);
    Description changed = board.description;
    std::vector<Mirror> mirrors;
    if (const auto done = apply(board.facts, changed, mirrors); !done) ADD_FAILURE() << done.error().text;
    board.listing = build(std::move(changed.entries), std::move(mirrors), AddressBits{32});
    board.listing.address_bits = AddressBits{32};
    return board;
}

Board sample() {
    return board_of(
        {entry("uart", 0x1000'0000, 0x100), entry("timer", 0x1000'0800, 0x100),
         entry("memory", 0x8000'0000, 0x10'0000, Kind::ram), entry("again", 0x9000'0000, 0x10'0000, Kind::ram),
         entry("ghost", 0x7000'0000, 0x1000), entry("flash", 0x2000'0000, 0x1000)},
        R"({"regions": [{"match": "/flash", "kind": "storage", "rights": "rx"}, {"match": "ghost", "ignore": true},
                        {"match": "again", "alias_of": "memory"}],
                        "reserve": [{"name": "firmware", "base": "0x80000000", "size": "64k"}]})");
}

std::string explained(const std::string& query) {
    const auto text = explain(sample(), query);
    return text ? *text : text.error().text;
}

TEST(Explain, ARegionNamesItsItemsRulesAndFacts) {
    EXPECT_EQ(explained("0x20000123"),
              "region flash (0x20000000-0x20000fff): storage, rights rx, owned page by page\n"
              "  made of\n"
              "    board: flash (0x20000000-0x20000fff)\n"
              "      device: registers that no rule knows\n"
              "      fact: facts.json: regions[0]\n"
              "      now storage\n");
    EXPECT_EQ(explained("/flash"), explained("flash"));
}

TEST(Explain, WhatElseLiesThereAndWhatIsToBeSaid) {
    const std::string text = explained("uart+timer");
    EXPECT_NE(text.find("    board: uart (0x10000000-0x100000ff)\n"), std::string::npos) << text;
    EXPECT_NE(text.find("    board: timer (0x10000800-0x100008ff)\n"), std::string::npos) << text;
    EXPECT_NE(text.find("  to be said of it\n    board: uart"), std::string::npos) << text;
    const std::string firmware = explained("0x80000000");
    EXPECT_TRUE(firmware.starts_with("region firmware (0x80000000-0x8000ffff): reserved, rights none")) << firmware;
    EXPECT_NE(firmware.find("  in its pages lies also\n    board: memory (0x80000000-0x800fffff)\n      ram: "),
              std::string::npos)
        << firmware;
}

TEST(Explain, WhatIsNotListedSaysWhy) {
    EXPECT_NE(explained("0x70000000").find("0x70000000 is not listed\n  board: ghost (0x70000000-0x70000fff)\n"),
              std::string::npos);
    EXPECT_NE(explained("ghost").find("fact: facts.json: regions[1]\n  not listed: a fact leaves it out\n"),
              std::string::npos)
        << explained("ghost");
    EXPECT_NE(explained("0x90000010").find("not listed: a fact says that it is a mirror\n"), std::string::npos);
    EXPECT_EQ(explained("0x30000000"),
              "0x30000000 is not listed\n  below it: flash (0x20000000-0x20000fff)\n"
              "  above it: firmware (0x80000000-0x8000ffff)\n");
    EXPECT_EQ(explained("nobody"), "--explain: nothing in the list or the inputs is called \"nobody\"");
}

std::vector<std::string> held(const std::string& running) {
    const auto lines = differences(sample().listing, running, "running");
    return lines ? *lines : std::vector{lines.error().text};
}

TEST(Check, ItsOwnJsonAgrees) { EXPECT_EQ(held(write_json(sample().listing, title)), std::vector<std::string>{}); }

TEST(Check, EachDifferenceIsALine) {
    Listing other = sample().listing;
    other.regions[0].name = "serial";
    other.regions[1].rights = Rights::r();
    other.regions[1].granularity = Granularity::whole;
    other.regions[3].pages = {other.regions[3].pages.first(), PageCount{1}};
    EXPECT_EQ(held(write_json(other, title)),
              (std::vector<std::string>{
                  "flash has rights rx in the list, r in the machine",
                  "flash is owned by page in the list, whole in the machine",
                  "memory lies at 0x80010000-0x800fffff in the list, 0x80010000-0x80010fff in the machine",
                  "uart+timer (0x10000000-0x10000fff, device) is in the list, not in the machine",
                  "serial (0x10000000-0x10000fff, device) is in the machine, not in the list"}));
}

TEST(Check, TheShellsMapIsPutTogetherFromItsRuns) {
    const std::string map =
        "> map\r\n0x10000000-0x10000fff uart+timer device 3 uart_server\r\n"
        "0x20000000-0x20000fff flash storage 0 free\n0x80010000-0x8001ffff memory ram 1 kernel\n"
        "0x80020000-0x800fffff memory ram 0 free\nall tables agree\n";
    EXPECT_EQ(held(map), std::vector<std::string>{});
    EXPECT_EQ(held(map.substr(0, map.find("0x80020000"))),
              std::vector<std::string>{
                  "memory lies at 0x80010000-0x800fffff in the list, 0x80010000-0x8001ffff in the machine"});
}

TEST(Check, WhatCannotBeReadIsOneFault) {
    EXPECT_EQ(held("hello"),
              std::vector<std::string>{"running: is neither a list in JSON nor has it lines of the shell's map"});
    EXPECT_EQ(held("{}"), std::vector<std::string>{"running: \"regions\" is no list"});
    EXPECT_EQ(held(R"({"regions": [{"name": "a"}]})"),
              std::vector<std::string>{"running: regions[0]: \"kind\" is missing"});
    EXPECT_EQ(
        held(
            R"({"regions": [{"name": "a", "kind": "ram", "rights": "r", "granularity": "page", "base": 0, "size": 0}]})"),
        std::vector<std::string>{"running: regions[0]: \"size\" is 0, or wraps around the end of the addresses"});
}

TEST(Draft, SaysWhatIsSoAndAsksWhereAnOwnerGetsMore) {
    auto entries =
        std::vector{entry("uart", 0x1000'0000, 0x1000), entry("dma", 0x1000'1000, 0x1000),
                    entry("plic", 0xc00'0000, 0x1000, Kind::reserved), entry("rom", 0x0, 0x1000, Kind::storage)};
    entries[1].power = "writes all memory";
    entries[2].reason = "routes every interrupt";
    entries[3].rights = Rights::rx();
    const Board board = board_of(entries, "{}");
    const std::string draft = write_facts_draft(board);
    EXPECT_NE(draft.find("    \"address_bits\": 32,\n"), std::string::npos) << draft;
    EXPECT_NE(draft.find("        //     /uart\n"), std::string::npos) << draft;
    EXPECT_NE(draft.find("DECIDE dma at 0x10001000, 4096 bytes: writes all memory\n"), std::string::npos) << draft;
    EXPECT_NE(draft.find("{\"match\": \"/dma\", \"rights\": \"rw\"},\n"), std::string::npos) << draft;
    EXPECT_NE(draft.find("bytes: routes every interrupt\n        {\"match\": \"/plic\", \"kind\": \"reserved\"}"),
              std::string::npos)
        << draft;
    EXPECT_NE(draft.find("{\"match\": \"/rom\", \"kind\": \"storage\", \"rights\": \"rx\"}"), std::string::npos)
        << draft;
    const Board again = board_of(entries, draft);
    EXPECT_EQ(lines_of(again.listing), lines_of(board.listing));
    EXPECT_EQ(again.facts.address_bits, AddressBits{32});
}

TEST(Draft, ANameOfTheInputCannotEndAComment) {
    auto odd = entry("a\n\"b", 0x1000, 0x1000, Kind::reserved);
    const Board board = board_of({odd}, "{}");
    EXPECT_TRUE(read_facts(write_facts_draft(board), "draft"));
}

/// @return the exit status of a shell command
int shell(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()); }

TEST(Writers, CCompilesWithoutAWarning) {
    if (shell("command -v gcc") != 0) GTEST_SKIP() << "no gcc";
    Listing listing = sample().listing;
    const TemporaryFile header{".h", write_c(listing, {"b", "a*/b\\?\?/", AddressBits{32}})};
    const TemporaryFile source{".c", "#include \"" + header.path() +
                                         "\"\nint main(void) { return freehold_whitelist[FREEHOLD_REGIONS - 1].size == "
                                         "0xf0000 && freehold_whitelist[1].rights == 5 ? 0 : 1; }\n"};
    const std::string program = source.path() + ".out";
    EXPECT_EQ(shell("gcc -std=c99 -Wall -Wextra -Werror -pedantic " + source.path() + " -o " + program), 0);
    EXPECT_EQ(shell(program), 0);
    std::remove(program.c_str());
}

TEST(Writers, SvgIsSoundXmlWithALineForEachRegion) {
    Listing listing = sample().listing;
    listing.regions[0].origins = {"board: <a & \"b\">\x1b\xff"};
    const std::string svg = write_svg(listing, title);
    std::size_t boxes = 0;
    for (std::size_t at = 0; (at = svg.find("<rect x=", at)) != std::string::npos; ++at) ++boxes;
    EXPECT_EQ(boxes, listing.regions.size());
    EXPECT_NE(svg.find("board: &lt;a &amp; &quot;b&quot;&gt;??"), std::string::npos);
    EXPECT_NE(svg.find("prefers-color-scheme: dark"), std::string::npos);
    EXPECT_NE(svg.find("256 MiB not listed"), std::string::npos);
    EXPECT_NE(svg.find("again: not listed, repeats memory"), std::string::npos);
    if (shell("command -v rsvg-convert") != 0) GTEST_SKIP() << "no rsvg-convert";
    const TemporaryFile file{".svg", svg};
    const TemporaryFile png{".png", ""};
    EXPECT_EQ(shell("rsvg-convert -o " + png.path() + " " + file.path()), 0);
}

}  // namespace
}  // namespace freehold::tools
