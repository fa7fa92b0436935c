// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <memory>

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

const std::string base =
    dts("memory@80000000 { device_type = \"memory\"; reg = <0 0x80000000 0 0x100000>; };"
        "soc: soc { #address-cells = <2>; #size-cells = <2>; ranges; u: uart@1000 { reg = <0 0x1000 0 1>; }; };");

std::string overlay(const std::string& changes) { return "/dts-v1/; /plugin/;\n" + changes; }

/// The inputs in this order, as one board.
Result<Description> read_all(const std::vector<std::string>& texts) {
    std::vector<std::unique_ptr<TemporaryFile>> files;
    std::vector<std::string> paths;
    for (const std::string& text : texts) {
        files.push_back(
            std::make_unique<TemporaryFile>(text.find("/plugin/") != std::string::npos ? ".dtso" : ".dts", text));
        paths.push_back(files.back()->path());
    }
    return read_inputs(paths);
}

Lines lines(const std::vector<std::string>& texts) {
    auto description = read_all(texts);
    if (!description) {
        ADD_FAILURE() << description.error().text;
        return {};
    }
    return lines_of(build(std::move(description->entries), {}, AddressBits{64}));
}

std::string problem(const std::vector<std::string>& texts) {
    const auto description = read_all(texts);
    return description ? "it reads" : description.error().text;
}

const Line ram{0x8000'0000, 0x10'0000, "memory", "ram"};

TEST(Overlay, ChangesTheTreeBeforeIt) {
    EXPECT_EQ(lines({base, overlay("&u { status = \"disabled\"; };")}), Lines{ram});
    EXPECT_EQ(lines({base, overlay("&{/soc} { rtc@2000 { reg = <0 0x2000 0 1>; }; };")}),
              (Lines{{0x1000, 0x1000, "uart", "device"}, {0x2000, 0x1000, "rtc", "device"}, ram}));
}

TEST(Overlay, AppliesInTheOrderGiven) {
    const std::string adds = overlay("&soc { r: rtc@2000 { reg = <0 0x2000 0 1>; }; };");
    const std::string off = overlay("&u { status = \"disabled\"; };");
    const std::string on = overlay("&u { status = \"okay\"; };");
    EXPECT_EQ(lines({base, off, on}).size(), 2U);
    EXPECT_EQ(lines({base, on, off}).size(), 1U);
    EXPECT_EQ(lines({base, adds, overlay("&r { status = \"disabled\"; };")}),
              (Lines{{0x1000, 0x1000, "uart", "device"}, ram}))
        << "an overlay may change what the one before it brought";
}

TEST(Overlay, WhatDoesNotApplyIsNamed) {
    EXPECT_NE(problem({base, overlay("&nobody { };")}).find(": it has no label \"nobody\""), std::string::npos);
    EXPECT_NE(problem({base, overlay("&{/nowhere} { };")}).find(": it has no node /nowhere"), std::string::npos);
    EXPECT_NE(problem({overlay("&u { };")}).find("is an overlay, and no device tree is before it"), std::string::npos);
    EXPECT_NE(problem({overlay("&u { };"), base}).find("no device tree is before it"), std::string::npos);
    EXPECT_NE(problem({dts(""), overlay("&u { };")}).find("it has no __symbols__ to find \"u\" in"), std::string::npos);
}

/// Overlays by hand: what a compiler writes of itself is sound.
TEST(Overlay, PlacesThatAreNotThereAreRefused) {
    const auto by_hand = [](const std::string& more) {
        return "/dts-v1/; /plugin/; / { fragment@0 { target-path = \"/soc\"; __overlay__ { x = <1>; }; }; " + more +
               " };";
    };
    EXPECT_NE(problem({base, by_hand("__local_fixups__ { fragment@0 { __overlay__ { x = <4>; }; }; };")})
                  .find("outside of \"x\""),
              std::string::npos);
    EXPECT_NE(problem({base, by_hand("__local_fixups__ { nobody { }; };")}).find("nodes that it does not have"),
              std::string::npos);
    for (const char* place : {"/fragment@0:x:-1", "/fragment@0:x", "/fragment@0:x:99999999999"})
        EXPECT_NE(problem({base, by_hand(std::string{"__fixups__ { u = \""} + place + "\"; };")}).find("no place"),
                  std::string::npos)
            << place;
    std::string deep, end;
    for (int i = 0; i < 70; ++i) deep += "n { ", end += "};";
    EXPECT_NE(problem({base, by_hand(deep + end)}).find("nested more than 64 deep"), std::string::npos);
}

std::string image(const std::string& images, const std::string& configurations) {
    return "/dts-v1/; / { images { " + images + " }; configurations { " + configurations + " }; };";
}

std::string tree_image(const std::string& name, const std::string& path) {
    return name + " { type = \"flat_dt\"; compression = \"none\"; data = /incbin/(\"" + path + "\"); };";
}

/// A flattened tree as a file, for images to hold.
TemporaryFile flat(const std::string& text) {
    const TemporaryFile source{".dts", text};
    const std::string made = source.path() + ".dtb";
    EXPECT_EQ(std::system(("dtc -q -@ -I dts -O dtb -o " + made + " " + source.path()).c_str()), 0);
    const auto bytes = read_file(made);
    std::remove(made.c_str());
    return {".dtb", std::string{text_of(bytes.value())}};
}

TEST(Image, TheTreeOfTheDefaultConfigurationIsRead) {
    const TemporaryFile tree = flat(base);
    const TemporaryFile changes = flat(overlay("&u { status = \"disabled\"; };"));
    const std::string both = tree_image("fdt-1", tree.path()) + tree_image("fdt-2", changes.path());
    const TemporaryFile one{".its", image(both, "default = \"a\"; a { fdt = \"fdt-1\"; };")};
    const auto plain = read_input(one.path());
    ASSERT_TRUE(plain) << plain.error().text;
    EXPECT_EQ(plain->entries.size(), 2U);
    EXPECT_NE(plain->entries[0].where.find(".its:fdt-1: /"), std::string::npos) << plain->entries[0].where;
    const TemporaryFile two{".its", image(both, "default = \"a\"; a { fdt = \"fdt-1\", \"fdt-2\"; };")};
    EXPECT_EQ(read_input(two.path()).value().entries.size(), 1U) << "the second is an overlay";
}

TEST(Image, WithoutATreeToReadItSaysWhatItIs) {
    const auto text = [](const std::string& images, const std::string& configurations) {
        return fault_of(".its", image(images, configurations)).text;
    };
    const std::string kernel = "kernel { type = \"kernel\"; data = [00]; };";
    const std::string small = "{ type = \"flat_dt\"; data = [00]; };";
    EXPECT_NE(text(kernel, "").find("is a FIT image: it holds no device tree, only kernel"), std::string::npos);
    EXPECT_NE(
        text("a " + small + " b " + small, "").find("no default configuration chooses among its device trees a, b"),
        std::string::npos);
    EXPECT_NE(
        text("a { type = \"flat_dt\"; compression = \"gzip\"; data = [00]; };", "").find("a is compressed by gzip"),
        std::string::npos);
    EXPECT_NE(text(kernel, "default = \"c\"; c { fdt = \"x\"; };").find("names x, which it does not hold"),
              std::string::npos);
    EXPECT_NE(text("a { type = \"flat_dt\"; data-offset = <0x100000>; data-size = <16>; };", "")
                  .find("the data of a is not there"),
              std::string::npos);
}

}  // namespace
}  // namespace freehold::tools
