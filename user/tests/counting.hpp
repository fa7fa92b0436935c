// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

#include "report.hpp"
#include "user/syscall.hpp"

/// How `bounds` and `bounds_worst` count instructions. `instret` is a count of instructions only on a machine that
/// counts exactly (`-icount`).
namespace freehold::user {

inline Word instructions() {
    Word count;
    asm volatile("rdinstret %0" : "=r"(count)::"memory");
    return count;
}

/// What lies between the two readings of nothing.
inline Word overhead() {
    const Word before = instructions();
    return instructions() - before;
}

/// The fewest of several runs: a run that the timer interrupts costs more. `undo` is not counted.
template <class Do, class Undo>
Word cost(Do once, Undo undo) {
    Word least = ~Word{0};
    for (unsigned run = 0; run < 7; ++run) {
        const Word before = instructions();
        once();
        const Word count = instructions() - before - overhead();
        undo();
        least = std::min(least, count);
    }
    return least;
}

inline constexpr auto nothing = [] {};

/// A row: what is counted, and the most that it may take. docs/bounds.md lists them.
struct Limit {
    std::string_view key;  ///< by which scripts know the row
    std::string_view what;
    Word most;
};

class Bounds {
public:
    /// Prints a line for people and one for scripts, `bound KEY COUNT LIMIT`.
    void hold(const Limit& limit, Word count) {
        const bool held = count <= limit.most;
        print("{} bounds {} {} of at most {}\n", held ? "PASS" : "FAIL", limit.what, count, limit.most);
        print("bound {} {} {}\n", limit.key, count, limit.most);
        failures_ += held ? 0 : 1;
    }
    [[nodiscard]] int failures() const { return failures_; }

private:
    int failures_ = 0;
};

}  // namespace freehold::user
