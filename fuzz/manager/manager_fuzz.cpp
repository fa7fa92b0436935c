// SPDX-License-Identifier: Apache-2.0
/// The memory manager beside its model, on requests that the fuzzer chooses. The first byte picks the world.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "pair.hpp"

namespace {

using namespace freehold;
using namespace freehold::model;

/// A byte a choice, two where more than 256 are open. What is missing counts as zeroes.
class Script final : public Choices {
public:
    explicit Script(std::span<const std::uint8_t> bytes) : left_{bytes} {}

    std::uint32_t below(std::uint32_t bound) override { return (bound > 256 ? next() << 8 | next() : next()) % bound; }
    [[nodiscard]] bool more() const { return !left_.empty(); }

private:
    std::uint32_t next() {
        if (left_.empty()) return 0;
        const std::uint8_t byte = left_.front();
        left_ = left_.subspan(1);
        return byte;
    }

    std::span<const std::uint8_t> left_;
};

/// What the fuzzer keeps is short; longer inputs say nothing new.
constexpr unsigned longest = 400;

template <class W>
void run(Script choose) {
    Pair<W> both;
    for (unsigned step = 0; step < longest && choose.more(); ++step) {
        const auto differs = both.step(choose);
        if (!differs) continue;
        std::fprintf(stderr, "request %u, %s: %s\n", step, both.what().c_str(), differs->c_str());
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const Script choices{std::span{data, size}.subspan(1)};
    switch (data[0] % 4) {
        case 0: run<PaperWorld<FlatTable>>(choices); break;
        case 1: run<SmallWorld<FlatTable>>(choices); break;
        case 2: run<PaperWorld<AmpleRuns>>(choices); break;
        default: run<SmallWorld<AmpleRuns>>(choices); break;
    }
    return 0;
}
