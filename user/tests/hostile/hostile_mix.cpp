// SPDX-License-Identifier: Apache-2.0
// Two attackers do all that programs can do to each other, in random order and at random moments, and are ended at random
// moments too, while others wait for them. `hostile_mix SEED MILLISECONDS` starts them, and holds the world against what it was
// before: nothing is lost, and the books agree. Needs the rights `spawn` and `look`.
#include <charconv>
#include <cstdlib>

#include "attacker.hpp"
#include "child.hpp"
#include "trial.hpp"

namespace freehold::user::hostile {
namespace {

constexpr MessageId has_ended{1};

class Judge {
public:
    Judge(Word seed, Word milliseconds) : random_{static_cast<std::uint32_t>(seed)}, next_seed_{seed * 2} {
        const std::uint64_t hertz = query(abi::Query::machine)->value[1];
        end_ = ticks() + milliseconds * hertz / 1000;
        longest_life_ = static_cast<std::uint32_t>(hertz);
    }

    void run(Steps& steps) {
        if (!steps.granted("a server", server_)) return;
        while (ticks() < end_ && !steps.failed()) {
            for (Word side = 0; side < 2; ++side)
                if (pids_[side] == Pid{}) begin(steps, side);
            listen();
            for (Word side = 0; side < 2; ++side)
                if (pids_[side] != Pid{} && ticks() > ends_[side]) (void)end_process(pids_[side], 0);
            yield();
        }
        stop(steps);
    }

    [[nodiscard]] Word lives() const { return lives_; }
    [[nodiscard]] Word steps() const { return steps_; }

private:
    void begin(Steps& steps, Word side) {
        char text[12] = {};
        const Word seed = next_seed_ + side;
        next_seed_ += 2;
        (void)std::to_chars(text, text + sizeof text - 1, seed);
        const auto child = spawn_with("hostile_mix", text);
        if (!child) return steps.fail("an attacker", errno_name(child.error().error));
        if (!steps.granted("to watch it", watch(*child, judge, has_ended))) return;
        pids_[side] = *child;
        ends_[side] = ticks() + random_.below(longest_life_);
        ++lives_;
    }
    /// Takes what has come: how much was done, and who has ended.
    void listen() {
        for (;;) {
            const auto message = try_receive(judge);
            if (!message || !*message) return;
            const auto ending = ending_of(**message, has_ended);
            if (!ending) {
                steps_ += (*message)->kind == abi::Received::scalar ? (*message)->words[0] : 0;
                continue;
            }
            for (Pid& each : pids_)
                if (each == ending->pid) each = Pid{};
            (void)dismiss(*ending);
        }
    }
    void stop(Steps& steps) {
        for (const Pid each : pids_)
            if (each != Pid{}) (void)end_process(each, 0);
        for (int turn = 0; turn < 2000 && (pids_[0] != Pid{} || pids_[1] != Pid{}); ++turn) listen(), yield();
        steps.holds("they have ended", pids_[0] == Pid{} && pids_[1] == Pid{});
        listen();
    }

    Random random_;
    Word next_seed_;
    Result<Server> server_ = create_server(judge);
    Pid pids_[2] = {};
    std::uint64_t ends_[2] = {}, end_ = 0;
    std::uint32_t longest_life_ = 0;
    Word lives_ = 0, steps_ = 0;
};

int judge_for(Word seed, Word milliseconds) {
    Hostile hostile{"hostile_mix"};
    static Judge instance{seed, milliseconds};
    hostile.tries("mix", [](Steps& steps) { instance.run(steps); });
    print("hostile_mix: seed {}, {} attackers, {} steps\n", seed, instance.lives(), instance.steps());
    return hostile.failures();
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char** argv) {
    using namespace freehold::user::hostile;
    if (argc < 2) return 2;
    const auto seed = static_cast<freehold::user::Word>(std::strtoul(argv[1], nullptr, 10));
    if (argc > 2) return judge_for(seed, static_cast<freehold::user::Word>(std::strtoul(argv[2], nullptr, 10)));
    static Attacker attacker{seed};
    attacker.run();
}
