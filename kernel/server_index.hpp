// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "kernel/message.hpp"
#include "kernel/random.hpp"

namespace freehold::kernel {

/// Finds the server of an address. The hash is multilinear with secret keys and so strongly universal (D. Lemire,
/// O. Kaser, "Strongly universal string hashing is fast", 2014): whoever chooses addresses cannot make them meet in one
/// list. With every slot of every process used a list has 8 servers on average. Does not own them.
class ServerIndex {
public:
    explicit ServerIndex(Random& random) {
        for (unsigned i = 0; i < keys; ++i) {
            const abi::Sid drawn = random.sid();
            key_[i] = std::uint64_t{drawn.word[0]} << 32 | drawn.word[1];
        }
    }
    [[nodiscard]] Server* find(const abi::Sid& sid) {
        Server* found = nullptr;
        list(sid).each([&](Server& each) {
            if (each.sid == sid) found = &each;
        });
        return found;
    }
    void add(Server& server) { list(server.sid).push_back(server); }

private:
    friend struct audit::Inside;
    static constexpr unsigned keys = 5, bits = 6;

    List<Server>& list(const abi::Sid& sid) {
        std::uint64_t sum = key_[keys - 1];
        for (unsigned i = 0; i < keys - 1; ++i) sum += key_[i] * sid.word[i];
        return lists_[static_cast<std::size_t>(sum >> (64 - bits))];
    }

    std::array<std::uint64_t, keys> key_{};
    std::array<List<Server>, std::size_t{1} << bits> lists_;
};

}  // namespace freehold::kernel
