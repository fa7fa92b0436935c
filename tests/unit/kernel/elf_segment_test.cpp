// SPDX-License-Identifier: Apache-2.0
#include "elf_file.hpp"

namespace freehold::unit {
namespace {

template <class Address>
class ElfSegments : public ElfFile<Address> {};
TYPED_TEST_SUITE(ElfSegments, ElfWidths);

TYPED_TEST(ElfSegments, gives_what_is_to_be_loaded) {
    const auto found = this->segments(this->image.bytes());
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->size(), 2u);
    const Segment &text = found->front(), &data = found->back();
    EXPECT_EQ(text.begin, VirtAddr{this->image.text_at});
    EXPECT_EQ(text.rights, Rights::rx());
    EXPECT_EQ(text.bytes.data(), this->image.bytes().data() + this->image.place(&this->image.content));
    EXPECT_EQ(text.bytes.size(), 16u);
    EXPECT_EQ(data.begin, VirtAddr{this->image.data_at});
    EXPECT_EQ(data.size, Bytes{0x40});
    EXPECT_EQ(data.bytes.size(), 8u);
    EXPECT_EQ(data.rights, Rights::rw());  // what may be written may be read
    EXPECT_EQ(data.described_at, this->image.place(&this->image.data));
}

TYPED_TEST(ElfSegments, refuses_more_in_the_file_than_in_memory) {
    this->image.data.memory_size = 7;
    this->refused(LoadProblem::bad_segment, &this->image.data);
}

TYPED_TEST(ElfSegments, refuses_contents_outside_the_file) {
    this->image.data.offset = sizeof(this->image) - 7;
    this->refused(LoadProblem::outside_file, &this->image.data);
    this->image.data.offset = static_cast<TypeParam>(-8);  // with its 8 bytes it would wrap to 0
    this->refused(LoadProblem::outside_file, &this->image.data);
    this->image.data.offset = 0;
    this->image.data.file_size = this->image.data.memory_size = this->most;
    this->refused(LoadProblem::outside_file, &this->image.data);
}

TYPED_TEST(ElfSegments, refuses_memory_that_wraps) {
    this->image.data.virtual_address = static_cast<TypeParam>(-0x3f);
    this->refused(LoadProblem::outside_user, &this->image.data);
    this->image.data.virtual_address = static_cast<TypeParam>(-0x40);  // to the last byte there is
    EXPECT_TRUE(this->segments(this->image.bytes()).has_value());
}

TYPED_TEST(ElfSegments, refuses_to_write_and_to_execute) {
    this->image.data.flags = elf::flag_w | elf::flag_x;
    this->refused(LoadProblem::bad_segment, &this->image.data);
    this->image.data.flags |= elf::flag_r;
    this->refused(LoadProblem::bad_segment, &this->image.data);
}

TYPED_TEST(ElfSegments, refuses_a_segment_without_rights) {
    this->image.text.flags = 8;  // a bit that says nothing of rights
    this->refused(LoadProblem::bad_segment, &this->image.text);
}

TYPED_TEST(ElfSegments, passes_over_segments_without_memory) {
    this->image.data.file_size = this->image.data.memory_size = 0;
    this->image.data.flags = 0;
    const auto found = this->segments(this->image.bytes());
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->size(), 1u);
}

TYPED_TEST(ElfSegments, ends_where_the_visitor_refuses) {
    const auto file = elf::File<TypeParam>::checked(this->image.bytes());
    int seen = 0;
    const auto visited = file->each_segment([&](const Segment& each) -> std::expected<void, Fault> {
        ++seen;
        return std::unexpected{Fault{LoadProblem::overlap, each.described_at}};
    });
    ASSERT_FALSE(visited.has_value());
    EXPECT_EQ(visited.error().problem, LoadProblem::overlap);
    EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace freehold::unit
