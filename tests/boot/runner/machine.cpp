// SPDX-License-Identifier: Apache-2.0
#include "machine.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace freehold::boot_test {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) { throw std::system_error{errno, std::generic_category(), what}; }

struct Pipe {
    int read_end = -1;
    int write_end = -1;
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
        read_end = ends[0];
        write_end = ends[1];
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() { close_read(), close_write(); }
    void close_read() { close_one(read_end); }
    void close_write() { close_one(write_end); }

private:
    static void close_one(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
};

[[noreturn]] void become(const std::vector<std::string>& command, const Pipe& in, const Pipe& out) {
    setpgid(0, 0);
    dup2(in.read_end, STDIN_FILENO);
    dup2(out.write_end, STDOUT_FILENO);
    dup2(out.write_end, STDERR_FILENO);
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    execvp(words[0], words.data());
    dprintf(STDERR_FILENO, "cannot run %s\n", words[0]);
    _exit(127);
}

/// A child in its own process group, of which nothing is left when this ends.
class Group {
public:
    Group(const std::vector<std::string>& command, const Pipe& in, const Pipe& out) : leader_{fork()} {
        if (leader_ < 0) fail("fork");
        if (leader_ == 0) become(command, in, out);
        setpgid(leader_, leader_);  // as the child does: whoever comes first
    }
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
    ~Group() {
        if (leader_ > 0) stop(), static_cast<void>(wait());
    }
    /// Ends the group: with a moment for scripts to remove their files.
    void stop() const {
        kill(-leader_, SIGTERM);
        for (int i = 0; i < 40 && kill(-leader_, 0) == 0 && !ended(); ++i) usleep(50'000);
        kill(-leader_, SIGKILL);
    }
    int wait() {
        int status = 0;
        while (waitpid(leader_, &status, 0) < 0 && errno == EINTR) {}
        kill(-leader_, SIGKILL);
        leader_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

private:
    /// Whether the leader has ended, without taking its status away.
    [[nodiscard]] bool ended() const {
        siginfo_t info{};
        return waitid(P_PID, static_cast<id_t>(leader_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
               info.si_pid == leader_;
    }
    pid_t leader_;
};

/// Waits for output until the deadline. @return false when it has passed
bool readable_before(int file, Clock::time_point deadline) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return false;
        pollfd event{file, POLLIN, 0};
        const int ready = poll(&event, 1, static_cast<int>(left));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) fail("poll");
    }
}

void type(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(file, text.data(), text.size());
        if (written < 0) return;  // The machine is gone; how it ended says more.
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

Ending run_machine(const std::vector<std::string>& command, std::chrono::seconds limit,
                   const std::function<Reaction(std::string_view)>& read) {
    signal(SIGPIPE, SIG_IGN);
    const auto deadline = Clock::now() + limit;
    Pipe in;
    Pipe out;
    Group group{command, in, out};
    in.close_read();
    out.close_write();
    type(in.write_end, read({}).typed);
    std::array<char, 4096> bytes{};
    while (readable_before(out.read_end, deadline)) {
        const ssize_t count = ::read(out.read_end, bytes.data(), bytes.size());
        if (count <= 0) return {group.wait(), false};
        const Reaction reaction = read({bytes.data(), static_cast<std::size_t>(count)});
        type(in.write_end, reaction.typed);
        if (reaction.stop) {
            group.stop();
            return {group.wait(), false};
        }
    }
    group.stop();
    return {group.wait(), true};
}

}  // namespace freehold::boot_test
