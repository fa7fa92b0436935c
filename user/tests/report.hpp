// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/errno_name.hpp"
#include "user/print.hpp"
#include "user/types.hpp"

/// How a test program tells what it found: a line `PASS name` or `FAIL name: what` for each thing that it checks.
namespace freehold::user {

class Report {
public:
    explicit constexpr Report(std::string_view program) : program_{program} {}

    void check(std::string_view what, bool holds, std::string_view otherwise = "does not hold") {
        if (holds) return print("PASS {} {}\n", program_, what);
        ++failures_;
        print("FAIL {} {}: {}\n", program_, what, otherwise);
    }

    /// It was granted.
    template <class T>
    bool granted(std::string_view what, const Result<T>& result) {
        check(what, result.has_value(), result ? std::string_view{} : errno_name(result.error()));
        return result.has_value();
    }

    /// It was refused for this reason.
    template <class T>
    void refused(std::string_view what, const Result<T>& result, Errno due) {
        check(what, !result && result.error() == due, result ? "was granted" : errno_name(result.error()));
    }

    /// For `main` to return.
    [[nodiscard]] int failures() const { return failures_; }

private:
    std::string_view program_;
    int failures_ = 0;
};

}  // namespace freehold::user
