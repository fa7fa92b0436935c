// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "model.hpp"
#include "worlds.hpp"

namespace freehold::model {

/// Where randomness, or a fuzzer's bytes, come from.
class Choices {
public:
    virtual ~Choices() = default;
    /// A number below `bound`.
    virtual std::uint32_t below(std::uint32_t bound) = 0;
};

/// The real memory manager and the model side by side. Each step makes one request of both and compares what came of it,
/// and then everything there is.
template <class W>
class Pair {
public:
    using Manager = MemoryManager<W>;

    Pair() : memory_{PageCount{physical_pages}}, real_{machine()}, model_{W::facts()} { soil(); }
    Pair(const Pair&) = delete;

    /// @return what differs, or nothing. `what()` then tells the request.
    std::optional<std::string> step(Choices& choose);
    [[nodiscard]] const std::string& what() const { return what_; }

    /// How often each kind of request was granted and refused.
    struct Tally {
        unsigned granted = 0;
        unsigned refused = 0;
    };
    [[nodiscard]] const std::map<std::string, Tally>& tally() const { return tally_; }

private:
    using Difference = std::optional<std::string>;

    typename W::Machine machine() {
        typename W::Machine made{};
        if constexpr (requires { made.memory; }) made.memory = &memory_;
        made.tlb = &tlb_;
        made.fetches = &fetches_;
        return made;
    }

    // pair_arguments.hpp: what is asked
    XousPid any_pid(Choices& choose);
    Bytes any_size(Choices& choose);
    VirtAddr any_address(Choices& choose);
    VirtAddr mapped_address(Choices& choose, XousPid pid);
    PhysAddr any_physical(Choices& choose);
    Rights any_rights(Choices& choose);
    Limits any_limits(Choices& choose);

    // pair_steps.hpp: a step of each kind
    Difference create(Choices& choose);
    Difference end(Choices& choose);
    Difference reclaim(Choices& choose);
    Difference context(Choices& choose);
    Difference drop_context(Choices& choose);
    Difference adopt(Choices& choose);
    Difference map(Choices& choose);
    Difference unmap(Choices& choose);
    Difference protect(Choices& choose);
    Difference heap(Choices& choose);
    Difference heap_limit(Choices& choose);
    Difference detach(Choices& choose);
    Difference reattach(Choices& choose);
    Difference lend(Choices& choose);
    Difference lend_page(Choices& choose);
    Difference give_back(Choices& choose);
    Difference move(Choices& choose);
    Difference stack(Choices& choose);
    Difference fault(Choices& choose);
    Difference touch(Choices& choose);

    // pair_compare.hpp: what must agree
    Difference compare();
    [[nodiscard]] bool anyone_ending() const;
    Difference learn_mappings(XousPid pid);
    Difference compare_owners();
    Difference compare_unmapped(XousPid pid);
    Difference compare_process(XousPid pid);
    Difference compare_mappings(XousPid pid);
    Difference compare_contents(XousPid pid);
    Difference compare_tables(XousPid pid);
    Difference compare_tlb();
    Difference compare_fetches(XousPid pid);
    Difference compare_runs();
    void soil();
    void fill_tlb();

    template <class T>
    Difference same(const Expected<T>& real, const Expected<T>& expected);
    template <class... Parts>
    void say(const Parts&... parts) {
        std::ostringstream out;
        (out << ... << parts);
        what_ = out.str();
    }

    host::Memory memory_;
    host::PaperTlb tlb_;
    host::PaperFetches fetches_;
    Manager real_;
    Model model_;
    std::vector<Parcel> parcels_;  ///< sent off to be lent
    std::vector<Parcel> gifts_;    ///< sent off to be moved
    std::vector<Loan> loans_;
    std::vector<Loan> old_loans_;  ///< returned: asking for them again must be refused
    std::vector<std::pair<XousPid, PhysPage>> contexts_;
    std::array<PageCount, Manager::pids> tables_{};  ///< of each process before this step
    std::uint8_t next_mark_ = 1;
    std::string what_;
    std::map<std::string, Tally> tally_;
};

}  // namespace freehold::model

#include "pair_arguments.hpp"
#include "pair_compare.hpp"
#include "pair_steps.hpp"
