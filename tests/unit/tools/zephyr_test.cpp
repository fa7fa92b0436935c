// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_zephyr.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

std::string tree(const std::string& chosen, const std::string& flash_status = "okay") {
    return R"(/dts-v1/;
/ {
    #address-cells = <1>; #size-cells = <1>;
    chosen { )" +
           chosen + R"( };
    soc {
        compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
        flash-controller@4001e000 {
            reg = <0x4001e000 0x1000>; #address-cells = <1>; #size-cells = <1>; status = ")" +
           flash_status + R"(";
            flash0: flash@0 {
                compatible = "soc-nv-flash"; reg = <0x0 0x100000>;
                partitions { compatible = "fixed-partitions"; #address-cells = <1>; #size-cells = <1>;
                             partition@0 { reg = <0x0 0xc000>; }; };
            };
        };
        uart@40002000 { reg = <0x40002000 0x1000>; };
        timer@e000e010 { compatible = "arm,armv7m-systick"; reg = <0xe000e010 0x10>; };
        interrupt-controller@e000e100 { compatible = "arm,v7m-nvic"; interrupt-controller; reg = <0xe000e100 0xc00>; };
    };
    sram0: sram@20000000 { compatible = "mmio-sram"; reg = <0x20000000 0x40000>; };
    dtcm@10000000 { compatible = "zephyr,memory-region", "mmio-sram"; reg = <0x10000000 0x4000>; };
};
)";
}

const std::string chosen = "zephyr,sram = &sram0; zephyr,flash = &flash0;";

TEST(Zephyr, MemoryIsWhatItsBuildTakes) {
    EXPECT_EQ(lines_of(list(".dts", tree(chosen))), (Lines{{0, 0x10'0000, "flash", "storage"},
                                                           {0x1000'0000, 0x4000, "dtcm", "ram"},
                                                           {0x2000'0000, 0x4'0000, "sram", "ram"},
                                                           {0x4000'2000, 0x1000, "uart", "device"},
                                                           {0x4001'e000, 0x1000, "flash-controller", "device"},
                                                           {0xe000'e000, 0x1000, "interrupt-contro", "reserved"}}));
}

TEST(Zephyr, FlashOfADisabledControllerIsNotThere) {
    for (const Line& line : lines_of(list(".dts", tree(chosen, "disabled")))) EXPECT_NE(line.name, "flash");
}

TEST(Zephyr, AnotherTreeIsReadAsTheSpecificationHasIt) {
    for (const Line& line : lines_of(list(".dts", tree("stdout-path = \"/soc/uart@40002000\";")))) {
        EXPECT_NE(line.name, "flash");
        EXPECT_NE(line.kind, "ram");
    }
}

TEST(Zephyr, FaultsNameTheNode) {
    const Fault fault =
        fault_of(".dts", dts("chosen { zephyr,sram = \"/x\"; }; c { #address-cells = <1>; "
                             "#size-cells = <1>; f@0 { compatible = \"soc-nv-flash\"; reg = <0>; }; };"));
    EXPECT_EQ(fault.status, Status::malformed);
    EXPECT_NE(fault.text.find(": /c/f@0: reg: is no list of addresses and sizes"), std::string::npos) << fault.text;
    const Fault wraps = fault_of(".dts", dts("chosen { zephyr,sram = \"/x\"; }; c { #address-cells = <2>; #size-cells "
                                             "= <1>; f@0 { compatible = \"soc-nv-flash\"; reg = <0xffffffff 0xfffff000 "
                                             "0x2000>; }; };"));
    EXPECT_EQ(wraps.status, Status::wraps) << wraps.text;
}

}  // namespace
}  // namespace freehold::tools
