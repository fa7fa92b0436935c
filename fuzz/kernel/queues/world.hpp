// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "kernel/kernel.hpp"
#include "model.hpp"

/// The kernel's rooms for messages, with processes that were made as it makes them, beside the model of them.
namespace freehold::kernel::queues {

class World {
public:
    World();

    /// Who has the hart; what a thread that starts its call again asks is asked before this returns. None: nobody can run.
    [[nodiscard]] const Who* next();
    void send(Who who, unsigned to, bool blocks, bool wait);
    void receive(Who who, bool wait);
    void reply(Who who, unsigned which);
    void reply_again(Who who);
    void connect(Who who, unsigned to);
    void open_or_close(Who who);
    void end_thread(Who who);
    void end(unsigned process);
    void yield() { kernel_.scheduler.yield(); }
    /// Makes the process again, if nothing is left of it.
    void begin(unsigned process);

    /// The kernel's lists, threads and answers are the model's.
    void agree();
    /// Ends all, after which all memory is back.
    void finish();

private:
    struct Post {
        unsigned to;
        Word id;
        bool blocks, wait;
    };
    Process& make(Word more_pages);
    /// Which of ours it is; `processes` where it is none, as after its page came to another's use.
    [[nodiscard]] unsigned slot_of(const Process& process) const;
    Thread& thread(Who who) { return *process_[who.process]->thread(who.thread + 1); }
    Server& office(unsigned process) { return process_[process]->servers[0]; }
    Thread& calls(Who who);
    void carry_out(Who who, const Post& post);
    void agree(unsigned process);
    void agree(Who who);

    Kernel kernel_;
    Process* init_;
    Model model_;
    std::array<Process*, processes> process_{};
    std::array<XousPid, processes> pid_{};
    std::array<std::array<Word, processes>, processes> connection_{};
    std::array<std::array<Post, threads>, processes> asked_{};
    std::map<Word, Word> token_;  ///< of the messages that were received, by id
    Word last_id_ = 0, last_reply_ = 0;
    PageCount idle_;   ///< free where none of the processes is there
    PageCount least_;  ///< that a process has before it sends anything
    Who who_{};
};

}  // namespace freehold::kernel::queues
