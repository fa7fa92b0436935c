// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "pair.hpp"
#include "words.hpp"

/// A step of each kind: choose arguments, ask both, compare the answers.
namespace freehold::model {

namespace detail {

/// Takes one element out of a list.
template <class T>
T pick_out(std::vector<T>& from, Choices& choose) {
    const auto at = from.begin() + choose.below(static_cast<std::uint32_t>(from.size()));
    T one = *at;
    from.erase(at);
    return one;
}

}  // namespace detail

template <class W>
std::optional<std::string> Pair<W>::step(Choices& choose) {
    using Step = Difference (Pair::*)(Choices&);
    struct Weighed {
        Step step;
        std::uint32_t weight;
    };
    static constexpr Weighed steps[] = {
        {&Pair::create, 6},       {&Pair::end, 2},        {&Pair::reclaim, 6}, {&Pair::context, 3},
        {&Pair::drop_context, 3}, {&Pair::adopt, 1},      {&Pair::map, 24},    {&Pair::unmap, 12},
        {&Pair::protect, 6},      {&Pair::heap, 12},      {&Pair::detach, 12}, {&Pair::reattach, 2},
        {&Pair::lend, 10},        {&Pair::give_back, 10}, {&Pair::move, 5},    {&Pair::stack, 4},
        {&Pair::heap_limit, 2},   {&Pair::fault, 16},     {&Pair::touch, 4},   {&Pair::lend_page, 8},
    };
    std::uint32_t sum = 0;
    for (const Weighed& each : steps) sum += each.weight;
    std::uint32_t left = choose.below(sum);
    const Weighed* chosen = steps;
    for (; left >= chosen->weight; ++chosen) left -= chosen->weight;
    if (auto differs = (this->*chosen->step)(choose); differs) return differs;
    return compare();
}

template <class W>
auto Pair<W>::create(Choices& choose) -> Difference {
    const Limits limits = any_limits(choose);
    say("create_process(ram ", limits.ram, ", heap ", limits.heap, " of ", limits.heap_hard, ")");
    const auto real = real_.create_process(limits);
    if (auto differs = same(real, model_.create_process(limits)); differs || !real) return differs;
    if (real_.process(*real).sweep > W::layout.user.first()) return "its end would leave pages out";
    model_.learn_sweep(*real, real_.process(*real).sweep);
    return {};
}

template <class W>
auto Pair<W>::end(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const bool at_once = choose.below(2) == 0;
    say(at_once ? "end_process(" : "begin_end(", pid, ")");
    return at_once ? same(real_.end_process(pid), model_.end_process(pid))
                   : same(real_.begin_end(pid), model_.begin_end(pid));
}

template <class W>
auto Pair<W>::reclaim(Choices& choose) -> Difference {
    XousPid pid = any_pid(choose);
    for (unsigned raw = 2; raw < Manager::pids; ++raw)
        if (model_.person(XousPid{static_cast<std::uint8_t>(raw)}).life == Life::ending && choose.below(2) == 0)
            pid = XousPid{static_cast<std::uint8_t>(raw)};
    const PageCount most{1 + choose.below(9)};
    say("reclaim(", pid, ", ", most, ")");
    const bool real = real_.reclaim(pid, most), expected = model_.reclaim(pid, most);
    return real == expected ? Difference{} : detail::text("done: ", real, ", and the model says ", expected);
}

template <class W>
auto Pair<W>::context(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    say("claim_context(", pid, ")");
    const auto real = real_.claim_context(pid);
    const auto expected = model_.claim_context(pid);
    const auto outcome = real ? Expected<void>{} : refuse(real.error());
    if (auto differs = same(outcome, expected); differs || !real) return differs;
    contexts_.emplace_back(pid, *real);
    if (host::read_mark(real_.machine(), *real) != 0) return detail::text("the context ", *real, " was not zeroed");
    return {};
}

template <class W>
auto Pair<W>::drop_context(Choices& choose) -> Difference {
    if (contexts_.empty()) return {};
    const auto [pid, page] = detail::pick_out(contexts_, choose);
    say("release_context(", pid, ", ", page, ")");
    real_.release_context(pid, page);
    model_.release_context(pid, page);
    return {};
}

template <class W>
auto Pair<W>::adopt(Choices& choose) -> Difference {
    if (choose.below(3) != 0) return {};
    PhysPages pages{PhysPage::of(any_physical(choose)), PageCount{1 + choose.below(3)}};
    // In a full world hardly any page would be free: mostly a few are tried, and then only one is asked for.
    for (std::uint32_t tries = choose.below(32); tries > 0 && real_.table().owner(pages.first()) != nobody; --tries)
        pages = {PhysPage{choose.below(physical_pages)}, PageCount{1}};
    say("adopt(", pages, ")");
    return same(real_.adopt(pages), model_.adopt(pages));
}

template <class W>
auto Pair<W>::map(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    MapRequest request{.size = any_size(choose),
                       .rights = any_rights(choose),
                       .physical = {},
                       .at = {},
                       .contiguous = choose.below(4) == 0};
    if (choose.below(3) == 0) request.physical = any_physical(choose);
    if (request.physical && request.physical->raw() == Word{37} << 12 && choose.below(2) == 0)
        request.size = Bytes{3 * page_bytes};
    if (choose.below(2) == 0) request.at = any_address(choose);
    say("map(", pid, ", ", request.size, ", ", request.rights, request.contiguous ? ", contiguous" : "", ", physical ",
        request.physical.value_or(PhysAddr{}), ", at ", request.at.value_or(VirtAddr{}), ")");
    const auto real = real_.map(pid, request);
    if (auto differs = same(real, model_.map(pid, request)); differs || !real) return differs;
    const auto page_at = [&](Word i) { return real_.entry(pid, real->first() + PageCount{i}).page; };
    for (Word i = 1; request.contiguous && i < real->count().raw(); ++i)
        if (page_at(i) != page_at(i - 1) + PageCount{1}) return "what was to be contiguous is not";
    return {};
}

template <class W>
auto Pair<W>::unmap(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const VirtAddr at = mapped_address(choose, pid);
    const Bytes size = any_size(choose);
    say("unmap(", pid, ", ", at, ", ", size, ")");
    return same(real_.unmap(pid, at, size), model_.unmap(pid, at, size));
}

template <class W>
auto Pair<W>::protect(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const VirtAddr at = mapped_address(choose, pid);
    const Bytes size = any_size(choose);
    const Rights rights = any_rights(choose);
    say("protect(", pid, ", ", at, ", ", size, ", ", rights, ")");
    return same(real_.protect(pid, at, size, rights), model_.protect(pid, at, size, rights));
}

template <class W>
auto Pair<W>::heap(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const Bytes by = any_size(choose);
    const bool grow = choose.below(3) != 0;
    say(grow ? "heap_grow(" : "heap_shrink(", pid, ", ", by, ")");
    return grow ? same(real_.heap_grow(pid, by), model_.heap_grow(pid, by))
                : same(real_.heap_shrink(pid, by), model_.heap_shrink(pid, by));
}

template <class W>
auto Pair<W>::heap_limit(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const Bytes limit{choose.below(12) * page_bytes};
    say("set_heap_limit(", pid, ", ", limit, ")");
    return same(real_.set_heap_limit(pid, limit), model_.set_heap_limit(pid, limit));
}

template <class W>
auto Pair<W>::detach(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const VirtAddr at = mapped_address(choose, pid);
    const Bytes size = any_size(choose);
    const Journey journey = choose.below(3) == 0 ? Journey::gift : Journey::loan;
    const Rights least = choose.below(2) == 0 ? Rights::none() : any_rights(choose);
    say("detach(", pid, ", ", at, ", ", size, journey == Journey::gift ? ", a gift, " : ", ", least, ")");
    const auto real = real_.detach(pid, at, size, journey, least);
    if (real) (journey == Journey::gift ? gifts_ : parcels_).push_back(*real);
    return same(real, model_.detach(pid, at, size, journey, least));
}

template <class W>
auto Pair<W>::reattach(Choices& choose) -> Difference {
    std::vector<Parcel>& from = choose.below(2) == 0 ? gifts_ : parcels_;
    if (from.empty()) return {};
    const Parcel parcel = detail::pick_out(from, choose);
    say("reattach(", parcel, ")");
    real_.reattach(parcel);
    model_.reattach(parcel);
    return {};
}

template <class W>
auto Pair<W>::lend(Choices& choose) -> Difference {
    if (parcels_.empty()) return {};
    const Parcel parcel = detail::pick_out(parcels_, choose);
    const XousPid borrower = any_pid(choose);
    const Rights rights = any_rights(choose);
    say("lend(", parcel, ", ", borrower, ", ", rights, ")");
    const auto real = real_.lend(parcel, borrower, rights);
    if (real) loans_.push_back(*real);
    else parcels_.push_back(parcel);
    return same(real, model_.lend(parcel, borrower, rights));
}

/// One step of the manager is two of the model's.
template <class W>
auto Pair<W>::lend_page(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const VirtAddr at = mapped_address(choose, pid);
    const XousPid borrower = any_pid(choose);
    const Rights rights = any_rights(choose);
    say("lend_page(", pid, ", ", at, ", ", borrower, ", ", rights, ")");
    const auto real = real_.lend_page(pid, at, borrower, rights);
    if (real) loans_.push_back(*real);
    const auto parcel = model_.detach(pid, at, Bytes{page_bytes}, Journey::loan, rights);
    if (!parcel) return same(real, Expected<Loan>{refuse(parcel.error())});
    const auto loan = model_.lend(*parcel, borrower, rights);
    if (!loan) model_.reattach(*parcel);
    return same(real, loan);
}

/// Now and then a loan that was returned already, or one that never was.
template <class W>
auto Pair<W>::give_back(Choices& choose) -> Difference {
    const bool old = choose.below(4) == 0 && !old_loans_.empty();
    if (!old && loans_.empty()) return {};
    std::vector<Loan>& from = old ? old_loans_ : loans_;
    const Loan genuine = detail::pick_out(from, choose);
    Loan loan = genuine;
    if (choose.below(8) == 0) loan.at = VirtPage::of(mapped_address(choose, loan.borrower));
    if (choose.below(8) == 0) loan.borrower = any_pid(choose);
    if (choose.below(16) == 0) loan.lent.owner = any_pid(choose);
    say("give_back(", loan, ")");
    const auto real = real_.give_back(loan);
    if (real) {
        std::erase(loans_, loan);
        old_loans_.push_back(loan);
    }
    if (!real || loan != genuine) from.push_back(genuine);
    if (old_loans_.size() > 16) old_loans_.erase(old_loans_.begin());
    return same(real, model_.give_back(loan));
}

template <class W>
auto Pair<W>::move(Choices& choose) -> Difference {
    if (gifts_.empty()) return {};
    const Parcel parcel = detail::pick_out(gifts_, choose);
    const XousPid receiver = any_pid(choose);
    std::optional<VirtAddr> wanted;
    if (choose.below(3) == 0) wanted = any_address(choose);
    say("move(", parcel, ", ", receiver, ", at ", wanted.value_or(VirtAddr{}), ")");
    const auto real = real_.move(parcel, receiver, wanted);
    if (!real) gifts_.push_back(parcel);
    return same(real, model_.move(parcel, receiver, wanted));
}

template <class W>
auto Pair<W>::stack(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const VirtAddr at{mapped_address(choose, pid).raw() + (choose.below(2) ? 0 : 16 * choose.below(300))};
    const Bytes size{choose.below(4) == 0 ? 254 + choose.below(4) : any_size(choose).raw()};
    say("validate_stack(", pid, ", ", at, ", ", size, ")");
    return same(real_.validate_stack(pid, at, size), model_.validate_stack(pid, at, size));
}

/// A touch as the hardware makes it: the fault that is resolved is followed by the access, and a store leaves a mark.
template <class W>
auto Pair<W>::fault(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const VirtAddr at{mapped_address(choose, pid).raw() + choose.below(4096)};
    const Rights rights = std::array{Rights::r(), Rights::w(), Rights::x()}[choose.below(3)];
    say("fault(", pid, ", ", at, ", ", rights, ")");
    const FaultOutcome real = real_.fault(pid, at, rights), expected = model_.fault(pid, at, rights);
    if (real != expected) return detail::text("outcome ", int(real), ", and the model says ", int(expected));
    if (real != FaultOutcome::resolved || rights != Rights::w()) return {};
    const Entry entry = real_.entry(pid, VirtPage::of(at));
    if (!entry.accessible()) return detail::text("resolved, and yet ", entry);
    host::write_mark(real_.machine(), entry.page, next_mark_);
    model_.marks[entry.page] = next_mark_;
    next_mark_ = static_cast<std::uint8_t>(next_mark_ % 200 + 1);
    return {};
}

template <class W>
auto Pair<W>::touch(Choices& choose) -> Difference {
    const XousPid pid = any_pid(choose);
    const VirtPage at = VirtPage::of(mapped_address(choose, pid));
    say("touch(", pid, ", ", at, ")");
    return same(real_.touch(pid, at), model_.touch(pid, at));
}

}  // namespace freehold::model
