// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/address.hpp"

namespace freehold {

/// Joins single physical pages, as page tables give them, into runs, and hands each to `EachRun` as soon as it ends.
template <class EachRun>
class RunJoiner {
public:
    explicit RunJoiner(EachRun& each_run) : each_run_{each_run} {}
    RunJoiner(const RunJoiner&) = delete;
    ~RunJoiner() { flush(); }

    void add(PhysPage page) {
        if (count_.raw() == 0 || first_ + count_ != page) {
            flush();
            first_ = page;
        }
        count_ += PageCount{1};
    }

private:
    void flush() {
        if (count_.raw() != 0) each_run_(PhysPages{first_, count_});
        count_ = PageCount{};
    }

    EachRun& each_run_;
    PhysPage first_;
    PageCount count_;
};

}  // namespace freehold
