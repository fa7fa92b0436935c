// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <expected>
#include <type_traits>
#include <utility>

#include "abi/memory.hpp"

/// What user programs know of the kernel: strong types over machine words, so that no address is passed for a size.
namespace freehold::user {

using abi::Errno;
using abi::Word;

/// What a system call answers: its value, or the kernel's refusal.
template <class T>
using Result = std::expected<T, Errno>;

enum class VirtAddr : Word {};  ///< in this process
enum class PhysAddr : Word {};  ///< on the bus; 0 asks for any RAM
enum class VirtPage : Word {};  ///< a virtual address divided by 4096
enum class PhysPage : Word {};  ///< a physical address divided by 4096
enum class Bytes : Word {};
enum class Pid : Word {};
enum class ThreadId : Word {};
enum class ConnectionId : Word {};
enum class Interrupt : Word {};
enum class Sender : Word {};  ///< whom a message came from; handed back with the reply
enum class MessageId : Word {};

/// The machine word behind a strong type.
template <class E>
    requires std::is_enum_v<E>
[[nodiscard]] constexpr Word raw(E value) {
    return static_cast<Word>(value);
}

inline constexpr Word page_bytes = abi::user_page_bytes;
inline constexpr VirtAddr anywhere{0};
inline constexpr PhysAddr any_ram{0};
inline constexpr Pid kernel_pid{1};
inline constexpr Pid every_process{0};

/// Bytes rounded up to whole pages; what would wrap stays as it is, for the kernel to refuse.
[[nodiscard]] constexpr Bytes in_pages(Bytes bytes) {
    const Word mask = page_bytes - 1;
    return raw(bytes) > ~mask ? bytes : Bytes{(raw(bytes) + mask) & ~mask};
}

/// The flags of a memory call (abi/memory.hpp).
enum class Flags : Word {
    none = 0,
    r = abi::flag::r,
    rw = abi::flag::r | abi::flag::w,
    rwx = abi::flag::r | abi::flag::w | abi::flag::x,
    guard = abi::flag::w,  ///< W without R: no access
    device = abi::flag::r | abi::flag::w | abi::flag::device,
};

/// A range of this process' own memory.
struct Memory {
    VirtAddr start{};
    Bytes bytes{};

    [[nodiscard]] void* pointer() const { return reinterpret_cast<void*>(raw(start)); }
    constexpr bool operator==(const Memory&) const = default;
};

}  // namespace freehold::user
