// SPDX-License-Identifier: Apache-2.0
// Serves everybody as one should, with no more memory for one who asks much than for one who does not.
#include <array>

#include "honest.hpp"
#include "user/memory.hpp"
#include "user/print.hpp"

namespace freehold::user {
namespace {

class HonestServer {
public:
    explicit HonestServer(const abi::Sid& sid) : sid_{sid} {}

    Errno serve() {
        for (;;) {
            const auto message = receive(sid_);
            if (!message) return message.error();
            handle(*message);
        }
    }

private:
    /// An answer to who is gone is refused, and that is all.
    void handle(const Envelope& message) {
        switch (message.kind) {
            case abi::Received::mutable_borrow:
                if (message.id == honest::invert) honest::invert_bytes(message.memory());
                [[fallthrough]];
            case abi::Received::borrow: return (void)return_memory(message.sender, {message.memory()});
            case abi::Received::move: return (void)unmap_memory(message.memory());
            case abi::Received::scalar: return (void)++notes_[raw(message.pid())];
            case abi::Received::blocking_scalar: return (void)return_scalar(message.sender, answer(message));
        }
    }

    Word answer(const Envelope& message) {
        if (message.id == honest::sum) return message.words[0] + message.words[1];
        return std::exchange(notes_[raw(message.pid())], 0);
    }

    abi::Sid sid_;
    std::array<Word, 256> notes_{};
};

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    const auto server = create_server(honest::server);
    if (!server) return static_cast<int>(server.error());
    static HonestServer honest_server{server->sid};
    return static_cast<int>(honest_server.serve());
}
