// SPDX-License-Identifier: Apache-2.0
#include "whitelist/hardware.hpp"

#include <nlohmann/json.hpp>

#include "support.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

using Interrupts = std::vector<InterruptLine>;

/// A PLIC, a GIC and a device with these properties.
Hardware of(const std::string& properties, const std::string& stem = "n") {
    const Listing listing = list(
        ".dts",
        dts("interrupt-parent = <&p>; p: plic@c000000 { compatible = \"riscv,plic0\"; reg = <0 0xc000000 0 0x1000>; "
            "#interrupt-cells = <1>; interrupt-controller; };"
            "g: gic@d000000 { reg = <0 0xd000000 0 0x1000>; #interrupt-cells = <3>; interrupt-controller; };" +
            stem + "@1000 { reg = <0 0x1000 0 0x1000>; " + properties + " };"));
    return listing.regions.at(0).hardware;
}

TEST(Hardware, InterruptsOfATree) {
    EXPECT_EQ(of("interrupts = <10>, <11>;").interrupts,
              (Interrupts{{"/plic@c000000", {10}}, {"/plic@c000000", {11}}}));
    EXPECT_EQ(of("interrupt-parent = <&g>; interrupts = <0 33 4>;").interrupts,
              (Interrupts{{"/gic@d000000", {0, 33, 4}}}));
    EXPECT_EQ(of("interrupt-parent = <&g>; interrupts = <0 33 4>;").interrupts[0].number(), 33U);
    EXPECT_EQ(of("interrupts-extended = <&p 3>, <&g 0 1 4>;").interrupts,
              (Interrupts{{"/plic@c000000", {3}}, {"/gic@d000000", {0, 1, 4}}}));
    EXPECT_EQ(of("").interrupts, Interrupts{});
    EXPECT_EQ(of("interrupts-extended = <&g 0 1>;").interrupts, Interrupts{}) << "a cell is missing";
    EXPECT_EQ(of("interrupt-parent = <99>; interrupts = <1>;").interrupts, Interrupts{}) << "nobody has that number";
}

TEST(Hardware, DmaOfATree) {
    EXPECT_EQ(of("").dma, Dma::none);
    EXPECT_EQ(of("dmas = <&p 1>;").dma, Dma::requests);
    EXPECT_EQ(of("dma-coherent;").dma, Dma::master);
    EXPECT_EQ(of("#dma-cells = <1>;").dma, Dma::master);
    EXPECT_EQ(of("compatible = \"virtio,mmio\";").dma, Dma::master);
    EXPECT_EQ(of("", "ethernet").dma, Dma::master) << "of its class";
    EXPECT_EQ(of("dma-coherent; iommus = <&p 1>;").dma, Dma::translated);
}

TEST(Hardware, OfSvdAndLitex) {
    const Listing svd =
        list(".svd",
             "<device><peripherals><peripheral><name>UART</name><baseAddress>0x1000</baseAddress><interrupt><name>U"
             "</name><value>17</value></interrupt><addressBlock><offset>0</offset><size>16</size></addressBlock>"
             "</peripheral><peripheral><name>DMA1</name><baseAddress>0x2000</baseAddress><addressBlock><offset>0"
             "</offset><size>16</size></addressBlock></peripheral></peripherals></device>");
    EXPECT_EQ(region(svd, "UART").hardware.interrupts, (Interrupts{{"", {17}}}));
    EXPECT_EQ(region(svd, "DMA1").hardware.dma, Dma::master);
    const Listing litex =
        list(".json", R"({"csr_bases": {"uart": 4096, "sdmem2block": 8192}, "constants": {"uart_interrupt": 2},
        "memories": {"main_ram": {"base": 1073741824, "size": 4096, "type": "cached"}}})");
    EXPECT_EQ(region(litex, "uart").hardware.interrupts, (Interrupts{{"", {2}}}));
    EXPECT_EQ(region(litex, "sdmem2block").hardware.dma, Dma::master);
    EXPECT_EQ(region(litex, "main_ram").memory_type(), MemoryType::cached);
}

TEST(Hardware, WhatIsOwnedTogetherHasAllOfIt) {
    auto a = entry("a", 0x1000, 0x800);
    auto b = entry("b", 0x1800, 0x800);
    a.hardware = {{{"", {1}}}, Dma::none, MemoryType::cached};
    b.hardware = {{{"", {1}}, {"", {2}}}, Dma::master, MemoryType::uncached};
    const Listing listing = build({a, b}, {}, AddressBits{32});
    EXPECT_EQ(listing.regions.at(0).hardware.interrupts, (Interrupts{{"", {1}}, {"", {2}}}));
    EXPECT_EQ(listing.regions.at(0).hardware.dma, Dma::master);
    EXPECT_EQ(listing.regions.at(0).memory_type(), MemoryType::uncached);
}

TEST(Hardware, IsWritten) {
    auto uart = entry("uart", 0x1000, 0x1000);
    uart.hardware = {{{"/gic", {0, 33, 4}}}, Dma::requests, {}};
    uart.reason = "because";
    const Title title{"b", "i", AddressBits{32}};
    const Listing listing = build({uart}, {}, AddressBits{32});
    const auto json = nlohmann::json::parse(write_json(listing, title))["regions"][0];
    EXPECT_EQ(json["interrupts"][0]["controller"], "/gic");
    EXPECT_EQ(json["interrupts"][0]["number"], 33);
    EXPECT_EQ(json["interrupts"][0]["cells"].size(), 3U);
    EXPECT_EQ(json["dma"], "requests");
    EXPECT_EQ(json["memory_type"], "device");
    EXPECT_EQ(json["reasons"][0], "because");
    const std::string table = write_table(listing, title);
    EXPECT_NE(table.find("device    requests    33        board: uart (because)"), std::string::npos) << table;
}

}  // namespace
}  // namespace freehold::tools
