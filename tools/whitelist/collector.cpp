// SPDX-License-Identifier: Apache-2.0
#include "whitelist/collector.hpp"

#include <fmt/format.h>

#include "whitelist/words.hpp"

namespace freehold::tools {

Guess known_as(Kind kind, Rights rights, std::string_view reason) {
    Guess guess{};
    guess.kind = kind;
    guess.rights = rights;
    guess.reason = reason;
    return guess;
}

Result<void> Collector::add(Found found, Bytes size) {
    if (size.raw() == 0) {
        warn(Status::zero_size,
             fmt::format("{}: the range at {} has size 0 and is not listed", found.where, hex(found.base)));
        return {};
    }
    const auto range = ByteRange::checked(found.base, size);
    if (!range)
        return fail(Status::wraps, fmt::format("{}: {:#x} bytes at {} wrap around the end of the addresses",
                                               found.where, size.raw(), hex(found.base)));
    Entry entry{std::move(found.name), std::move(found.where), std::move(found.item), *range};
    shape(entry, found.guess);
    result_.entries.push_back(std::move(entry));
    return {};
}

Result<void> Collector::add_until(Found found, PhysAddr end) {
    if (end < found.base)
        return fail(Status::malformed,
                    fmt::format("{}: the end {} lies before the start {}", found.where, hex(end), hex(found.base)));
    const Bytes size{end.raw() - found.base.raw()};
    return add(std::move(found), size);
}

Result<void> Collector::add_through(Found found, PhysAddr last) {
    if (last < found.base)
        return fail(Status::malformed, fmt::format("{}: the last byte {} lies before the first {}", found.where,
                                                   hex(last), hex(found.base)));
    if (last.raw() - found.base.raw() == ~Word{0})
        return fail(Status::wraps, fmt::format("{}: is the whole address space", found.where));
    const Bytes size{last.raw() - found.base.raw() + 1};
    return add(std::move(found), size);
}

}  // namespace freehold::tools
