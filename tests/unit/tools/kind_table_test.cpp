// SPDX-License-Identifier: Apache-2.0
#include "whitelist/kind_table.hpp"

#include <set>

#include "support.hpp"
#include "whitelist/guess.hpp"
#include "whitelist/lint.hpp"

namespace freehold::tools {
namespace {

TEST(KindTable, WordsStandTogether) {
    for (const char* name : {"sifive,plic-1.0.0", "riscv,plic0", "PLIC", "plic_mx"})
        EXPECT_TRUE(fits("plic", name)) << name;
    for (const char* name : {"TRIPLICATOR", "acme,multiplicator", "", "plicity"})
        EXPECT_FALSE(fits("plic", name)) << name;
    EXPECT_TRUE(fits("arm,gic", "arm,gic-400"));
    EXPECT_FALSE(fits("gic-arm", "arm,gic-400")) << "in this order";
    EXPECT_TRUE(fits("=scb", "SCB"));
    EXPECT_FALSE(fits("=scb", "SCB0")) << "a serial line of another maker";
}

TEST(KindTable, EachLineHasAReasonAndCanBeReached) {
    for (const auto rules : {compatible_rules(), node_rules(), block_rules(), memory_rules()}) {
        std::set<std::string_view> patterns;
        for (const KindRule& rule : rules) {
            EXPECT_FALSE(rule.reason.empty()) << rule.pattern;
            EXPECT_TRUE(patterns.insert(rule.pattern).second) << rule.pattern << " is there twice";
            const std::string_view name = rule.pattern.starts_with('=') ? rule.pattern.substr(1) : rule.pattern;
            ASSERT_NE(rule_for(rules, name), nullptr) << rule.pattern;
            EXPECT_EQ(rule_for(rules, name)->effect, rule.effect) << rule.pattern << " is hidden by a line above it";
        }
    }
}

TEST(KindTable, WhatCouldBreakTheIsolationIsReserved) {
    for (const char* name :
         {"ECLIC", "PFIC", "CLIC", "INTC", "MPU", "GTZC", "GTZC1_MPCBB1", "SEC_GTZC_TZSC", "PMS", "ACCESSCTRL", "IOPMP",
          "DM", "DBGMCU", "PPB", "sdram", "ddrphy", "riscv_plic0_0", "SENSITIVE", "HP_APM"})
        EXPECT_EQ(guess_registers(name).kind, Kind::reserved) << name;
    for (const char* name : {"UART0", "TRIPLICATOR", "ADMIN", "SCB3", "PLICATE", "IDENTIFIER_MEM"})
        EXPECT_EQ(guess_registers(name).kind, Kind::device) << name;
}

std::string kind(const std::string& properties, const std::string& stem = "n") {
    return lines_of(list(".dts", dts(stem + "@1000 { reg = <0 0x1000 0 0x1000>; " + properties + " };"))).at(0).kind;
}

TEST(KindTable, CompatiblesOfTheKernelsOwn) {
    for (const char* name :
         {"sifive,debug-013", "riscv,debug-013", "sifive,fu540-c000-ccache", "microchip,mpfs-ccache", "acme,iopmp",
          "andestech,plmt0", "andestech,plicsw", "arm,armv7-timer-mem", "arm,cortex-a9-global-timer",
          "arm,cortex-a9-scu", "brcm,bcm2836-l1-intc", "arm,coresight-cpu-debug"})
        EXPECT_EQ(kind(std::string{"compatible = \""} + name + "\";"), "reserved") << name;
    EXPECT_EQ(kind("compatible = \"ns16550a\", \"riscv,plic0\";"), "reserved") << "what reserves decides first";
}

TEST(KindTable, ThePropertyAloneDoesNotReserve) {
    const auto with_controller = [](const std::string& node) {
        const Listing listing =
            list(".dts", dts("interrupt-parent = <&g>; g: intc@9000 { reg = <0 0x9000 0 0x1000>; interrupt-controller; "
                             "#interrupt-cells = <1>; }; " +
                             node));
        return lines_of(listing).at(0).kind;
    };
    const std::string controller =
        "reg = <0 0x1000 0 0x1000>; interrupt-controller; #interrupt-cells = <2>; interrupts = <5>; };";
    EXPECT_EQ(with_controller("display@1000 { " + controller), "device");
    EXPECT_EQ(with_controller("spmi@1000 { " + controller), "device");
    EXPECT_EQ(with_controller("interrupt-controller@1000 { " + controller), "reserved") << "by its name";
    EXPECT_EQ(with_controller("x@1000 { reg = <0 0x1000 0 1>; };"), "device");
    EXPECT_EQ(kind("interrupt-controller; #interrupt-cells = <1>;", "x"), "reserved") << "it is the root";
}

TEST(KindTable, APowerThatIsOpenIsALint) {
    const Listing listing =
        list(".dts", dts("dma-controller@1000 { reg = <0 0x1000 0 0x1000>; }; virtio@2000 { compatible = "
                         "\"virtio,mmio\"; reg = <0 0x2000 0 0x1000>; iommus = <1>; };"));
    std::vector<Fault> lints;
    lint_board(listing.regions, lints);
    EXPECT_EQ(classes_of(lints), (std::vector{Status::no_ram, Status::powerful})) << "an IOMMU stops the other";
    EXPECT_NE(lints[1].text.find("/dma-controller@1000: a bus master that no IOMMU stops"), std::string::npos);
    EXPECT_EQ(region(listing, "dma-controller").reasons, std::vector<std::string>{"copies memory"});
}

}  // namespace
}  // namespace freehold::tools
