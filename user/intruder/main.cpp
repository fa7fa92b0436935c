// SPDX-License-Identifier: Apache-2.0
// Tries to take what belongs to others, and what nobody may have. Its exit code counts what was not refused as it
// must be, so 0 is a house in order.
#include <initializer_list>

#include "uart.hpp"
#include "user/errno_name.hpp"
#include "user/memory.hpp"
#include "user/print.hpp"
#include "user/process.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr PhysAddr uart{board::uart::base};
/// Where a bus that ignores the upper address lines would show the UART again.
constexpr PhysAddr uart_mirror{board::uart::base + 0x4000'0000};
/// The timer of these machines (CLINT): the kernel's for ever.
constexpr PhysAddr reserved_timer{0x0200'0000};
constexpr Bytes page{page_bytes};

class Intrusion {
public:
    /// Says what an attempt got, and whether that is what it must get.
    void tried(std::string_view what, std::optional<Errno> got, Errno due) {
        if (got == due) return print("intruder: {}: refused, {}\n", what, errno_name(*got));
        ++successes_;
        if (!got) print("intruder: {}: GRANTED, but {} is due\n", what, errno_name(due));
        else print("intruder: {}: {}, but {} is due\n", what, errno_name(*got), errno_name(due));
    }

    template <class T>
    void tried(std::string_view what, const Result<T>& result, Errno due) {
        tried(what, result ? std::optional<Errno>{} : std::optional{result.error()}, due);
    }

    void claim(std::string_view what, PhysAddr phys, Bytes size, Errno due) {
        tried(what, map_memory(phys, anywhere, size, Flags::device), due);
    }

    [[nodiscard]] int successes() const { return successes_; }

private:
    int successes_ = 0;
};

/// The first RAM of one owner, if it has any.
std::optional<PhysAddr> ram_of(Pid owner) {
    for (Word page_number = 0;;) {
        const auto run = query(abi::Query::ownership, page_number);
        if (!run || run->value[1] == 0) return std::nullopt;
        const auto [first, pages, region, pid, kind] = run->value;
        if (pid == raw(owner) && static_cast<abi::RegionKind>(kind) == abi::RegionKind::ram)
            return PhysAddr{first * page_bytes};
        page_number = first + pages;
    }
}

/// One past the last byte of RAM: where a mirror of it would begin.
std::optional<PhysAddr> ram_end() {
    std::optional<PhysAddr> end;
    for (Word page_number = 0;;) {
        const auto run = query(abi::Query::ownership, page_number);
        if (!run || run->value[1] == 0) return end;
        page_number = run->value[0] + run->value[1];
        if (static_cast<abi::RegionKind>(run->value[4]) == abi::RegionKind::ram)
            end = PhysAddr{page_number * page_bytes};
    }
}

/// The first process of that name.
std::optional<Pid> find_process(std::string_view name) {
    for (auto process = query(abi::Query::process, 0); process && process->value[4] != 0;) {
        const Pid pid{process->value[4]};
        const auto found = process_name(pid);
        if (found && found->text() == name) return pid;
        process = query(abi::Query::process, raw(pid));
    }
    return std::nullopt;
}

void take_devices(Intrusion& intrusion) {
    intrusion.claim("the UART of the uart_server", uart, page, Errno::memory_in_use);
    intrusion.claim("a mirror of the UART", uart_mirror, page, Errno::bad_address);
    intrusion.claim("a part of the UART's page", PhysAddr{raw(uart) + 0x100}, page, Errno::bad_alignment);
    intrusion.claim("the UART and what lies around it", PhysAddr{raw(uart) - page_bytes}, Bytes{3 * page_bytes},
                    Errno::bad_address);
    intrusion.claim("the kernel's timer", reserved_timer, page, Errno::access_denied);
    intrusion.claim("past the end of the address space", PhysAddr{~(page_bytes - 1)}, Bytes{2 * page_bytes},
                    Errno::bad_address);
    intrusion.tried("the UART's interrupt",
                    claim_interrupt(Interrupt{board::uart::interrupt}, [](Word, Word) {}, 0), Errno::interrupt_in_use);
}

void take_ram(Intrusion& intrusion) {
    if (const auto ram = ram_of(kernel_pid)) intrusion.claim("the kernel's RAM", *ram, page, Errno::memory_in_use);
    if (const auto end = ram_end())
        intrusion.claim("a mirror of the RAM, behind its end", *end, page, Errno::bad_address);
    const auto server = find_process("uart_server");
    const auto ram = server ? ram_of(*server) : std::nullopt;
    if (ram) intrusion.claim("the uart_server's RAM", *ram, page, Errno::memory_in_use);
    const VirtAddr kernel_address{abi::layout::user_end};
    intrusion.tried("RAM at a kernel address", map_memory(any_ram, kernel_address, page, Flags::rw),
                    Errno::bad_address);
    intrusion.tried("unmapping the kernel", unmap_memory({kernel_address, page}), Errno::bad_address);
}

void take_powers(Intrusion& intrusion) {
    intrusion.tried("powering off", shut_down(), Errno::access_denied);
    const auto spawned = spawn(*Name::of("intruder"));
    intrusion.tried("starting a program", spawned ? std::optional<Errno>{} : spawned.error().error,
                    Errno::access_denied);
    intrusion.tried("serving in the log server's place", create_server(abi::log_server), Errno::access_denied);
    if (const auto server = find_process("uart_server"))
        intrusion.tried("ending the uart_server", end_process(*server, 0), Errno::access_denied);
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    Intrusion intrusion;
    take_devices(intrusion);
    take_ram(intrusion);
    take_powers(intrusion);
    print("intruder: {} attempts succeeded\n", intrusion.successes());
    return intrusion.successes();
}
