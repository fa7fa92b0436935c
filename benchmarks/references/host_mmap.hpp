// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <cstdint>
#include <stdexcept>

#include "pool.hpp"

namespace freehold::bench {

/// What a hosted program pays for pages that are its own at the call: `mmap` with its pages populated, and `munmap`.
/// The system zeroes and maps them too, which no other row here does; and it has a fill of its own.
class HostMmap {
public:
    explicit HostMmap(const Fill&) {}

    std::optional<PageNumber> claim() { return claim_run(1); }
    void release(PageNumber page) { release_run(page, 1); }

    std::optional<PageNumber> claim_run(std::uint32_t count) {
        at_ = mmap(nullptr, std::size_t{count} * 4096, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (at_ == MAP_FAILED) throw std::runtime_error{"mmap: the host has no memory left to compare with"};
        return 0;
    }
    void release_run(PageNumber, std::uint32_t count) { munmap(at_, std::size_t{count} * 4096); }

private:
    void* at_ = nullptr;
};

}  // namespace freehold::bench
