// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settle.hpp"
#include "user/errno_name.hpp"
#include "user/print.hpp"
#include "world.hpp"

namespace freehold::user::hostile {

/// The steps of one attack; the first that did not come out as it must is what is told of it.
class Steps {
public:
    template <class T>
    void refused(std::string_view step, const Result<T>& result, Errno due) {
        if (!result && result.error() == due) return;
        fail(step, result ? "a grant" : errno_name(result.error()));
    }
    template <class T>
    bool granted(std::string_view step, const Result<T>& result) {
        if (!result) fail(step, errno_name(result.error()));
        return result.has_value();
    }
    void holds(std::string_view step, bool truth) {
        if (!truth) fail(step, "the opposite");
    }
    void fail(std::string_view step, std::string_view got) {
        if (failed_) return;
        failed_ = true;
        step_ = step;
        got_ = got;
    }

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::string_view step() const { return step_; }
    [[nodiscard]] std::string_view got() const { return got_; }

private:
    std::string_view step_, got_;
    bool failed_ = false;
};

/// Tries one attack after the other. Each says `PASS name`, or `FAIL name: step: got what`; it fails too where
/// anything is not as it was before, or the kernel's own books do not agree.
class Hostile {
public:
    explicit Hostile(std::string_view program) : program_{program} { print("{}: begins\n", program); }

    void tries(std::string_view name, auto&& attack) {
        settle();
        const World before = World::look();
        Steps steps;
        attack(steps);
        settle();
        const World after = World::look();
        if (const auto changed = before.difference(after); !changed.empty()) steps.fail(changed, "a change");
        if (!query(abi::Query::audit)) steps.fail("audit", "a disagreement");
        tell(name, steps);
    }
    /// The same for an attack whose marks stay: only the kernel's books are looked at.
    void tries_for_good(std::string_view name, auto&& attack) {
        Steps steps;
        attack(steps);
        if (!query(abi::Query::audit)) steps.fail("audit", "a disagreement");
        tell(name, steps);
    }

    /// For `main` to return.
    [[nodiscard]] int failures() const { return failures_; }

private:
    void tell(std::string_view name, const Steps& steps) {
        if (!steps.failed()) return print("PASS {}\n", name);
        ++failures_;
        print("FAIL {}: {}: got {}\n", name, steps.step(), steps.got());
    }

    std::string_view program_;
    int failures_ = 0;
};

}  // namespace freehold::user::hostile
