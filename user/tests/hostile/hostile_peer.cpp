// SPDX-License-Identifier: Apache-2.0
// The other end of `hostile_lender`: tries what a borrower must not do, keeps loans, and dies with them (O8).
#include <array>

#include "find.hpp"
#include "peer.hpp"
#include "trial.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user::hostile {
namespace {

class Peer {
public:
    explicit Peer(const Server& server) : server_{server} {}

    int serve() {
        for (;;) {
            const auto message = receive(server_.sid);
            if (!message) return 1;
            if (message->id == peer::die) terminate(0);
            if (message->id == peer::abuse) abuse(*message);
            else if (message->id == peer::keep) keep(*message);
            else if (message->kind == abi::Received::blocking_scalar) answer(*message);
        }
    }

private:
    Parcel parcel_of(const Envelope& message) { return {message.memory(), message.words[2], message.words[3]}; }

    void keep(const Envelope& message) {
        if (held_ < kept_.size()) kept_[held_++] = message;
        else (void)return_memory(message.sender, parcel_of(message));
    }

    void answer(const Envelope& message) {
        Word value = held_;
        if (message.id == peer::token) value = held_ != 0 ? raw(kept_[0].sender) : 0;
        if (message.id == peer::release)
            while (held_ != 0) {
                const auto& kept = kept_[--held_];
                if (!return_memory(kept.sender, parcel_of(kept))) print("FAIL 07 returning what was kept\n");
            }
        (void)return_scalar(message.sender, value);
    }

    void abuse(const Envelope& message) {
        const Memory loan = message.memory();
        const Sender from = message.sender;
        hostile_.tries("07 unmapping, protecting, passing on what was borrowed", [&](Steps& steps) {
            steps.refused("unmap", unmap_memory(loan), Errno::share_violation);
            steps.refused("unmap a page of it", unmap_memory(first_pages(loan, 1)), Errno::share_violation);
            steps.refused("protect", restrict_memory(loan, Flags::r), Errno::share_violation);
            steps.refused("map over it", map_memory(any_ram, loan.start, loan.bytes, Flags::rw), Errno::memory_in_use);
            steps.refused("move on", move(server_.connection, peer::keep, {loan}), Errno::share_violation);
            steps.refused("lend on", lend(server_.connection, peer::keep, {loan}), Errno::share_violation);
            steps.refused("where it lies", virt_to_phys(loan.start), Errno::bad_address);
            steps.refused("a stack there", create_thread(VirtAddr{page_bytes}, loan, 0, 0, 0, 0),
                          Errno::share_violation);
        });
        hostile_.tries("07 returning another buffer than the one borrowed", [&](Steps& steps) {
            const auto back = [&](Sender to, VirtAddr start, Word bytes) {
                return return_memory(to, {{start, Bytes{bytes}}});
            };
            const Word size = raw(loan.bytes);
            for (const Word other : {Word{0}, size - 1, size + 1, size - page_bytes, size + page_bytes, ~Word{0}})
                steps.refused("another length", back(from, loan.start, other), Errno::bad_address);
            for (const Word other : {Word{0}, raw(loan.start) + page_bytes, raw(loan.start) + 1, abi::layout::user_end})
                steps.refused("another address", back(from, VirtAddr{other}, size), Errno::bad_address);
            for (const Word bit : {Word{1}, Word{0x100}, Word{0x1'0000}, Word{0x100'0000}})
                steps.refused("another token", back(Sender{raw(from) ^ bit}, loan.start, size),
                              Errno::process_not_found);
            steps.refused("a scalar for it", return_scalar(from, 1), Errno::invalid_argument);
        });
        if (!return_memory(from, parcel_of(message))) return print("FAIL 07 returning a loan\n");
        hostile_.tries("07 returning twice", [&](Steps& steps) {
            steps.refused("return", return_memory(from, parcel_of(message)), Errno::process_not_found);
            steps.refused("unmap what has gone home", unmap_memory(loan), Errno::bad_address);
        });
    }

    Server server_;
    Hostile hostile_{"hostile_peer"};
    std::array<Envelope, peer::most_held> kept_{};
    std::size_t held_ = 0;
};

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user::hostile;
    const auto server = freehold::user::create_server(peer::sid);
    if (!server) return 2;
    // The kernel's notes for messages lie in a page of the sender's that stays: it is there before anything is counted.
    (void)freehold::user::send(server->connection, freehold::user::MessageId{0}, {});
    (void)freehold::user::receive(server->sid);
    static Peer instance{*server};
    return instance.serve();
}
