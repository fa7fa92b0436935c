// SPDX-License-Identifier: Apache-2.0
// mirror_attacker [firmware]: asks for the mirrors of the page of `mirror_victim`, which must run, and on demand of the
// firmware's memory: for every address that differs in one bit, so whatever address line a bus ignores, and in up to three
// of the bits that choose between memories. What it is granted it reads and writes. Its exit code counts what it got at,
// so 0 is a house in order.
#include <optional>

#include "mirror.hpp"
#include "user/errno_name.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/name.hpp"
#include "user/print.hpp"
#include "user/process.hpp"

namespace freehold::user {
namespace {

constexpr Bytes page{page_bytes};
constexpr unsigned page_shift = 12;
/// As far as a physical address goes.
constexpr unsigned address_bits = sizeof(Word) == 8 ? 56 : 32;
/// Windows of one memory lie this far apart, or farther: icicle's four are at 0x80000000, 0xc0000000, 0x1000000000 and
/// 0x1400000000.
constexpr unsigned window_shift = 28;

class Attack {
public:
    explicit Attack(ConnectionId victim) : victim_{victim} {}

    /// Each address that differs from the victim's in one bit, and in up to three of those that choose between windows.
    void on_victim(PhysAddr at) {
        for (unsigned bit = page_shift; bit < window_shift; ++bit) try_mirror(PhysAddr{raw(at) ^ Word{1} << bit});
        in_other_windows(at, window_shift, 3);
    }

    /// What is behind physical memory protection must not be there again without it. Devices and RAM of others differ in a
    /// bit too; only what reads as the firmware's first instruction is a mirror.
    void on_firmware(PhysAddr at) {
        for (unsigned bit = page_shift; bit < address_bits; ++bit) {
            const PhysAddr other{raw(at) ^ Word{1} << bit};
            const auto mapped = map(other);
            if (!mapped) continue;
            if (*static_cast<volatile Word*>(mapped->pointer()) != 0) got("the firmware's memory is read", other);
            (void)unmap_memory(*mapped);
        }
    }

    [[nodiscard]] int successes() const { return successes_; }
    [[nodiscard]] int refusals() const { return refusals_; }

private:
    Result<Memory> map(PhysAddr at) {
        const auto mapped = map_memory(at, anywhere, page, Flags::rw);
        if (!mapped && mapped.error() == Errno::bad_address) ++refusals_;
        return mapped;
    }

    /// Each address that differs in 1 to `most` bits from the lowest on.
    void in_other_windows(PhysAddr at, unsigned lowest, unsigned most) {
        for (unsigned bit = lowest; most != 0 && bit < address_bits; ++bit) {
            const PhysAddr other{raw(at) ^ Word{1} << bit};
            try_mirror(other);
            in_other_windows(other, bit + 1, most - 1);
        }
    }

    void try_mirror(PhysAddr at) {
        const auto mapped = map(at);
        if (!mapped) return;
        volatile Word& word = *static_cast<volatile Word*>(mapped->pointer());
        if (word == mirror::secret) got("the secret is read", at);
        const Word mark = next_mark();
        word = mark;
        const auto seen = ask(victim_, mirror::look);
        if (seen && seen->value[0] == mark) got("the victim's page is written", at);
        (void)unmap_memory(*mapped);
    }

    /// No two are the same, as what got through stays in the victim's page; and none is a command that flash obeys.
    Word next_mark() { return mirror::marker + (Word{marks_++} << 16); }

    void got(std::string_view what, PhysAddr at) {
        ++successes_;
        print("mirror_attacker: {} at {}\n", what, Field::hex(raw(at), 8));
    }

    ConnectionId victim_;
    int successes_ = 0;
    int refusals_ = 0;
    unsigned marks_ = 0;
};

/// Where the region of that name begins.
std::optional<PhysAddr> region_start(std::string_view name) {
    for (Word page_number = 0;;) {
        const auto run = query(abi::Query::ownership, page_number);
        if (!run || run->value[1] == 0) return std::nullopt;
        const auto region = query(abi::Query::region, run->value[2]);
        if (region && Name::of_words(region->value).text() == name) return PhysAddr{run->value[0] * page_bytes};
        page_number = run->value[0] + run->value[1];
    }
}

}  // namespace
}  // namespace freehold::user

int main(int count, char** arguments) {
    using namespace freehold::user;
    const auto victim = connect(mirror::victim);
    const auto at = victim ? ask(*victim, mirror::where) : Result<Answer>{std::unexpected(Errno::server_not_found)};
    if (!at) return print("FAIL mirror_attacker: no victim\n"), 1;
    Attack attack{*victim};
    attack.on_victim(PhysAddr{at->value[0]});
    const auto left = ask(*victim, mirror::look);
    const bool intact = left && left->value[0] == mirror::secret;
    print("mirror_attacker: the victim's page is {}\n", intact ? "as it was" : "not as it was");
    const auto firmware = region_start("firmware");
    if (firmware && count == 2 && arguments[1] == std::string_view{"firmware"}) attack.on_firmware(*firmware);
    print("mirror_attacker: {} addresses are no memory, {} attacks succeeded\n", attack.refusals(), attack.successes());
    return attack.successes() + (intact ? 0 : 1);
}
