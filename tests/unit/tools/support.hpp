// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <ostream>
#include <set>
#include <string>

#include "whitelist/build.hpp"
#include "whitelist/facts.hpp"
#include "whitelist/input.hpp"
#include "whitelist/words.hpp"

namespace freehold::tools {

/// What a test compares of a region, and how it reads in a failure.
struct Line {
    Word base;
    Word size;
    std::string name;
    std::string kind;
    bool operator==(const Line&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const Line& line) {
        return out << hex(PhysAddr{line.base}) << "+" << hex(PhysAddr{line.size}) << " " << line.name << " "
                   << line.kind;
    }
};

inline std::vector<Line> lines_of(const Listing& listing) {
    std::vector<Line> lines;
    for (const ListedRegion& region : listing.regions)
        lines.push_back({region.pages.first().address().raw(), region.pages.bytes().raw(), region.name,
                         std::string{word_for(region.kind)}});
    return lines;
}

inline std::vector<Status> classes_of(const std::vector<Fault>& lints) {
    std::vector<Status> classes;
    for (const Fault& lint : lints) classes.push_back(lint.status);
    return classes;
}

/// The lint of a class, or "".
inline std::string text_of(const Listing& listing, Status status) {
    for (const Fault& lint : listing.lints)
        if (lint.status == status) return lint.text;
    return "";
}

/// What every whitelist must be, whatever it was made from.
inline void expect_sound(const Listing& listing) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < listing.regions.size(); ++i) {
        const ListedRegion& region = listing.regions[i];
        EXPECT_GT(region.pages.count(), PageCount{0}) << region.name;
        EXPECT_LE(region.pages.end().number(), page_number_end) << region.name;
        EXPECT_TRUE(i == 0 || listing.regions[i - 1].pages.end() <= region.pages.first())
            << region.name << " overlaps the one before";
        EXPECT_TRUE(!region.name.empty() && region.name.size() <= 16 && region.name.find(' ') == std::string::npos)
            << region.name;
        EXPECT_TRUE(names.insert(region.name).second) << region.name << " is there twice";
    }
}

inline Entry entry(const std::string& name, Word base, Word size, Kind kind = Kind::device) {
    return {name, "board: " + name,     "/" + name,       ByteRange::checked(PhysAddr{base}, Bytes{size}).value(),
            kind, default_rights(kind), Granularity::page};
}

/// A file in the test's own folder for temporary files, gone with it.
class TemporaryFile {
public:
    TemporaryFile(const std::string& ending, const std::string& text) : path_{testing::TempDir() + unique() + ending} {
        std::ofstream{path_, std::ios::binary} << text;
    }
    ~TemporaryFile() { std::remove(path_.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    static std::string unique() {
        static int count = 0;
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        return std::string{"freehold_"} + info->test_suite_name() + "_" + info->name() + "_" + std::to_string(count++);
    }
    std::string path_;
};

inline Result<Description> read_text(const std::string& ending, const std::string& text) {
    const TemporaryFile file{ending, text};
    return read_input(file.path());
}

/// A description without facts, as a list. Fails the test where it does not read.
inline Listing list(const std::string& ending, const std::string& text, AddressBits bits = AddressBits{64}) {
    auto description = read_text(ending, text);
    if (!description) {
        ADD_FAILURE() << description.error().text;
        return {};
    }
    for (const Defect& defect : description->defects) ADD_FAILURE() << defect.fault.text;
    Listing listing = build(std::move(description->entries), {}, bits);
    listing.lints.insert(listing.lints.end(), description->warnings.begin(), description->warnings.end());
    expect_sound(listing);
    return listing;
}

/// The first region with that name.
inline const ListedRegion& region(const Listing& listing, const std::string& name) {
    const auto at = std::ranges::find(listing.regions, name, &ListedRegion::name);
    if (at != listing.regions.end()) return *at;
    ADD_FAILURE() << name << " is not listed";
    static const ListedRegion none{};
    return none;
}

/// Device tree source around the nodes of a root with two cells each.
inline std::string dts(const std::string& nodes, const std::string& before = "") {
    return "/dts-v1/;\n" + before + "/ { #address-cells = <2>; #size-cells = <2>; " + nodes + " };\n";
}

/// The one fault of a tree, SVD file or csr.json, as a whole or of an item in it.
inline Fault fault_of(const std::string& ending, const std::string& text) {
    const auto description = read_text(ending, text);
    if (!description) return description.error();
    EXPECT_LE(description->defects.size(), 1U) << "one thing is wrong, and one line says so";
    return description->defects.empty() ? Fault{Status::ok, "it reads"} : description->defects.front().fault;
}

}  // namespace freehold::tools
