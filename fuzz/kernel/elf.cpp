// SPDX-License-Identifier: Apache-2.0
// Whatever bytes a program is, of either width, there is one fault at a byte of it, or its segments lie within it and within
// the addresses of its width, and its sections are read without leaving it.
#include <algorithm>
#include <cstdlib>

#include "kernel/elf/file.hpp"

namespace freehold::kernel::elf {
namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void require_within(std::span<const char> file, std::span<const char> part) {
    require(part.data() >= file.data() && part.size() <= file.size());
    require(static_cast<std::size_t>(part.data() - file.data()) <= file.size() - part.size());
}

void require_told(const Fault& fault, std::size_t size) {
    require(fault.problem != abi::LoadProblem::none && fault.offset <= std::max(size, sizeof(Header<std::uint64_t>)));
}

template <class Address>
void require_loadable(std::span<const char> file, const Segment& segment) {
    constexpr Word last = static_cast<Address>(~Address{0});
    require_within(file, segment.bytes);
    require(segment.size.raw() != 0 && segment.bytes.size() <= segment.size.raw());
    require(segment.begin.raw() <= last && segment.size.raw() - 1 <= last - segment.begin.raw());
    require(!segment.rights.empty() && segment.rights == segment.rights.effective());
    require(segment.described_at < file.size());
}

template <class Address>
void look_through(std::span<const char> bytes) {
    const auto file = File<Address>::checked(bytes);
    if (!file) return require_told(file.error(), bytes.size());
    const auto visited = file->each_segment([&](const Segment& segment) -> std::expected<void, Fault> {
        require_loadable<Address>(bytes, segment);
        return {};
    });
    if (!visited) require_told(visited.error(), bytes.size());
    require(file->eh_frame().raw() <= static_cast<Address>(~Address{0}));
}

}  // namespace
}  // namespace freehold::kernel::elf

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace freehold::kernel::elf;
    const std::span bytes{reinterpret_cast<const char*>(data), size};
    look_through<std::uint32_t>(bytes);
    look_through<std::uint64_t>(bytes);
    return 0;
}
