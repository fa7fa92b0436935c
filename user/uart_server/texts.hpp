// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/memory.hpp"
#include "user/bounded.hpp"
#include "user/format.hpp"
#include "user/request.hpp"

namespace freehold::user {

/// What a process has lent to be printed, in the order in which it came. Each is printed in pieces, and goes back after its
/// last: other processes' pieces come between. There is room for one of each thread, since a thread that lends waits.
class Texts {
public:
    void add(Request&& text) { (void)texts_.add(std::move(text)); }
    [[nodiscard]] bool empty() const { return texts_.empty(); }

    /// @param console takes at most `most_piece` bytes: 22 ms at 115,200 bit/s
    void print_piece(Sink& console) {
        Request& oldest = texts_.front();
        const auto rest = oldest.text().substr(printed_);
        const auto piece = rest.substr(0, piece_of(rest));
        console.put(piece);
        printed_ += piece.size();
        if (piece.size() != rest.size()) return;
        (void)texts_.take(&oldest);  // and it goes back
        printed_ = 0;
    }

private:
    static constexpr std::size_t most_piece = 256;

    /// What is printed in one go ends with a line where it can, so that no other text comes into the middle of one.
    static std::size_t piece_of(std::string_view rest) {
        if (rest.size() <= most_piece) return rest.size();
        const auto end = rest.substr(0, most_piece).rfind('\n');
        return end == std::string_view::npos ? most_piece : end + 1;
    }

    Bounded<Request, abi::threads_per_process> texts_;
    std::size_t printed_ = 0;  ///< of the oldest
};

}  // namespace freehold::user
