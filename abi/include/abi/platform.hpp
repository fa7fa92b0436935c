// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/message.hpp"

/// Freehold's own queries, behind PlatformSpecific (46): a1 = `Query`, arguments from a2; the answer is Scalar5.
/// Addresses of physical memory are handed over as page numbers, so that a machine word always holds them.
/// What a question tells about others needs the right `look`, else AccessDenied; oneself and one's children are free.
namespace freehold::abi {

enum class Query : Word {
    /// a2 = page number. The first run of pages at or after it that has one owner and one region:
    /// (first page, pages, region index, pid, kind). Pages 0: no more. Whitelisted pages only. A long run comes in parts.
    /// Others' pages need `look`, and so do free ones.
    ownership = 1,
    /// a2 = region index. (4 words of its name, zero-padded; kind). NotFound past the last.
    region = 2,
    /// a2 = pid. (pages, heap bytes, table pages, threads | `ProcessState` << 8, next pid in use or 0).
    /// ProcessNotFound when there is none; pid 0 gives all zero and the first pid in use.
    process = 3,
    /// a2 = pid. (4 words of its name, pid of its parent).
    process_name = 4,
    /// a2 = pid, a3 = virtual page number. The first run of mapped pages at or after it that continues physically and
    /// has one state (a long run comes in parts): (first virtual page, pages, first physical page, `MappingState` bits, 0). Pages 0: no more.
    mapping = 5,
    /// a2..a5 = name of a program of the boot image, a6 = address of its parameter block or 0, a7 = bytes of the block's
    /// pages (a multiple of a page; they leave the caller for the new process). (pid, 0...). Needs the right `spawn`.
    spawn = 6,
    /// a2 = pid, a3 = exit code. Ends the process. One's own child, or with the right `end`.
    end_process = 7,
    /// a2 = pid or 0 for every process, a3..a6 = SID of a server of the caller's, a7 = message id. When the process ends, that server
    /// receives a blocking scalar (id, pid, `Cause`, exit code or scause, address) from pid 1. Until it answers, the
    /// process keeps its pid and its name. A watch of one pid fires once: now, where that process has ended and
    /// something of it is left. One's own child, or with the right `watch`. Two can watch one process and six every one, then
    /// OutOfMemory: who watches is told. (0...).
    watch = 8,
    /// a2..a5 = name of a file in the boot image's `etc/`, a6 = offset. (its length, 16 bytes from the offset).
    read_file = 9,
    /// a2 = index. (4 words of the name of the boot image's program, its bytes). NotFound past the last.
    program = 10,
    /// a2 = pid. (heap limit bytes, hard heap limit, page limit, `Power` bits, context pages).
    limits = 11,
    /// Kernel facts: (free pages of the pool, timer ticks per second, pages of RAM, most processes, processes).
    machine = 12,
    /// Checks every page table, table entry and account against each other. (pages checked, 0...), or InternalError.
    /// Needs the right `look`.
    audit = 13,
    /// a2, a3 = low and high 32 bits of a time, in ticks of the machine's timer. When it has come, WaitEvent returns as it
    /// does for an interrupt; at once for what has passed. A process has one alarm: it replaces the one set before. All
    /// bits set: none. (0...). Anybody may: it costs a turn of one's own, and nobody else's is cut short by it.
    alarm = 14,
    /// How the hart has slept because nobody could run: (how often it was woken, low and high 32 bits of how many ticks, 0, 0).
    rest = 15,
};

/// A region's kind, as `Query::ownership` and `Query::region` tell it; the same numbers as `freehold::Kind`.
enum class RegionKind : Word { ram = 0, storage = 1, device = 2, reserved = 3 };

enum class ProcessState : Word { none = 0, ready = 1, running = 2, waiting = 3, ended = 4 };

/// Bits of `Query::mapping`'s state.
namespace mapping {
inline constexpr Word r = 0x1, w = 0x2, x = 0x4;
inline constexpr Word fresh = 0x10;     ///< granted, zeroed at its first touch
inline constexpr Word lent = 0x20;      ///< with a borrower, or on its way to a receiver
inline constexpr Word borrowed = 0x40;  ///< another process' page
}  // namespace mapping

/// Why a process ended. `guard` is a fault too: at a page of its own on which nothing may be done, as below a stack.
enum class Cause : Word { exit = 0, fault = 1, killed = 2, guard = 3 };

/// Why `Query::spawn` says InvalidCoding: in a2, and the byte of the program's file in a3.
enum class LoadProblem : Word {
    none = 0,
    no_elf = 1,         ///< no ELF header
    other_machine = 2,  ///< not RISC-V, or of the other width
    no_executable = 3,  ///< not a static executable
    bad_header = 4,     ///< a header field has a value that no ELF of this kind has
    outside_file = 5,   ///< something leaves the file
    bad_segment = 6,    ///< more bytes in the file than in memory; no rights, or to write and to execute
    outside_user = 7,   ///< a segment leaves the user's addresses
    overlap = 8,        ///< two segments share a page
    bad_entry = 9,      ///< the entry is not executable
};

/// What a program may do, given to its name in the boot image's `etc/rights` and nowhere else (O12).
namespace power {
inline constexpr Word shutdown = 0x1;
inline constexpr Word spawn = 0x2;
inline constexpr Word end = 0x4;
inline constexpr Word watch = 0x8;
inline constexpr Word look = 0x10;  ///< to ask about others: what they have, where, and what they may
}  // namespace power

/// A name of at most 16 bytes, zero-padded, 4 bytes in each word as in a SID.
using Name = Sid;

}  // namespace freehold::abi
