// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/elf/file.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "elf_image.hpp"

/// What the tests of the ELF reader share.
namespace freehold::unit {

using abi::LoadProblem;
using elf::Fault;
using elf::Segment;

template <class Address>
class ElfFile : public testing::Test {
protected:
    using File = elf::File<Address>;
    static constexpr Address most = static_cast<Address>(~Address{0});

    /// What a loader comes to: every segment, or the first fault.
    std::expected<std::vector<Segment>, Fault> segments(std::span<const char> bytes) {
        const auto file = File::checked(bytes);
        if (!file) return std::unexpected{file.error()};
        std::vector<Segment> all;
        const auto visited = file->each_segment([&](const Segment& each) -> std::expected<void, Fault> {
            all.push_back(each);
            return {};
        });
        if (!visited) return std::unexpected{visited.error()};
        return all;
    }
    /// The image, or these bytes of it, is refused for this, at the byte where `part` begins.
    void refused(LoadProblem due, const auto* part) { refused(image.bytes(), due, image.place(part)); }
    void refused(std::span<const char> bytes, LoadProblem due, Word offset) {
        const auto result = segments(bytes);
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().problem, due);
        EXPECT_EQ(result.error().offset, offset);
    }
    Word eh_frame(std::size_t size = sizeof(ElfImage<Address>)) {
        const auto file = File::checked(image.bytes().first(size));
        return file ? file->eh_frame().raw() : ~Word{0};
    }

    ElfImage<Address> image;
};

using ElfWidths = testing::Types<std::uint32_t, std::uint64_t>;

}  // namespace freehold::unit
