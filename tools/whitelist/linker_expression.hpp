// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "freehold/address.hpp"
#include "whitelist/fault.hpp"
#include "whitelist/linker_tokens.hpp"

namespace freehold::tools {

/// What expressions of a linker script can refer to.
struct LinkerNames {
    struct Memory {
        PhysAddr origin;
        Bytes length;
    };
    std::map<std::string, Word> symbols;
    std::map<std::string, Memory> memories;
};

/// The value of the expression that comes next, with C's operators, as the linker reckons: in 64 bits, and they wrap.
/// @return the reason in few words, without a place, where there is no value
[[nodiscard]] std::expected<Word, std::string> linker_expression(LinkerTokens& tokens, const LinkerNames& names);

}  // namespace freehold::tools
