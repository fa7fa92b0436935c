// SPDX-License-Identifier: Apache-2.0
#include "user/parameters.hpp"

#include <limits>

namespace freehold::user {
namespace {

using abi::parameters::RecordHeader;

constexpr std::size_t application_bytes = sizeof(RecordHeader) + 2 * sizeof(std::uint32_t);
constexpr std::size_t list_at = application_bytes + sizeof(RecordHeader);  ///< the count of arguments
constexpr std::size_t empty_block = list_at + sizeof(std::uint16_t);

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

}  // namespace

ArgumentReader arguments_in(const std::byte* block) {
    auto rest = whole_block(block);
    while (rest.size() >= sizeof(RecordHeader)) {
        const auto header = detail::load<RecordHeader>(rest.data());
        rest = rest.subspan(sizeof header);
        if (header.size > rest.size()) break;
        if (is(header, abi::parameters::arguments)) return ArgumentReader{rest.first(header.size)};
        rest = rest.subspan(header.size);
    }
    return {};
}

ParameterBuilder::ParameterBuilder(std::span<std::byte> memory) : memory_{memory}, used_{empty_block} {
    if (memory_.size() >= empty_block) update_sizes();
}

bool ParameterBuilder::add(std::string_view argument) {
    constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
    const std::size_t bytes = sizeof(std::uint16_t) + argument.size();
    if (count_ == most || argument.size() > most || memory_.size() < used_ || memory_.size() - used_ < bytes)
        return false;
    store(memory_, used_, static_cast<std::uint16_t>(argument.size()));
    std::memcpy(memory_.data() + used_ + sizeof(std::uint16_t), argument.data(), argument.size());
    used_ += bytes;
    ++count_;
    update_sizes();
    return true;
}

void ParameterBuilder::update_sizes() {
    store_header(memory_, 0, abi::parameters::application, 2 * sizeof(std::uint32_t));
    store(memory_, sizeof(RecordHeader), static_cast<std::uint32_t>(used_));
    store(memory_, sizeof(RecordHeader) + sizeof(std::uint32_t), std::uint32_t{2});
    store_header(memory_, application_bytes, abi::parameters::arguments, used_ - list_at);
    store(memory_, list_at, count_);
}

}  // namespace freehold::user
