// SPDX-License-Identifier: Apache-2.0
// The document's example: a peripheral space that is mirrored at 0x70000000 and 0xe0000000. Two processes ask for the
// UART's page, in either order, by either address.
#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "arch/host/paper.hpp"
#include "freehold/flat_table.hpp"
#include "freehold/manager.hpp"

// Each header declares freehold::board::whitelist.
#define board high_is_listed
#include "facts.hpp"
#undef board
#define board low_is_listed
#include "facts_turned.hpp"
#undef board
#define board both_are_listed
#include "facts_forgotten.hpp"
#undef board

namespace freehold {
namespace {

constexpr PhysAddr low{0x7000'1000}, high{0xe000'1000};
constexpr std::optional<Error> granted{};
constexpr Layout paper_layout{
    {VirtPage{4}, PageCount{28}}, VirtPage{8}, {VirtPage{16}, PageCount{6}}, {VirtPage{24}, PageCount{8}}};

template <const auto& list>
struct Config {
    static constexpr const auto& whitelist = list;
    using Table = FlatTable<list>;
    using Translation = host::PaperMmu<40, 8>;
    using Machine = host::PaperMachine<18>;
    static constexpr const Layout& layout = paper_layout;
    static constexpr unsigned max_processes = 2;
};

/// Two processes that ask for a page by its address.
template <const auto& list>
class Two {
public:
    /// @return why the page there is not granted, if so.
    std::optional<Error> refusal(unsigned who, PhysAddr at) {
        const auto mapped =
            manager_.map(pids_[who], {.size = Bytes{page_bytes}, .rights = Rights::rw(), .physical = at, .at = {}});
        return mapped ? granted : mapped.error();
    }

private:
    static constexpr Limits ample{PageCount{8}, Bytes{page_bytes}, Bytes{page_bytes}};

    MemoryManager<Config<list>> manager_{typename Config<list>::Machine{}};
    std::array<XousPid, 2> pids_{manager_.create_process(ample).value(), manager_.create_process(ample).value()};
};

/// Whoever comes first, and whatever the other asks for then.
template <const auto& list>
void expect_one_owner(PhysAddr listed, PhysAddr mirror) {
    for (const unsigned first : {0u, 1u}) {
        const unsigned second = 1 - first;
        for (const PhysAddr address : {listed, mirror}) {
            Two<list> processes;
            EXPECT_EQ(processes.refusal(first, listed), granted);
            const Error due = address == listed ? Error::memory_in_use : Error::bad_address;
            EXPECT_EQ(processes.refusal(second, address), due);
            EXPECT_EQ(processes.refusal(first, address), due);
        }
        for (const PhysAddr address : {listed, mirror}) {
            Two<list> processes;
            EXPECT_EQ(processes.refusal(first, mirror), Error::bad_address);
            EXPECT_EQ(processes.refusal(second, address), address == listed ? granted : Error::bad_address);
        }
    }
}

TEST(MirrorExample, TheHighAddressesAreListed) { expect_one_owner<high_is_listed::whitelist>(high, low); }

TEST(MirrorExample, TheLowAddressesAreListed) { expect_one_owner<low_is_listed::whitelist>(low, high); }

/// The control: without the fact, both processes get the UART.
TEST(MirrorExample, AForgottenMirrorIsGrantedTwice) {
    Two<both_are_listed::whitelist> processes;
    EXPECT_EQ(processes.refusal(0, high), granted);
    EXPECT_EQ(processes.refusal(1, low), granted);
}

}  // namespace
}  // namespace freehold
