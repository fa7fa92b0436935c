// SPDX-License-Identifier: Apache-2.0
// A client of the archive: gives it pages, lends it others, and tells whose they are.
#include <algorithm>

#include "archive.hpp"
#include "user/errno_name.hpp"
#include "user/memory.hpp"
#include "user/print.hpp"
#include "user/process.hpp"

namespace freehold::user::archive {
namespace {

/// One page, with a text in it.
Result<Parcel> page_with(std::string_view text) {
    return map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw).transform([&](Memory memory) {
        std::ranges::copy(text, bytes_of(memory, text.size()).begin());
        return Parcel{memory, 0, text.size()};
    });
}

/// Who owns a page of physical memory, by the kernel's table.
Name owner_of(PhysAddr page) {
    return query(abi::Query::ownership, raw(page) / page_bytes)
        .and_then([](const Answer& run) { return process_name(Pid{run.value[3]}); })
        .value_or(Name{});
}

/// A text leaves with its page: afterwards the address stands for nothing here. The question that follows waits for its
/// answer, so the archive has received by then what came before it.
Result<void> give(ConnectionId to, std::string_view text) {
    const auto parcel = page_with(text);
    if (!parcel) return std::unexpected(parcel.error());
    const auto page = virt_to_phys(parcel->memory.start).value_or(PhysAddr{});
    const Name before = owner_of(page);
    if (const auto given = move(to, deposit, *parcel); !given) return given;
    if (const auto texts = ask(to, count); !texts) return std::unexpected(texts.error());
    print("'{}': its page was {}'s and is {}'s\n", text, before.text(), owner_of(page).text());
    const auto again = move(to, deposit, *parcel);
    print("giving it again: {}\n", again ? "granted" : errno_name(again.error()));
    return {};
}

/// Lends the page with the word, and has it back.
Result<void> look_for(ConnectionId to, std::string_view word) {
    const auto parcel = page_with(word);
    if (!parcel) return std::unexpected(parcel.error());
    const auto returned = lend(to, search, *parcel);
    if (!returned) return std::unexpected(returned.error());
    print("{} texts hold '{}'\n", returned->valid, text_in(parcel->memory, parcel->valid));
    return unmap_memory(parcel->memory);
}

/// Lends an empty page to be written to.
Result<void> show(ConnectionId to, Word number) {
    auto parcel = page_with("");
    if (!parcel) return std::unexpected(parcel.error());
    parcel->offset = number;
    const auto returned = lend_mutably(to, copy, *parcel);
    if (!returned) return std::unexpected(returned.error());
    print("text {} is '{}'\n", number, text_in(parcel->memory, returned->valid));
    return unmap_memory(parcel->memory);
}

Result<void> use(ConnectionId to) {
    return give(to, "every page has one owner")
        .and_then([&] { return give(to, "a lent page comes back"); })
        .and_then([&] { return look_for(to, "page"); })
        .and_then([&] { return show(to, 1); })
        .and_then([&] { return ask(to, count); })
        .transform([](const Answer& answer) { print("the archive has {} texts\n", answer.value[0]); })
        .and_then([&] { return send(to, clear, {}); });
}

}  // namespace
}  // namespace freehold::user::archive

int main() {
    using namespace freehold::user;
    const auto done = connect(archive::address).and_then(archive::use);
    if (!done) print("archive_client: {}\n", errno_name(done.error()));
    return done ? 0 : static_cast<int>(done.error());
}
