// SPDX-License-Identifier: Apache-2.0
// Small descriptions that lie beside the repository, where they are there: each has its list, or its line.
#include <filesystem>

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

const std::string folder = std::string{FREEHOLD_SOURCE_DIR} + "/../shared/cases/boards/";

struct Case {
    std::vector<std::string> inputs;
    Lines lines;               ///< those that must be there, and no more
    Status lint = Status::ok;  ///< that must be told, or `ok`
};

Listing listed(const std::vector<std::string>& inputs) {
    std::vector<std::string> paths;
    for (const std::string& input : inputs) paths.push_back(folder + input);
    auto description = read_inputs(paths);
    if (!description) return {{}, {}, {description.error()}};
    Listing listing = build(std::move(description->entries), {}, description->address_bits.value_or(AddressBits{64}));
    for (const Defect& defect : description->defects) listing.lints.push_back(defect.fault);
    std::ranges::move(description->warnings, std::back_inserter(listing.lints));
    return listing;
}

const Line ram{0x8000'0000, 0x100'0000, "memory", "ram"};
const std::vector<Case> cases{
    {{"r01_overlay_base.dts", "r01_overlay.dtso"},
     {{0x8000'0000, 0x10'0000, "secure", "reserved"}, {0x8010'0000, 0xf0'0000, "memory", "ram"}}},
    {{"r01_base.dtb", "r01_overlay.dtso"},
     {{0x8000'0000, 0x10'0000, "secure", "reserved"}, {0x8010'0000, 0xf0'0000, "memory", "ram"}}},
    {{"r02_memreserve_zero.dts"},
     {{0x8000'0000, 0x20'0000, "memory@80000000", "ram"},
      {0x8020'0000, 0x1000, "memreserve", "reserved"},
      {0x8020'1000, 0xdf'f000, "memory@80201000", "ram"}},
     Status::zero_size},
    {{"r04_usable_memory.dts"}, {{0x8000'0000, 0x40'0000, "memory", "ram"}}},
    {{"r05_flash_called_memory.dts"},
     {{0x2000'0000, 0x40'0000, "memory@20000000", "storage"},
      {0x3000'0000, 0x1000, "memory@30000000", "reserved"},
      {0x8000'0000, 0x100'0000, "memory@80000000", "ram"}}},
    {{"r07_gpio_keys_cells.dts"}, {ram}},
    {{"r12b_litex_head.json"},
     {{0x4000'0000, 0x10'0000, "main_ram", "ram"},
      {0x8000'0000, 0x1000, "ethmac_rx", "device"},
      {0x8000'1000, 0x1000, "ethmac_tx", "device"},
      {0xf000'0000, 0x1000, "ethmac", "device"},
      {0xf000'1000, 0x1000, "uart", "device"}}},
    {{"r13_litex_old.json"},
     {{0x3000'0000, 0x2000, "ethmac", "device"},
      {0x4000'0000, 0x10'0000, "main_ram", "ram"},
      {0xe000'0000, 0x1000, "uart", "device"},
      {0xe000'2000, 0x1000, "timer0", "device"}}},
    {{"r14_litex_hbm.json"}, {{0x4000'0000, 0x1000'0000, "main_ram", "ram"}, {0xf000'1000, 0x1000, "uart", "device"}}},
    {{"r18_resv_ranges.dts"}, {ram}, Status::malformed},
    {{"r27_bus_frame_over_ram.dts"}, {{0x8000'0000, 0x1'0000'0000, "memory", "ram"}}},
    {{"r31_frame_of_disabled.dts"}, {{0x8000'0000, 0x10'0000, "memory", "ram"}}},
    {{"s01_reserved_gap.svd"}, {{0x4004'8000, 0x1000, "UART4", "device"}}},
    {{"s02_unit32.svd"}, {{0x6000'0000, 0x1000, "UART", "device"}, {0x6000'2000, 0x1000, "SPI", "device"}}},
    {{"s04_wrap32.svd"},
     {{0x4000'0000, 0x1000, "UART", "device"}, {0xa000'1000, 0x1'0000'0000, "FSMC", "device"}},
     Status::beyond},
    {{"s05_beyond_block.svd"}, {{0x4004'7000, 0x1000, "SIM", "device"}}, Status::beyond_block},
    {{"s10_derived_array_name.svd"},
     {{0x4000'0000, 0x1000, "TIM0", "device"},
      {0x4000'1000, 0x1000, "TIM1", "device"},
      {0x4000'2000, 0x1000, "TIM2", "device"},
      {0x5000'0000, 0x1000, "CAP0", "device"},
      {0x5000'1000, 0x1000, "CAP1", "device"},
      {0x5000'2000, 0x1000, "CAP2", "device"}}},
};

TEST(GivenCases, HaveTheirListOrTheirLine) {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the cases are not here: " << folder;
    for (const Case& one : cases) {
        const Listing listing = listed(one.inputs);
        if (one.lint == Status::ok || !is_error(one.lint) || one.lint == Status::beyond)
            EXPECT_EQ(lines_of(listing), one.lines) << one.inputs[0];
        if (one.lint != Status::ok) EXPECT_NE(text_of(listing, one.lint), "") << one.inputs[0];
    }
}

TEST(GivenCases, ReservationsInEveryForm) {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the cases are not here: " << folder;
    Word reserved = 0;
    for (const Line& line : lines_of(listed({"r16_resv_forms.dts"}))) {
        EXPECT_NE(line.kind, "device") << line;
        if (line.kind == "reserved") reserved += line.size;
    }
    EXPECT_EQ(reserved, Word{0x2000 + 0x10'0000 + 0x1000 + 0x20'0000});
}

}  // namespace
}  // namespace freehold::tools
