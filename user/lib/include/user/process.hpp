// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/message.hpp"
#include "user/name.hpp"
#include "user/syscall.hpp"

/// Processes: one's own, and those that the kernel tells of.
namespace freehold::user {

inline Result<Pid> process_id() {
    return expecting(abi::Tag::process_id, system_call(abi::Call::get_process_id)).transform([](const Reply& reply) {
        return Pid{reply.value[0]};
    });
}

/// Ends this process, all of its threads.
[[noreturn]] void terminate(Word exit_code);

/// Powers the machine off. Returns only with the kernel's refusal.
inline Errno shut_down() { return refusal(system_call(abi::Call::shutdown)); }

/// One of Freehold's own queries: five words.
inline Result<Answer> query(abi::Query what, Word a = 0, Word b = 0, Word c = 0, Word d = 0, Word e = 0, Word f = 0) {
    const auto reply = system_call(abi::Call::platform_specific, static_cast<Word>(what), a, b, c, d, e, f);
    if (reply.tag != abi::Tag::scalar5) return std::unexpected(refusal(reply));
    const auto& v = reply.value;
    return Answer{{v[0], v[1], v[2], v[3], v[4]}};
}

inline Result<Name> process_name(Pid pid) {
    return query(abi::Query::process_name, raw(pid)).transform([](const Answer& answer) {
        return Name::of_words(answer.value);
    });
}

/// Why a program cannot be started.
struct SpawnRefusal {
    Errno error;
    abi::LoadProblem problem = abi::LoadProblem::none;  ///< for `invalid_coding`
    Word byte = 0;                                      ///< of the program's file, where the problem is
};

/// Starts a program of the boot image. Its parameter block, whole pages (or none), leaves this process for it.
inline std::expected<Pid, SpawnRefusal> spawn(const Name& program, Memory parameters = {}) {
    const auto reply =
        system_call(abi::Call::platform_specific, static_cast<Word>(abi::Query::spawn), program.word(0),
                    program.word(1), program.word(2), program.word(3), raw(parameters.start), raw(parameters.bytes));
    if (reply.tag == abi::Tag::scalar5) return Pid{reply.value[0]};
    const Errno error = refusal(reply);
    if (error != Errno::invalid_coding) return std::unexpected(SpawnRefusal{error});
    return std::unexpected(SpawnRefusal{error, static_cast<abi::LoadProblem>(reply.value[1]), reply.value[2]});
}

inline Result<void> end_process(Pid pid, Word exit_code) {
    return query(abi::Query::end_process, raw(pid), exit_code).transform([](const Answer&) {});
}

/// From now on `server` receives a message with this id when the process (or every one) ends; see `ending_of`.
inline Result<void> watch(Pid pid, const abi::Sid& server, MessageId id) {
    return query(abi::Query::watch, raw(pid), server.word[0], server.word[1], server.word[2], server.word[3], raw(id))
        .transform([](const Answer&) {});
}

/// How a process ended.
struct Ending {
    Pid pid{};
    abi::Cause cause{};
    Word code = 0;  ///< exit code, or scause of a fault
    Word address = 0;
    Sender notice{};  ///< whom `dismiss` answers

    [[nodiscard]] constexpr bool is_fault() const { return cause == abi::Cause::fault || cause == abi::Cause::guard; }
    [[nodiscard]] constexpr bool quiet() const { return cause == abi::Cause::exit && code == 0; }
};

/// The ending that a watch's message tells of; nothing when the message is not the kernel's own.
[[nodiscard]] constexpr std::optional<Ending> ending_of(const Envelope& envelope, MessageId id) {
    const bool told_by_kernel =
        envelope.pid() == kernel_pid && envelope.kind == abi::Received::blocking_scalar && envelope.id == id;
    if (!told_by_kernel) return std::nullopt;
    const auto& words = envelope.words;
    return Ending{Pid{words[0]}, static_cast<abi::Cause>(words[1]), words[2], words[3], envelope.sender};
}

/// Until then the process that ended keeps its pid and its name.
inline Result<void> dismiss(const Ending& ending) { return return_scalar(ending.notice, 0); }

/// What is wrong with a program's file: "not a static executable".
[[nodiscard]] std::string_view problem_name(abi::LoadProblem problem);

/// A fault by its scause: "load page fault".
[[nodiscard]] std::string_view fault_name(Word scause);

}  // namespace freehold::user
