// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "freehold/address.hpp"
#include "freehold/error.hpp"

namespace freehold {

/// What a process may use at most. Set when it is made; never raised (O12).
struct Limits {
    PageCount ram;    ///< pages of RAM: its own, its page tables and its contexts together
    Bytes heap;       ///< the heap's size: the current limit, which the process may lower and raise
    Bytes heap_hard;  ///< what the current heap limit never passes
    constexpr bool operator==(const Limits&) const = default;
};

/// What one process has. Every page is counted to the process that caused it.
struct Account {
    Limits limits;
    PageCount ram;        ///< RAM owned: mapped, in flight or lent, tables, contexts
    PageCount other;      ///< storage and device pages owned
    PageCount tables;     ///< of `ram`: page tables
    PageCount contexts;   ///< of `ram`: what the kernel remembers for it
    PageCount in_flight;  ///< of `ram`: detached or lent
    PageCount borrowed;   ///< mapped here, owned and counted elsewhere
    Bytes heap;           ///< `heap_size`, from 0 (R3)

    [[nodiscard]] constexpr PageCount pages() const { return ram + other; }
    constexpr bool operator==(const Account&) const = default;
};

/// Move-only: pages counted to an account. Destroyed before it is committed, it takes them off again (O1).
class [[nodiscard]] Charge {
public:
    /// @return `out_of_memory` where the account's limit would be passed.
    static Expected<Charge> make(Account& account, PageCount ram, PageCount other = {}) {
        if (ram > account.limits.ram || account.ram > account.limits.ram - ram) return refuse(Error::out_of_memory);
        account.ram += ram;
        account.other += other;
        return Charge{account, ram, other};
    }
    Charge(Charge&& from) noexcept
        : account_{std::exchange(from.account_, nullptr)}, ram_{from.ram_}, other_{from.other_} {}
    Charge& operator=(Charge&&) = delete;
    ~Charge() {
        if (!account_) return;
        account_->ram -= ram_;
        account_->other -= other_;
    }
    void commit() && { account_ = nullptr; }

private:
    Charge(Account& account, PageCount ram, PageCount other) : account_{&account}, ram_{ram}, other_{other} {}

    Account* account_;
    PageCount ram_;
    PageCount other_;
};

}  // namespace freehold
