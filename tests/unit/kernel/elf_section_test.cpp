// SPDX-License-Identifier: Apache-2.0
#include "elf_file.hpp"

namespace freehold::unit {
namespace {

template <class Address>
class ElfSections : public ElfFile<Address> {};
TYPED_TEST_SUITE(ElfSections, ElfWidths);

TYPED_TEST(ElfSections, says_where_it_starts_and_how_it_unwinds) {
    const auto file = elf::File<TypeParam>::checked(this->image.bytes());
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->entry(), VirtAddr{this->image.text_at});
    EXPECT_EQ(file->eh_frame(), VirtAddr{this->image.eh_frame_at});
}

TYPED_TEST(ElfSections, needs_no_sections) {
    auto& header = this->image.header;
    header.section_count = 0;
    EXPECT_EQ(this->eh_frame(), 0u);
    header.section_count = 3;
    ++header.section_entry_size;
    EXPECT_EQ(this->eh_frame(), 0u);
    --header.section_entry_size;
    header.section_offset = this->most;
    EXPECT_EQ(this->eh_frame(), 0u);
}

TYPED_TEST(ElfSections, looks_at_the_first_and_at_no_more) {
    using Section = elf::Section<TypeParam>;
    for (const unsigned before : {elf::most_headers - 1, elf::most_headers}) {
        const auto bytes = this->image.bytes();
        std::vector<char> file{bytes.begin(), bytes.end()};
        auto header = this->image.header;
        header.section_offset = static_cast<TypeParam>(file.size());
        header.section_count = static_cast<std::uint16_t>(before + 2);
        header.section_names = static_cast<std::uint16_t>(before + 1);
        file.resize(file.size() + before * sizeof(Section));
        for (const Section& last : {this->image.eh_frame, this->image.names}) {
            const auto* const from = reinterpret_cast<const char*>(&last);
            file.insert(file.end(), from, from + sizeof(Section));
        }
        std::memcpy(file.data(), &header, sizeof(header));
        const auto checked = elf::File<TypeParam>::checked(file);
        ASSERT_TRUE(checked.has_value());
        EXPECT_EQ(checked->eh_frame(), VirtAddr{before < elf::most_headers ? this->image.eh_frame_at : 0}) << before;
    }
}

TYPED_TEST(ElfSections, needs_no_names_of_sections) {
    this->image.header.section_names = 0xffff;
    EXPECT_EQ(this->eh_frame(), 0u);
    this->image.header.section_names = 2;
    this->image.names.offset = this->most;
    EXPECT_EQ(this->eh_frame(), 0u);
    this->image.names.offset = this->image.place(&this->image.texts);
    this->image.eh_frame.name = ~std::uint32_t{0};
    EXPECT_EQ(this->eh_frame(), 0u);
}

TYPED_TEST(ElfSections, reads_a_name_to_its_end_and_not_beyond_the_file) {
    this->image.texts[10] = '_';  // .eh_frame_
    EXPECT_EQ(this->eh_frame(), 0u);
    this->image.texts[10] = '\0';
    EXPECT_EQ(this->eh_frame(this->image.place(&this->image.texts) + 11), this->image.eh_frame_at);
    EXPECT_EQ(this->eh_frame(this->image.place(&this->image.texts) + 10), 0u);
}

/// A file in memory of its very size, so that a read outside is seen; cut everywhere, it is read or refused.
TYPED_TEST(ElfSections, stays_within_a_file_that_is_cut_anywhere) {
    for (std::size_t size = 0; size <= sizeof(this->image); ++size) {
        const auto all = this->image.bytes();
        const std::vector<char> cut(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
        (void)this->segments(cut);
        if (const auto file = elf::File<TypeParam>::checked(cut)) (void)file->eh_frame();
    }
}

}  // namespace
}  // namespace freehold::unit
