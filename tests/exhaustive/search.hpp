// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <cstdint>
#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

#include "every_operation.hpp"
#include "snapshot.hpp"
#include "step_rules.hpp"

namespace freehold::search {

struct Findings {
    std::uint64_t states = 0;
    std::uint64_t transitions = 0;  ///< operations tried
    std::uint64_t granted = 0;
    std::uint64_t parked = 0;  ///< states with a page that is freed and kept back, for want of a run to say so
    std::uint64_t coarse = 0;  ///< states in which more of an ended process' pages are the kernel's than are away
    Verdict violation;
    std::vector<std::string> path;  ///< the operations that lead to it
};

/// Every state that the operations reach from an empty machine, breadth first, so that the path to a violation is the shortest.
template <class W>
class Search {
public:
    explicit Search(const Arguments& arguments) : operations_{arguments} {}

    Findings run() {
        MemoryManager<W> start{typename W::Machine{&board_}};
        const Books<W> books{start};
        if (const auto v = StateRules<W>{books}.verdict(); v) return found(*v, 0, nullptr);
        note(start, books, {0, 0});
        while (!waiting_.empty() && !findings_.violation) {
            const Waiting next = std::move(waiting_.front());
            waiting_.pop_front();
            expand(next);
        }
        findings_.states = steps_.size();
        return findings_;
    }

    /// Where the search is, for a handler of the trap that a broken contract is.
    void tell(auto&& line) const {
        for (const std::string& step : path(now_state_)) line(step);
        if (now_) line(now_->text());
    }

private:
    /// How a state was first reached.
    struct Step {
        std::uint32_t from;
        std::uint32_t operation;
    };
    struct Waiting {
        std::uint32_t state;
        Snapshot<MemoryManager<W>> snapshot;
    };

    void expand(const Waiting& from) {
        alignas(MemoryManager<W>) MemoryManager<W> before{typename W::Machine{&board_}};
        from.snapshot.restore(before);
        const Books<W> books{before};
        MemoryManager<W> after = before;
        bool changed = false;
        now_state_ = from.state;
        for (std::uint32_t i = 0; i < operations_.list().size(); ++i) {
            const Operation& op = operations_.list()[i];
            if (!askable(op, books)) continue;
            if (changed) after = before;
            now_ = &op;
            const Verdict verdict = attempt(before, books, op, after, {from.state, i}, changed);
            if (verdict) return (void)found(*verdict, from.state, &op);
        }
    }

    Verdict attempt(const MemoryManager<W>& before, const Books<W>& books, const Operation& op, MemoryManager<W>& after,
                    Step step, bool& changed) {
        board_.clear();
        ++findings_.transitions;
        const Answer answer = perform<W>(after, op);
        changed = !(after == before);
        if (!answer.granted) {
            if (changed) return broken("O1", "it was refused, and something has changed");
            for (const bool zeroed : board_.zeroed)
                if (zeroed) return broken("O1", "it was refused, and a page was scrubbed");
            return refusal(books, op);
        }
        ++findings_.granted;
        const Books<W> next{after};
        if (auto v = StepRules<W, decltype(board_)>{books, op, answer, next, board_}.verdict(); v) return v;
        if (!changed) return {};
        if (auto v = StateRules<W>{next}.verdict(); v) return v;
        if (!after.audit()) return broken("audit", "the manager's own look at its books complains");
        note(after, next, step);
        return {};
    }

    void note(const MemoryManager<W>& state, const Books<W>& books, Step step) {
        const auto [at, is_new] = known_.emplace(digest_of(state, books), static_cast<std::uint32_t>(steps_.size()));
        if (!is_new) return;
        findings_.parked += books.some_parked();
        findings_.coarse += books.some_coarse();
        steps_.push_back(step);
        waiting_.push_back({at->second, Snapshot<MemoryManager<W>>{state}});
    }

    std::vector<std::string> path(std::uint32_t state) const {
        std::deque<std::string> steps;
        for (; state != 0; state = steps_[state].from)
            steps.push_front(operations_.list()[steps_[state].operation].text());
        return {steps.begin(), steps.end()};
    }

    Findings& found(const Violation& violation, std::uint32_t state, const Operation* op) {
        findings_.violation = violation;
        findings_.path = path(state);
        if (op) findings_.path.push_back(op->text());
        return findings_;
    }

    EveryOperation<W> operations_;
    Board<W::physical_pages, W::max_processes + 2, W::virtual_pages> board_;
    std::unordered_map<Digest, std::uint32_t, Digest::Hash> known_;
    std::vector<Step> steps_;
    std::deque<Waiting> waiting_;
    Findings findings_;
    std::uint32_t now_state_ = 0;
    const Operation* now_ = nullptr;
};

}  // namespace freehold::search
