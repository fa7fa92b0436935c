// SPDX-License-Identifier: Apache-2.0
#include "user/parameters.hpp"

#include <limits>

namespace freehold::user {
namespace {

using abi::parameters::RecordHeader;

constexpr std::size_t application_bytes = sizeof(RecordHeader) + 2 * sizeof(std::uint32_t);
constexpr std::size_t item_most = std::numeric_limits<std::uint16_t>::max();

bool is(const RecordHeader& header, const char (&magic)[5]) { return std::memcmp(header.magic, magic, 4) == 0; }

/// The block, as long as its first record says; empty when that record is not what it must be.
std::span<const std::byte> whole_block(const std::byte* block) {
    const auto header = detail::load<RecordHeader>(block);
    if (!is(header, abi::parameters::application) || header.size != 2 * sizeof(std::uint32_t)) return {};
    const auto length = detail::load<std::uint32_t>(block + sizeof header);
    if (length < application_bytes || length > most_parameter_bytes) return {};
    return {block, length};
}

template <class T>
void store(std::span<std::byte> memory, std::size_t at, T value) {
    std::memcpy(memory.data() + at, &value, sizeof value);
}

void store_header(std::span<std::byte> memory, std::size_t at, const char (&magic)[5], std::size_t size) {
    RecordHeader header{{}, static_cast<std::uint32_t>(size)};
    std::memcpy(header.magic, magic, sizeof header.magic);
    store(memory, at, header);
}

/// The data of the first record with this magic; empty where there is none.
std::span<const std::byte> find_record(const std::byte* block, const char (&magic)[5]) {
    auto rest = whole_block(block);
    while (rest.size() >= sizeof(RecordHeader)) {
        const auto header = detail::load<RecordHeader>(rest.data());
        rest = rest.subspan(sizeof header);
        if (header.size > rest.size()) break;
        if (is(header, magic)) return rest.first(header.size);
        rest = rest.subspan(header.size);
    }
    return {};
}

}  // namespace

ArgumentReader arguments_in(const std::byte* block) {
    return ArgumentReader{find_record(block, abi::parameters::arguments)};
}

EnvironmentReader environment_in(const std::byte* block) {
    return EnvironmentReader{find_record(block, abi::parameters::environment)};
}

ParameterBuilder::ParameterBuilder(std::span<std::byte> memory) : memory_{memory}, used_{application_bytes} {
    if (memory_.size() >= used_) update_sizes();
}

bool ParameterBuilder::add(const Variable& variable) {
    return open_ != Record::arguments && append(Record::variables, {variable.name, variable.value});
}

bool ParameterBuilder::add(std::string_view argument) { return append(Record::arguments, {argument}); }

bool ParameterBuilder::append(Record record, std::initializer_list<std::string_view> item) {
    std::size_t bytes = open_ == record ? 0 : sizeof(RecordHeader) + sizeof count_;
    for (const auto text : item) {
        if (text.size() > item_most) return false;
        bytes += sizeof(std::uint16_t) + text.size();
    }
    if (memory_.size() < used_ || memory_.size() - used_ < bytes || (open_ == record && count_ == item_most))
        return false;
    if (open_ != record) begin(record);
    for (const auto text : item) {
        store(memory_, used_, static_cast<std::uint16_t>(text.size()));
        std::memcpy(memory_.data() + used_ + sizeof(std::uint16_t), text.data(), text.size());
        used_ += sizeof(std::uint16_t) + text.size();
    }
    ++count_;
    update_sizes();
    return true;
}

void ParameterBuilder::begin(Record record) {
    open_ = record;
    open_at_ = used_;
    count_ = 0;
    ++records_;
    used_ += sizeof(RecordHeader) + sizeof count_;
}

void ParameterBuilder::update_sizes() {
    store_header(memory_, 0, abi::parameters::application, 2 * sizeof(std::uint32_t));
    store(memory_, sizeof(RecordHeader), static_cast<std::uint32_t>(used_));
    store(memory_, sizeof(RecordHeader) + sizeof(std::uint32_t), records_);
    if (open_ == Record::none) return;
    const bool variables = open_ == Record::variables;
    store_header(memory_, open_at_, variables ? abi::parameters::environment : abi::parameters::arguments,
                 used_ - open_at_ - sizeof(RecordHeader));
    store(memory_, open_at_ + sizeof(RecordHeader), count_);
}

}  // namespace freehold::user
