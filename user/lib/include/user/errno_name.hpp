// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "abi/call.hpp"

namespace freehold::user {

/// An error as docs/abi.md writes it: "BadAddress". A number that is none of them is "UnknownError".
[[nodiscard]] constexpr std::string_view errno_name(abi::Errno error) {
    constexpr std::string_view names[] = {
        "UnknownError",      "BadAlignment",       "BadAddress",        "OutOfMemory",    "MemoryInUse",
        "InterruptNotFound", "InterruptInUse",     "InvalidString",     "ServerExists",   "ServerNotFound",
        "ProcessNotFound",   "ProcessNotChild",    "ProcessTerminated", "Timeout",        "InternalError",
        "ServerQueueFull",   "ThreadNotAvailable", "UnhandledSyscall",  "InvalidSyscall", "ShareViolation",
        "InvalidThread",     "InvalidPID",         "UnknownError",      "AccessDenied",   "UseBeforeInit",
        "DoubleFree",        "DebugInProgress",    "InvalidLimit",      "NotFound",       "InvalidCoding",
        "HardwareError",     "SerializationError", "InvalidArgument",
    };
    constexpr auto count = sizeof names / sizeof names[0];
    static_assert(count == static_cast<std::size_t>(abi::Errno::invalid_argument) + 1);
    const auto number = static_cast<abi::Word>(error);
    return number < count ? names[number] : names[0];
}

static_assert(errno_name(abi::Errno::access_denied) == "AccessDenied");
static_assert(errno_name(abi::Errno::server_queue_full) == "ServerQueueFull");

}  // namespace freehold::user
