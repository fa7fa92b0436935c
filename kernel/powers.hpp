// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <expected>
#include <span>
#include <string_view>

#include "abi/platform.hpp"
#include "freehold/account.hpp"

namespace freehold::kernel {

/// What the boot image gives to programs of one name (O12).
struct Grant {
    std::string_view program;
    Word powers = 0;
    Limits limits;
};

/// A well-known server address, and the program that may serve it.
struct ServerRight {
    abi::Sid sid;
    std::string_view program;
};

struct PowersFault {
    unsigned line;          ///< from 1
    std::string_view word;  ///< what is wrong there
    const char* why;
};

/// The boot image's `etc/rights`: a line for each program, `NAME [shutdown] [spawn] [end] [watch] [look] [serve=SID]
/// [heap=BYTES] [pages=N]`; `#` starts a comment; `_` in a SID stands for a blank. Lines of one program add up. It does not own the text.
class Powers {
public:
    static std::expected<Powers, PowersFault> parse(std::span<const char> text);

    /// What a program of this name gets; without a line of its own, no power and the board's limits.
    [[nodiscard]] Grant grant(std::string_view program) const;
    /// Whether a program may serve this address: anybody may, unless it is somebody's.
    [[nodiscard]] bool may_serve(std::string_view program, const abi::Sid& sid) const;

private:
    static constexpr std::size_t most = 32;
    /// What earlier lines say of a program, or a new line; none where all are used.
    Grant* line_of(std::string_view program);
    std::expected<void, const char*> read(Grant& grant, std::string_view word);

    std::array<Grant, most> grants_{};
    std::size_t grant_count_ = 0;
    std::array<ServerRight, most> servers_{};
    std::size_t server_count_ = 0;
};

}  // namespace freehold::kernel
