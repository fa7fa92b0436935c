// SPDX-License-Identifier: Apache-2.0
// Nobody gets more than its share of time by any of these strategies, and 5 % of it (O14). `fair` counts exactly and
// needs a machine whose time is its own (`-icount`): what who is honest has not had, thieves have. `fair real` measures
// in real time, where the host takes its part of everybody's turns: thieves tell what they used themselves, and of
// several measurements the best counts. Needs the rights `spawn`, for itself and for `fair_thief`, and `look` for that.
#include <algorithm>
#include <array>
#include <string_view>

#include "fair.hpp"
#include "report.hpp"
#include "user/message.hpp"

namespace freehold::user::fair {
namespace {

struct Case {
    std::string_view what;
    Strategy strategy;
    Word thieves = 1;
    Honest honest = Honest::spins;
    bool in_real_time = true;  ///< it spins, and so knows what it used
};

constexpr Case cases[] = {
    {"spins", Strategy::spins},
    {"yields just before the end of its turn", Strategy::yields_early},
    {"yields again and again", Strategy::yields, 1, Honest::spins, false},
    {"spins in two threads", Strategy::two_threads},
    {"spins in twelve threads", Strategy::many_threads},
    {"wakes itself", Strategy::wakes_itself},
    {"sleeps by alarms", Strategy::sets_alarms},
    {"sleeps by the ticktimer", Strategy::asks_ticktimer},
    {"asks a partner", Strategy::asks_partner, 2},
    {"tells a partner", Strategy::tells_partner, 2},
    {"lends to a partner", Strategy::lends, 2},
    {"calls that take long", Strategy::calls_long, 1, Honest::spins, false},
    {"calls that others help to their end", Strategy::calls_long, 1, Honest::calls, false},
    {"starts threads", Strategy::starts_threads},
    {"starts processes", Strategy::starts_processes, 2},
};

struct Precision {
    Word slices;        ///< that are measured
    Word parts;         ///< of a slice: a longer gap is somebody else's turn
    unsigned attempts;  ///< of which the best counts
    bool thieves_tell;
};
constexpr Precision exact{20, 200, 1, false}, real{40, 20, 5, true};

class Driver {
public:
    Driver(const Server& server, const Precision& precision) : server_{server}, precision_{precision} {}

    void run(Report& report, const Case& each) {
        const Word processes = each.thieves + 1;
        const Word most = each.thieves * 1050 / processes;
        Word taken = 1000;
        for (unsigned attempt = 0; attempt < precision_.attempts && taken > most; ++attempt)
            taken = std::min(taken, share_of_thieves(each));
        print("share of who {}: {} of 1000, fair {}, at most {}\n", each.what, taken, each.thieves * 1000 / processes,
              most);
        report.check(each.what, taken <= most && (taken > 0 || !precision_.thieves_tell),
                     "gets more than its share, or none");
    }

private:
    Word share_of_thieves(const Case& each) {
        std::array<Pid, 2> thieves{};
        for (Word i = 0; i < each.thieves && (i == 0 || each.strategy != Strategy::starts_processes); ++i) {
            thieves[i] = spawn(*Name::of("fair_thief")).value_or(Pid{0});
            answer(each, role, i);
        }
        if (!spawn(*Name::of("fair_honest"))) return 1000;
        const Envelope told = answer(each, share, each.thieves);
        for (const Pid thief : thieves)
            if (thief != Pid{0}) (void)end_process(thief, 0);
        return precision_.thieves_tell ? static_cast<Word>(used_ * std::uint64_t{1000} / (used_ + told.words[1]))
                                       : 1000 - told.words[0];
    }

    /// Answers all until one asks `last`. @param which of the thieves comes next @return the last
    Envelope answer(const Case& each, MessageId last, Word which) {
        for (;;) {
            const auto message = receive(server_.sid);
            if (!message) return {};
            if (message->id == role) tell_role(each, *message, which);
            else if (message->id == window) tell_task(each, *message);
            else if (message->id == used) used_ += message->words[0];
            else (void)return_scalar(message->sender, 0);
            if (message->id == last) return *message;
        }
    }
    void tell_role(const Case& each, const Envelope& message, Word which) {
        const bool child = which == each.thieves;
        system_call(abi::Call::return_scalar5, raw(message.sender),
                    static_cast<Word>(child ? Strategy::short_lived : each.strategy), which, precision_.thieves_tell);
    }
    void tell_task(const Case& each, const Envelope& message) {
        used_ = 0;
        system_call(abi::Call::return_scalar5, raw(message.sender), precision_.slices, precision_.parts,
                    static_cast<Word>(each.honest));
    }

    Server server_;
    Precision precision_;
    Word used_ = 0;  ///< by thieves, since who is honest has begun
};

}  // namespace
}  // namespace freehold::user::fair

int main(int argc, char** argv) {
    using namespace freehold::user;
    using namespace freehold::user::fair;
    const bool in_real_time = argc > 1 && std::string_view{argv[1]} == "real";
    Report report{"fair"};
    const auto server = create_server(driver);
    if (!report.granted("server", server)) return 1;
    Driver all{*server, in_real_time ? real : exact};
    for (const Case& each : cases)
        if (!in_real_time || each.in_real_time) all.run(report, each);
    return report.failures();
}
