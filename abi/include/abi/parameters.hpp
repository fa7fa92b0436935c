// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// The parameter block that a new process finds at the address in a1, as Rust's standard library reads it
/// (library/std/src/sys/pal/xous/params.rs): records of magic, size and data, little-endian, packed.
/// The first record is always `AppP`; `EnvB` and `ArgL` may follow in any order.
namespace freehold::abi::parameters {

struct RecordHeader {
    char magic[4];
    std::uint32_t size;  ///< bytes of data after this header
};

inline constexpr char application[5] = "AppP";  ///< u32 length of the block, u32 number of records (this one included)
inline constexpr char environment[5] = "EnvB";  ///< u16 count, then (u16 length, key, u16 length, value) each
inline constexpr char arguments[5] = "ArgL";    ///< u16 count, then (u16 length, bytes) each; the program's name first

}  // namespace freehold::abi::parameters
