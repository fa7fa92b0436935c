// SPDX-License-Identifier: Apache-2.0
// Asks for every page that 32 bits reach, and of what lies beyond for every page on and around the list, one by one,
// and for 100,000 random ranges: the kernel's memory does not change by a page, and only what is listed and free is
// granted (R5).
#include "find.hpp"
#include "trial.hpp"

namespace freehold::user::hostile {
namespace {

/// All pages below this are asked for, whether anything is listed there or not.
constexpr Word pages_of_32_bits = Word{1} << 20;
/// Beyond, so many before and behind each run of listed pages.
constexpr Word margin = 4096;
constexpr VirtAddr here{0x5000'0000};

/// xorshift32 of Marsaglia.
class Random {
public:
    explicit Random(std::uint32_t seed) : state_{seed} {}
    std::uint32_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 17;
        state_ ^= state_ << 5;
        return state_;
    }

private:
    std::uint32_t state_;
};

Word kernel_pages() { return query(abi::Query::process, raw(kernel_pid)).value_or(Answer{}).value[0]; }

/// Pages that the list has as free, and not the kernel's for ever.
Word free_pages() {
    Word count = 0;
    each_owned([&](const OwnedPages& run) {
        if (run.owner == Pid{0} && run.kind != abi::RegionKind::reserved) count += run.pages;
        return false;
    });
    return count;
}

/// The page after this one that is to be asked for; 0 behind the last.
Word next_page(Word number) {
    if (number == ~Word{0} / page_bytes) return 0;
    if (number + 1 < pages_of_32_bits) return number + 1;
    const auto run = owned_from(number + 1);
    if (run && run->first <= number + 1 + margin) return number + 1;
    if (const auto before = owned_from(number - margin); before && before->first <= number) return number + 1;
    return run ? run->first - margin : 0;
}

bool expected_refusal(Errno error) {
    return error == Errno::bad_address || error == Errno::memory_in_use || error == Errno::access_denied;
}

void every_page(Hostile& hostile) {
    hostile.tries("14 every page of the address space, one by one", [](Steps& steps) {
        const Word kernel = kernel_pages();
        const auto table =
            map_memory(any_ram, VirtAddr{raw(here) + page_bytes}, page, Flags::r);  // so that none comes and goes below
        steps.granted("a page beside", table);
        const Word free = free_pages();
        Word granted = 0;
        for (Word number = 1; number != 0; number = next_page(number)) {
            const auto memory = map_memory(PhysAddr{number * page_bytes}, here, page, Flags::r);
            if (!memory) {
                steps.holds("an error that says why", expected_refusal(memory.error()));
                continue;
            }
            ++granted;
            steps.granted("unmap", unmap_memory(*memory));
        }
        steps.holds("as many as the list has as free", granted == free);
        steps.holds("the kernel has what it had", kernel_pages() == kernel);
        steps.granted("unmap", unmap_memory({VirtAddr{raw(here) + page_bytes}, page}));
    });
}

/// Within 32 bits, or anywhere that a register reaches.
Word random_address(Random& random) {
    const Word low = random.next();
    return random.next() % 2 == 0 ? low : low | (Word{random.next()} << 16 << 16);
}

void random_ranges(Hostile& hostile) {
    hostile.tries("14 100,000 random ranges that are not listed", [](Steps& steps) {
        const Word kernel = kernel_pages();
        Random random{0x2545'f491};
        for (int i = 0; i < 100'000; ++i) {
            const PhysAddr at{random_address(random) & ~(page_bytes - 1)};
            const Bytes size{(random.next() >> (random.next() & 31)) & ~(page_bytes - 1)};
            if (raw(at) == 0 || raw(size) == 0) continue;
            const auto memory = map_memory(at, anywhere, size, Flags::r);
            if (memory) steps.granted("unmap", unmap_memory(*memory));
            else
                steps.holds("an error that says why",
                            expected_refusal(memory.error()) || memory.error() == Errno::out_of_memory);
        }
        steps.holds("the kernel has what it had", kernel_pages() == kernel);
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user::hostile;
    Hostile hostile{"hostile_sweep"};
    every_page(hostile);
    random_ranges(hostile);
    return hostile.failures();
}
