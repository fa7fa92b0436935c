// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "pair.hpp"

namespace {

using namespace freehold;
using namespace freehold::model;

class Random final : public Choices {
public:
    explicit Random(std::uint32_t seed) : engine_{seed} {}
    std::uint32_t below(std::uint32_t bound) override { return static_cast<std::uint32_t>(engine_() % bound); }

private:
    std::mt19937 engine_;
};

/// Requests of a run, by world: Sv32 and Sv39 have entries by the thousand to compare.
template <class W>
constexpr unsigned length = 6000;
template <template <const auto&> class TableOf>
constexpr unsigned length<Sv32World<TableOf>> = 1200;
template <template <const auto&> class TableOf>
constexpr unsigned length<Sv39World<TableOf>> = 1200;

/// What a broken contract stops the process in the middle of: the seed, and the requests up to the last.
std::uint32_t seed_now = 0;
std::vector<std::string> log_now;
const std::string* request_now = nullptr;

std::string last_requests() {
    std::string last;
    for (std::size_t i = log_now.size() - std::min<std::size_t>(log_now.size(), 12); i < log_now.size(); ++i)
        last += "\n  " + log_now[i];
    return last;
}

/// A trap comes from within the request, on its own stack, so telling is safe enough for a test that fails anyway.
void tell_of_trap(int signal) {
    std::printf("seed %u: contract broken in %s\nrequests before:%s\n", seed_now, request_now->c_str(),
                last_requests().c_str());
    std::fflush(stdout);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

template <class W>
class ModelTest : public testing::Test {
protected:
    /// Runs from a seed until something differs, and then tells the last requests.
    void run(std::uint32_t seed) {
        Random choose{seed};
        Pair<W> both;
        seed_now = seed;
        log_now.clear();
        request_now = &both.what();
        std::signal(SIGILL, tell_of_trap);
        for (unsigned step = 0; step < length<W>; ++step) {
            const auto differs = both.step(choose);
            log_now.push_back(both.what());
            if (differs)
                FAIL() << "seed " << seed << ", request " << step << ": " << *differs
                       << "\nlast requests:" << last_requests();
        }
        for (const auto& [name, tally] : both.tally()) {
            granted_[name] += tally.granted;
            refused_[name] += tally.refused;
        }
    }

    std::map<std::string, unsigned> granted_, refused_;
};

using Worlds = testing::Types<PaperWorld<FlatTable>, SmallWorld<FlatTable>, Sv32World<FlatTable>, Sv39World<FlatTable>,
                              PaperWorld<AmpleRuns>, SmallWorld<AmpleRuns>>;
struct WorldNames {
    template <class>
    static std::string GetName(int i) {
        constexpr const char* names[] = {"Paper", "ThreeLevels",   "Sv32",
                                         "Sv39",  "PaperWithRuns", "ThreeLevelsWithRuns"};
        return names[i];
    }
};
TYPED_TEST_SUITE(ModelTest, Worlds, WorldNames);

/// And the sequences are worth something: each kind of request is both granted and refused.
TYPED_TEST(ModelTest, AgreesWithTheDocumentOnRandomRequests) {
    for (const std::uint32_t seed : {1u, 20u, 300u, 4000u, 50000u, 600000u, 7000000u, 80000000u}) {
        std::printf("seed %u\n", seed);
        this->run(seed);
        if (this->HasFatalFailure()) return;
    }
    for (const auto& [name, count] : this->granted_) {
        std::printf("%-16s granted %6u, refused %6u\n", name.c_str(), count, this->refused_[name]);
        EXPECT_GE(count, 1u) << name;
        EXPECT_GE(this->refused_[name], 1u) << name;
    }
    EXPECT_EQ(this->granted_.size(), 18u);
}

}  // namespace
