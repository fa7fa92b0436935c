// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>

#include "attack.hpp"

/// Waiting for ever, keeping for ever, and asking for ever: all that a client can make a server have for it.
namespace freehold::user::hostile {

/// Threads that wait, and threads that never rest: those take time from everybody, which is not what is tried here.
inline constexpr Word crowd = 20, busy = 2;

/// A name in a page, for one that is asked for or registered.
inline Result<Memory> page_with_name(std::string_view name, const abi::Sid& sid = {}) {
    return map_pages(1).transform([&](const Memory& page) {
        auto* const bytes = static_cast<char*>(page.pointer());
        const auto length = static_cast<std::uint32_t>(name.size());
        std::memcpy(bytes, name.data(), name.size());
        std::memcpy(bytes + abi::names::length_at, &length, sizeof length);
        std::memcpy(bytes + abi::names::sid_at, sid.word, sizeof sid.word);
        return page;
    });
}

/// @return what the name server says of it
inline Word register_name(std::string_view name, const abi::Sid& sid) {
    const auto page = page_with_name(name, sid);
    if (!page || !lend_mutably(server, MessageId{abi::names::register_name}, {*page})) return ~Word{0};
    std::uint32_t result = 0;
    std::memcpy(&result, static_cast<const char*>(page->pointer()) + abi::names::result_at, sizeof result);
    (void)unmap_memory(*page);
    return result;
}

inline void wait_for_key(Word) {
    while (ask(server, MessageId{abi::log::read_byte})) yield();
}
inline void wait_for_lock(Word n) {
    namespace id = abi::ticktimer;
    for (Word i = 0; i < 10; ++i) (void)ask(server, MessageId{id::unlock}, {1000 * n + i});
    if (n % 3 == 0) (void)ask(server, MessageId{id::sleep_ms}, {~Word{0}});
    if (n % 3 == 1) (void)ask(server, MessageId{id::lock}, {n});
    if (n % 3 == 2) (void)ask(server, MessageId{id::wait}, {n, 0});
}
inline void wait_for_name(Word) {
    if (const auto page = page_with_name("nobody is called so"))
        (void)lend_mutably(server, MessageId{abi::names::connect}, {*page});
}
inline void search_for_ever(Word) {
    const auto word = map_pages(1);
    while (word && lend(server, archive::search, {*word, 0, archive::most_word})) {}
}
inline void ask_the_time(Word) {
    while (ask(server, MessageId{abi::time_of_day::utc_ms})) {}
}

inline void begin_panic() {
    (void)send(server, MessageId{abi::log::panic_begin}, {});
    for (Word i = 0; i < 100; ++i) (void)send(server, MessageId{abi::log::panic_text + 4}, {0x20746f6e});  // "not "
}
inline void take_names() {
    const auto own = create_server();
    char name[] = "hostile name 00";
    for (Word i = 0; own && i < 20; ++i) {
        name[13] = static_cast<char>('a' + raw(process_id().value_or(Pid{})) % 26);
        name[14] = static_cast<char>('a' + i);
        (void)register_name(name, own->sid);
    }
}
inline void fill_archive() {
    for (Word i = 0; i < 40; ++i)
        if (const auto text = map_pages(i % 4 + 1))
            if (!move(server, archive::deposit, {*text, 0, page_bytes})) (void)unmap_memory(*text);
}

/// Keeps, and waits in all threads; it goes on for as long as this process lives.
inline void wait_for_ever(const stage::Target& target) {
    ThreadBody body = ask_the_time;
    if (target.name == "log") begin_panic(), body = wait_for_key;  // refused, so asked again
    if (target.name == "ticktimer") body = wait_for_lock;
    if (target.name == "names") take_names(), body = wait_for_name;
    if (target.name == "archive") fill_archive(), body = search_for_ever;
    const bool rests = body != ask_the_time && body != search_for_ever && body != wait_for_key;
    for (Word i = 0; i < (rests ? crowd : busy); ++i) (void)start_thread(body, i, Bytes{page_bytes});
    for (int turn = 0; turn < 3; ++turn) yield();
}

/// In a way of each thread's own; the ids are everybody's.
inline void send_for_ever(Word n) {
    const auto page = map_pages(n + 1);
    for (Word id = n; page; id = (id + 1) % 64) {
        if (n % 4 == 0) (void)ask(server, MessageId{id}, {id == 1, 1, 1, 1});
        if (n % 4 == 1) (void)lend_mutably(server, MessageId{id}, {*page, 0, 0});
        if (n % 4 == 2) (void)lend(server, MessageId{id}, {*page, 0, 0});
        if (n % 4 == 3 && !try_send(server, MessageId{id}, {})) yield();
    }
}
inline void give_for_ever(Word) {
    for (Word id = 0;; id = (id + 1) % 64)
        if (const auto gift = map_pages(1))
            if (!move(server, MessageId{id}, {*gift})) (void)unmap_memory(*gift), yield();
}
inline void flood() {
    for (Word i = 0; i < 4; ++i) (void)start_thread(send_for_ever, i, Bytes{page_bytes});
    (void)start_thread(give_for_ever, 0, Bytes{page_bytes});
    for (int turn = 0; turn < 3; ++turn) yield();
}

}  // namespace freehold::user::hostile
