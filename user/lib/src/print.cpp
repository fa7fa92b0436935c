// SPDX-License-Identifier: Apache-2.0
#include "user/print.hpp"

#include <algorithm>
#include <cstring>

#include "user/lock.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

/// The page that is lent: nothing else may lie on it. It comes last, so that little is lost before it.
[[gnu::section(".bss..pages")]] alignas(page_bytes) char page[page_bytes];

/// Collects text for the log server.
class Console final : public Sink {
public:
    void put(std::string_view text) override {
        while (!text.empty()) {
            if (used_ == page_bytes && !send(whole_lines())) return;
            const auto piece = text.substr(0, page_bytes - used_);
            std::memcpy(page + used_, piece.data(), piece.size());
            used_ += piece.size();
            text.remove_prefix(piece.size());
        }
    }

    bool flush() { return send(used_); }

    Patience patience = Patience::wait;
    RecursiveLock lock;

private:
    static constexpr int attempts = 8;
    static constexpr int brief_yields = 2000;

    /// What can go without another's text in the middle of a line; all, where a line is longer than the page.
    [[nodiscard]] Word whole_lines() const {
        const auto end = std::string_view{page, used_}.rfind('\n');
        return end == std::string_view::npos ? used_ : end + 1;
    }

    /// A server that ended takes no text with it: the page comes back, and goes to its successor.
    bool send(Word count) {
        const Memory memory{VirtAddr{reinterpret_cast<Word>(page)}, Bytes{page_bytes}};
        for (int attempt = 0; attempt < attempts && count != 0; ++attempt) {
            if (!connected_ && !reach()) return false;
            if (!lend(connection_, MessageId{abi::log::standard_output}, {memory, 0, count})) {
                forget();
                continue;
            }
            used_ -= count;
            std::memmove(page, page + count, used_);
            return true;
        }
        return count == 0;
    }

    bool reach() {
        auto made = patience == Patience::wait ? connect(abi::log_server) : try_connect(abi::log_server);
        for (int i = 0; !made && patience == Patience::brief && i < brief_yields; ++i) {
            yield();
            made = try_connect(abi::log_server);
        }
        if (!made) return false;
        connection_ = *made;
        return connected_ = true;
    }

    void forget() {
        (void)disconnect(connection_);
        connected_ = false;
        yield();
    }

    Word used_ = 0;
    ConnectionId connection_{};
    bool connected_ = false;
};

constinit Console console;

}  // namespace

void set_console_patience(Patience patience) { console.patience = patience; }

void put_text(std::string_view text) {
    const Guard guard{console.lock};
    console.put(text);
}

bool flush_text() {
    const Guard guard{console.lock};
    return console.flush();
}

void print_fields(std::string_view pattern, std::initializer_list<Field> fields) {
    const Guard guard{console.lock};
    format(console, pattern, fields);
    console.flush();
}

}  // namespace freehold::user
