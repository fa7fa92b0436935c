// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report.hpp"
#include "stage.hpp"
#include "user/memory.hpp"
#include "user/thread.hpp"

/// What all attacks on a server need.
namespace freehold::user::hostile {

/// Where all attacks of this process go.
inline ConnectionId server;

inline Result<Memory> map_pages(Word pages, Flags flags = Flags::rw) {
    return map_memory(any_ram, anywhere, Bytes{pages * page_bytes}, flags);
}

/// In lines, so that whatever prints it does no worse than to print it.
inline void fill(const Memory& memory, char character) {
    auto* const bytes = static_cast<char*>(memory.pointer());
    for (Word i = 0; i < raw(memory.bytes); ++i) bytes[i] = i % 64 == 63 ? '\n' : character;
}
inline bool filled(const Memory& memory, char character) {
    const auto* const bytes = static_cast<const char*>(memory.pointer());
    for (Word i = 0; i < raw(memory.bytes); ++i)
        if (bytes[i] != (i % 64 == 63 ? '\n' : character)) return false;
    return true;
}

/// Messages of all servers, odd ones, and those that a server sends itself; the highest first, so that an unlock comes before a
/// lock, and nothing waits for ever.
inline constexpr Word odd_ids[] = {~Word{0}, ~Word{0} - 1, Word{1} << 31, 3001, 3000, 2001, 2000, 1200,
                                   1116,     1101,         1100,          1001, 1000, 255,  128,  65};
void each_id(auto&& visit) {
    for (const Word id : odd_ids) visit(MessageId{id});
    for (Word id = 65; id-- > 0;) visit(MessageId{id});
}

}  // namespace freehold::user::hostile
