// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/translation.hpp"

namespace freehold::riscv {

/// How an `Entry` is written into a RISC-V page-table entry. The low ten bits are the same in all formats:
///
///     bit      9 8    7 6 5 4 3 2 1 0
///     valid    RSW    D A G U X W R 1    RSW: 0 plain, 1 plain with latent X, 2 borrowed; D = A = 1, so the hardware never writes here
///     invalid  use-1  0 0 f 1 x w r 0    f: fresh; x w r: the rights as granted; the hardware ignores bits 31..1 of an invalid entry
///
/// U is set in each entry that is in use, so only an absent one is 0.
/// @tparam Bits the type of an entry. @tparam page_number_bits width of the physical page number, from bit 10.
template <class Bits, unsigned page_number_bits>
struct PteCodec {
    using Pte = Bits;

    static constexpr Pte encode(Entry entry) {
        if (entry.use == Use::absent) return 0;
        const Pte base = static_cast<Pte>(entry.page.number()) << page_number_shift | user;
        if (entry.accessible())
            return base | valid | accessed | dirty | rights_bits(entry.rights.effective()) |
                   software(valid_mark(entry));
        return base | rights_bits(entry.rights) | (entry.fresh ? fresh : 0) | software(static_cast<Pte>(entry.use) - 1);
    }

    static constexpr Entry decode(Pte pte) {
        if (pte == 0) return {};
        const PhysPage page{static_cast<Word>(pte >> page_number_shift & page_number_mask)};
        const bool latent = (pte & valid) != 0 && (pte >> software_shift & 3) == latent_x;
        const Rights rights = latent ? rights_of(pte) | Rights::x() : rights_of(pte);
        return {use_of(pte), (pte & (valid | fresh)) == fresh, rights, page};
    }

    static constexpr Use use_of(Pte pte) {
        if (pte == 0) return Use::absent;
        const Pte mark = pte >> software_shift & 3;
        if (pte & valid) return mark == is_borrowed ? Use::borrowed : Use::plain;
        return static_cast<Use>(mark + 1);
    }

    /// Without X where it is latent.
    static constexpr Rights rights_of(Pte pte) {
        return Rights::from_bits(static_cast<std::uint8_t>(pte >> rights_shift & 7));
    }

    /// What an entry grows by when it is to stand for the next physical page.
    static constexpr Pte next_page = Pte{1} << 10;

    /// A pointer to the next level: valid, and neither readable, writable nor executable.
    static constexpr Pte table(PhysPage page) { return static_cast<Pte>(page.number()) << page_number_shift | valid; }
    static constexpr PhysPage table_page(Pte pte) {
        return PhysPage{static_cast<Word>(pte >> page_number_shift & page_number_mask)};
    }
    /// A leaf of the kernel's own half: global, not the user's.
    static constexpr Pte kernel_leaf(PhysPage page, Rights rights) {
        return table(page) | accessed | dirty | global | rights_bits(rights);
    }

private:
    static constexpr Pte valid = 1, user = 1 << 4, global = 1 << 5, accessed = 1 << 6, dirty = 1 << 7;
    static constexpr Pte fresh = global;  // while invalid
    static constexpr unsigned rights_shift = 1, software_shift = 8, page_number_shift = 10;
    static constexpr Pte page_number_mask = (Pte{1} << page_number_bits) - 1;
    static constexpr Pte latent_x = 1, is_borrowed = 2;

    static constexpr Pte rights_bits(Rights rights) { return static_cast<Pte>(rights.bits()) << rights_shift; }
    static constexpr Pte software(Pte mark) { return mark << software_shift; }
    static constexpr Pte valid_mark(Entry entry) {
        if (entry.use == Use::borrowed) return is_borrowed;
        return entry.rights != entry.rights.effective() ? latent_x : 0;
    }

    static constexpr bool round_trips() {
        for (unsigned use = 1; use <= 4; ++use)
            for (unsigned rights = 0; rights < 8; ++rights)
                for (unsigned fresh_or_not = 0; fresh_or_not < 2; ++fresh_or_not) {
                    const Rights granted = Rights::from_bits(static_cast<std::uint8_t>(rights)).normalized();
                    const bool borrowed = static_cast<Use>(use) == Use::borrowed;
                    const Entry entry{static_cast<Use>(use), fresh_or_not == 1,
                                      borrowed ? granted.effective() : granted, PhysPage{0x2a5a5}};
                    if (decode(encode(entry)) != entry) return false;
                }
        return decode(0) == Entry{} && encode(Entry{}) == 0;
    }

public:
    /// What is not borrowed with latent X, which no borrower gets, survives the way in and out.
    static constexpr bool checked = round_trips();
};

}  // namespace freehold::riscv
