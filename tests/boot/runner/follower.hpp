// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "case.hpp"

namespace freehold::boot_test {

/// Reads a console as it comes, holds it against the steps of a case, and says what to type.
class Follower {
public:
    /// `places` are the values that patterns may name before any line was seen.
    explicit Follower(const Case& test, Variables places = {}) : case_{test}, variables_{std::move(places)} {}

    /// Takes what the machine wrote. @return what is to be typed now
    std::string feed(std::string_view bytes);
    /// The console is at its end. @return what failed, an entry each; empty for a pass
    std::vector<std::string> finish(int status);

    /// A forbidden line was seen, or a pattern cannot be used: nothing can turn this into a pass.
    [[nodiscard]] bool lost() const { return !failures_.empty(); }
    /// The lines of the console, readable.
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
    /// The console with what was matched, what was forbidden, and what never came.
    [[nodiscard]] std::string annotated() const;

private:
    void end_line();
    void look_for_forbidden();
    bool matches(const std::string& text);
    std::string type_now();
    [[nodiscard]] const Step* step() const { return next_ < case_.steps.size() ? &case_.steps[next_] : nullptr; }
    [[nodiscard]] bool waits_for_prompt() const;

    const Case& case_;
    Variables variables_;
    std::vector<std::string> lines_;
    std::vector<std::string> notes_;  ///< for each line, what it was matched with
    std::string partial_;             ///< the line that has not ended
    std::string note_;                ///< its note
    std::size_t used_ = 0;            ///< readable characters of it that a prompt's pattern took
    std::size_t next_ = 0;            ///< the step that is waited for
    std::vector<std::string> failures_;
};

}  // namespace freehold::boot_test
