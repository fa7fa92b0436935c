// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace freehold::boot_test {

/// What the reader of a console wants next.
struct Reaction {
    std::string typed;
    bool stop = false;  ///< end the machine now
};

/// How a machine ended.
struct Ending {
    int status = 0;  ///< as a shell would say it: 128 + the signal's number for one that was killed
    bool timed_out = false;
};

/// Runs a command (and all that it starts, in a process group of its own), hands its output, errors included, to
/// `read` as it comes, types what that answers, and kills the group when the time is up.
/// @throws std::system_error where the host refuses
Ending run_machine(const std::vector<std::string>& command, std::chrono::seconds limit,
                   const std::function<Reaction(std::string_view)>& read);

}  // namespace freehold::boot_test
