// SPDX-License-Identifier: Apache-2.0
// The other end of `lender`: does with what it gets as it is asked, and tries what it must not.
#include <algorithm>
#include <numeric>
#include <span>

#include "lending.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/print.hpp"
#include "user/process.hpp"

namespace freehold::user {
namespace {

std::span<unsigned char> valid_bytes(const Envelope& message) {
    const auto memory = message.memory();
    return {static_cast<unsigned char*>(memory.pointer()), std::min(message.words[3], raw(memory.bytes))};
}

Word sum_of(std::span<const unsigned char> bytes) { return std::accumulate(bytes.begin(), bytes.end(), Word{0}); }

/// What is borrowed is not the borrower's: it can neither give it up, nor pass it on, nor get at it otherwise.
Word granted_abuses(const Memory& loan, ConnectionId self) {
    Word granted = 0;
    granted += unmap_memory(loan).has_value();
    granted += virt_to_phys(loan.start).has_value();
    granted += map_memory(any_ram, loan.start, loan.bytes, Flags::rw).has_value();
    granted += move(self, lending::take, {loan}).has_value();
    granted += lend(self, lending::sum, {loan}).has_value();
    return granted;
}

class Borrower {
public:
    explicit Borrower(const Server& server) : server_{server} {}

    void serve() {
        for (;;) {
            const auto message = receive(server_.sid);
            if (!message) return print("FAIL borrower: cannot receive\n");
            if (message->carries_memory()) handle_memory(*message);
            else if (message->id == lending::moved_sum) (void)return_scalar(message->sender, moved_sum_);
        }
    }

private:
    void handle_memory(const Envelope& message) {
        if (message.id == lending::die_with_it) terminate(9);
        if (message.id == lending::take) return take(message);
        Word answer = 0;
        if (message.id == lending::sum) answer = sum_of(valid_bytes(message));
        if (message.id == lending::fill) std::ranges::fill(valid_bytes(message), lending::filling);
        if (message.id == lending::abuse) answer = granted_abuses(message.memory(), server_.connection);
        const auto returned = return_memory(message.sender, {message.memory(), answer, message.words[3]});
        const auto again = return_memory(message.sender, {message.memory(), answer, message.words[3]});
        if (!returned || again) print("FAIL borrower: a loan comes back once, and only once\n");
    }

    void take(const Envelope& message) {
        moved_sum_ = sum_of(valid_bytes(message));
        if (!unmap_memory(message.memory())) print("FAIL borrower: what was moved here is not its own\n");
    }

    Server server_;
    Word moved_sum_ = 0;
};

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    const auto server = create_server(lending::borrower);
    if (!server) return print("FAIL borrower: no server\n"), 1;
    Borrower{*server}.serve();
    return 1;
}
