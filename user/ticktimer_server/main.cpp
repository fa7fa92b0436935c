// SPDX-License-Identifier: Apache-2.0
// Keeps time for everybody, and the locks and conditions on which threads of a process wait for each other.
#include "client.hpp"
#include "user/clients.hpp"
#include "user/serve.hpp"

namespace freehold::user {
namespace {

namespace id = abi::ticktimer;

class Ticktimer {
public:
    Ticktimer(const Clients<Client>& clients, TimeBase base) : clients_{clients}, base_{base} {}

    /// Who sends a scalar that does not block is not answered; the same is done for it.
    void handle(Request&& request) {
        Client* const client = clients_.of(request.client());
        const bool words = request.kind() >= abi::Received::scalar;
        if (client == nullptr || !words) return;
        const Cookie cookie{request.word(0)};
        switch (request.id()) {
            case id::elapsed_ms: return tell_time(request);
            case id::sleep_ms: return wait(request, *client, Waiting::time, Milliseconds{request.word(0)});
            case id::lock:
                if (client->take_unlock(cookie)) return (void)request.answer(0);
                return wait(request, *client, Waiting::lock, std::nullopt);
            case id::unlock: return client->unlock(cookie), (void)request.answer(0);
            case id::wait: return wait(request, *client, Waiting::notice, patience(request.word(1)));
            case id::notify: return notify(request, *client);
            case id::free_lock: return client->free_lock(cookie), (void)request.answer(0);
            case id::free_condition: return (void)request.answer(0);  // nothing is kept where nobody waits
            default: return;
        }
    }

    /// The alarm has rung: from now on each client's threads are looked at in turn.
    void woken() {
        looked_at_ = 0;
        next_ring_ = never;
    }

    /// Looks at the threads of one client that waits. After the last the alarm is set for the next of all.
    bool work() {
        if (looked_at_ == all_looked_at()) return false;
        while (looked_at_ != all_looked_at() && !look_at(clients_.places()[looked_at_++].client)) {}
        if (looked_at_ == all_looked_at() && next_ring_ != never) (void)set_alarm(next_ring_);
        return looked_at_ != all_looked_at();
    }

    /// The next process with this pid starts with nothing of it.
    void ended(const Ending& ending) { clients_.forget(ending.pid); }

private:
    [[nodiscard]] std::size_t all_looked_at() const { return clients_.places().size(); }

    /// @return whether there was anything to look at
    bool look_at(Client& client) {
        if (!client.waits()) return false;
        client.expire(now());
        ring_at(client.next());
        return true;
    }

    static std::optional<Milliseconds> patience(Word timeout) {
        return timeout == 0 ? std::nullopt : std::optional{Milliseconds{timeout}};
    }

    void tell_time(Request& request) const {
        const auto elapsed = static_cast<std::uint64_t>(base_.milliseconds(now()));
        (void)request.answer(low_word(elapsed), high_word(elapsed));
    }

    /// Only who can be answered can wait.
    void wait(Request& request, Client& client, Waiting what, std::optional<Milliseconds> time) {
        if (request.kind() != abi::Received::blocking_scalar) return;
        const auto until = time ? base_.after(now(), *time) : never;
        client.wait(request.defer(), what, Cookie{request.word(0)}, until);
        if (ring_at(until) && looked_at_ == all_looked_at()) (void)set_alarm(next_ring_);
    }

    static void notify(Request& request, Client& client) {
        Word woken = 0;
        while (woken < request.word(1) && client.wake(Waiting::notice, Cookie{request.word(0)})) ++woken;
        (void)request.answer(woken);
    }

    /// @return whether that is earlier than any time before
    bool ring_at(Ticks time) {
        if (time >= next_ring_) return false;
        next_ring_ = time;
        return true;
    }

    Clients<Client> clients_;
    TimeBase base_;
    Ticks next_ring_ = never;
    std::size_t looked_at_ = all_looked_at();  ///< how many clients, since the alarm rang
};

/// All that it will ever need is there before the first client: no wait fails for want of memory.
Errno run() {
    const auto base = TimeBase::of_machine();
    if (!base) return base.error();
    const auto clients = Clients<Client>::make();
    if (!clients) return clients.error();
    const auto server = create_server(abi::ticktimer_server);
    if (!server) return server.error();
    if (const auto started = start_waker(server->connection); !started) return started.error();
    static Ticktimer ticktimer{*clients, *base};
    return serve(server->sid, ticktimer);
}

}  // namespace
}  // namespace freehold::user

/// @return the error's number when something that it needs is not to be had.
int main() { return static_cast<int>(freehold::user::run()); }
