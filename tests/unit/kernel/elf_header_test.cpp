// SPDX-License-Identifier: Apache-2.0
#include "elf_file.hpp"

namespace freehold::unit {
namespace {

template <class Address>
class ElfHeader : public ElfFile<Address> {};
TYPED_TEST_SUITE(ElfHeader, ElfWidths);

TYPED_TEST(ElfHeader, refuses_what_is_no_elf) {
    this->refused({}, LoadProblem::no_elf, 0);
    this->refused(this->image.bytes().first(sizeof(this->image.header) - 1), LoadProblem::no_elf, 0);
    this->image.header.ident[3] = 'f';
    this->refused(LoadProblem::no_elf, &this->image);
}

TYPED_TEST(ElfHeader, refuses_another_width_or_order_of_bytes) {
    auto& ident = this->image.header.ident;
    ident[elf::class_at] = static_cast<std::uint8_t>(3 - ident[elf::class_at]);
    this->refused(LoadProblem::other_machine, &ident[elf::class_at]);
    ident[elf::class_at] = elf::word_class<TypeParam>;
    ident[elf::encoding_at] = 2;
    this->refused(LoadProblem::other_machine, &ident[elf::class_at]);
}

TYPED_TEST(ElfHeader, refuses_another_machine) {
    this->image.header.machine = 62;
    this->refused(LoadProblem::other_machine, &this->image.header.machine);
}

TYPED_TEST(ElfHeader, refuses_what_is_no_static_executable) {
    this->image.header.type = 3;
    this->refused(LoadProblem::no_executable, &this->image.header.type);
}

TYPED_TEST(ElfHeader, refuses_entries_of_another_size) {
    ++this->image.header.program_entry_size;
    this->refused(LoadProblem::bad_header, &this->image.header.program_entry_size);
}

TYPED_TEST(ElfHeader, refuses_more_entries_than_are_read_at_a_time) {
    this->image.header.program_count = elf::most_headers + 1;
    this->refused(LoadProblem::bad_header, &this->image.header.program_count);
}

TYPED_TEST(ElfHeader, refuses_entries_outside_the_file) {
    this->image.header.program_offset = this->most;
    this->refused(LoadProblem::outside_file, &this->image.header.program_offset);
    this->image.header.program_offset = sizeof(this->image) + 1;
    this->refused(LoadProblem::outside_file, &this->image.header.program_offset);
    this->image.header.program_offset = sizeof(this->image) - sizeof(this->image.text) + 1;
    this->refused(this->image.bytes(), LoadProblem::outside_file, this->image.header.program_offset);
}

TYPED_TEST(ElfHeader, says_which_entry_leaves_the_file) {
    this->image.text.type = this->image.data.type = this->image.note.type;  // whose contents are not looked at
    const std::size_t at = this->image.place(&this->image.note);
    this->refused(this->image.bytes().first(at + sizeof(this->image.note) - 1), LoadProblem::outside_file, at);
}

}  // namespace
}  // namespace freehold::unit
