// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "abi/message.hpp"
#include "user/process.hpp"

/// What `honest_server`, `honest_client` and `misuser` agree on. The first two do as one should, and check that they are
/// done by so, whatever the third does to either.
namespace freehold::user::honest {

inline constexpr abi::Sid server = abi::Sid::of("honest-server   ");
/// Where `misuser` serves, where that is part of its misuse.
inline constexpr abi::Sid misuser = abi::Sid::of("misusers-server ");

inline constexpr MessageId sum{1};     ///< blocking scalar: Scalar1 the sum of the first two words
inline constexpr MessageId invert{2};  ///< mutable borrow: all bytes are inverted
inline constexpr MessageId note{3};    ///< scalar: counted
inline constexpr MessageId notes{4};   ///< blocking scalar: Scalar1 how many of the sender's notes came; counted anew
inline constexpr MessageId keep{5};    ///< blocking scalar or borrow: not answered

inline std::span<unsigned char> bytes_of(const Memory& memory) {
    return {static_cast<unsigned char*>(memory.pointer()), raw(memory.bytes)};
}

inline void invert_bytes(const Memory& memory) {
    for (unsigned char& byte : bytes_of(memory)) byte = static_cast<unsigned char>(~byte);
}

/// Whether a process of that name is alive, or not yet forgotten.
inline bool is_there(std::string_view name) {
    for (auto process = query(abi::Query::process, 0); process && process->value[4] != 0;) {
        const auto found = process_name(Pid{process->value[4]});
        if (found && found->text() == name) return true;
        process = query(abi::Query::process, process->value[4]);
    }
    return false;
}

}  // namespace freehold::user::honest
