// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>

#include "freehold/error.hpp"

namespace freehold {

/// The machine word: what a register and an address hold on the target.
using Word = std::uintptr_t;

inline constexpr unsigned page_shift = 12;
inline constexpr Word page_bytes = Word{1} << page_shift;
inline constexpr Word page_mask = page_bytes - 1;
/// One past the number of the last page of the address space; page arithmetic below it cannot wrap (O3).
inline constexpr Word page_number_end = (~Word{0} >> page_shift) + 1;

/// A length in bytes.
class Bytes {
public:
    constexpr Bytes() = default;
    explicit constexpr Bytes(Word count) : count_{count} {}
    [[nodiscard]] constexpr Word raw() const { return count_; }
    [[nodiscard]] constexpr bool whole_pages() const { return (count_ & page_mask) == 0; }
    constexpr auto operator<=>(const Bytes&) const = default;

private:
    Word count_ = 0;
};

/// A length in pages.
class PageCount {
public:
    constexpr PageCount() = default;
    explicit constexpr PageCount(Word count) : count_{count} {}
    [[nodiscard]] constexpr Word raw() const { return count_; }
    [[nodiscard]] constexpr Bytes bytes() const { return Bytes{count_ << page_shift}; }
    constexpr PageCount& operator+=(PageCount other) {
        count_ += other.count_;
        return *this;
    }
    constexpr PageCount& operator-=(PageCount other) {
        count_ -= other.count_;
        return *this;
    }
    friend constexpr PageCount operator+(PageCount a, PageCount b) { return a += b; }
    friend constexpr PageCount operator-(PageCount a, PageCount b) { return a -= b; }
    constexpr auto operator<=>(const PageCount&) const = default;

private:
    Word count_ = 0;
};

/// The pages in a byte count that is a multiple of a page; otherwise `bad_alignment`, and `bad_address` for none.
[[nodiscard]] constexpr Expected<PageCount> whole_pages(Bytes size) {
    if (!size.whole_pages()) return refuse(Error::bad_alignment);
    if (size.raw() == 0) return refuse(Error::bad_address);
    return PageCount{size.raw() >> page_shift};
}

struct Physical;  ///< tag: addresses on the bus
struct Virtual;   ///< tag: addresses of one address space

/// A byte address in one space. Addresses of different spaces do not mix.
template <class Space>
class Address {
public:
    constexpr Address() = default;
    explicit constexpr Address(Word raw) : raw_{raw} {}
    [[nodiscard]] constexpr Word raw() const { return raw_; }
    [[nodiscard]] constexpr bool aligned() const { return (raw_ & page_mask) == 0; }
    constexpr auto operator<=>(const Address&) const = default;

private:
    Word raw_ = 0;
};

/// A page of one space, by number (address divided by 4096).
template <class Space>
class Page {
public:
    constexpr Page() = default;
    explicit constexpr Page(Word number) : number_{number} {}
    /// The page that holds this address.
    [[nodiscard]] static constexpr Page of(Address<Space> at) { return Page{at.raw() >> page_shift}; }
    [[nodiscard]] constexpr Word number() const { return number_; }
    [[nodiscard]] constexpr Address<Space> address() const { return Address<Space>{number_ << page_shift}; }
    friend constexpr Page operator+(Page page, PageCount by) { return Page{page.number_ + by.raw()}; }
    friend constexpr PageCount operator-(Page a, Page b) { return PageCount{a.number_ - b.number_}; }
    constexpr auto operator<=>(const Page&) const = default;

private:
    Word number_ = 0;
};

/// A run of consecutive pages. One that `checked` made is not empty and does not wrap (O3).
template <class Space>
class PageRange {
public:
    constexpr PageRange() = default;
    /// For numbers that are already known to fit; untrusted ones go through `checked`.
    constexpr PageRange(Page<Space> first, PageCount count) : first_{first}, count_{count} {}

    /// @return `bad_alignment` for a base or size off a page, `bad_address` for size 0 or an end past the address space.
    [[nodiscard]] static constexpr Expected<PageRange> checked(Address<Space> base, Bytes size) {
        if (!base.aligned()) return refuse(Error::bad_alignment);
        const auto count = whole_pages(size);
        if (!count) return refuse(count.error());
        const auto first = Page<Space>::of(base);
        if (count->raw() > page_number_end - first.number()) return refuse(Error::bad_address);
        return PageRange{first, *count};
    }

    [[nodiscard]] constexpr Page<Space> first() const { return first_; }
    [[nodiscard]] constexpr PageCount count() const { return count_; }
    /// One past the last page. A page number, never an address, so it does not wrap.
    [[nodiscard]] constexpr Page<Space> end() const { return first_ + count_; }
    [[nodiscard]] constexpr Bytes bytes() const { return count_.bytes(); }
    [[nodiscard]] constexpr bool contains(Page<Space> page) const { return page - first_ < count_; }
    [[nodiscard]] constexpr bool contains(PageRange other) const {
        return other.first_ >= first_ && other.end() <= end();
    }
    [[nodiscard]] constexpr bool overlaps(PageRange other) const {
        return first_ < other.end() && other.first_ < end() && count_.raw() != 0 && other.count_.raw() != 0;
    }
    constexpr bool operator==(const PageRange&) const = default;

private:
    Page<Space> first_;
    PageCount count_;
};

using PhysAddr = Address<Physical>;
using VirtAddr = Address<Virtual>;
using PhysPage = Page<Physical>;
using VirtPage = Page<Virtual>;
using PhysPages = PageRange<Physical>;
using VirtPages = PageRange<Virtual>;

}  // namespace freehold
