// SPDX-License-Identifier: Apache-2.0
// Keeps time for everybody, and the locks and conditions on which threads of a process wait for each other.
#include "alarm.hpp"
#include "clients.hpp"
#include "user/memory.hpp"
#include "user/process.hpp"

namespace freehold::user {
namespace {

namespace id = abi::ticktimer;

constexpr MessageId alarm_rang{1000};
constexpr MessageId process_ended{1001};

/// The answer to a question that the ticktimer does not know.
constexpr Word no_answer = ~Word{0};

class Ticktimer {
public:
    Ticktimer(const abi::Sid& sid, Clients clients, TimeBase base, Alarm alarm)
        : sid_{sid}, clients_{clients}, base_{base}, alarm_{alarm} {}

    /// @return why there will be no next message.
    Errno serve() {
        for (;;) {
            const auto message = receive(sid_);
            if (!message) return message.error();
            handle(*message);
        }
    }

private:
    void handle(const Envelope& message) {
        if (message.carries_memory()) return refuse_memory(message);
        if (const auto ending = ending_of(message, process_ended)) return forget(*ending);
        if (message.kind == abi::Received::blocking_scalar) answer(message);
        else if (message.id == alarm_rang) ring();
    }

    /// Nobody has any reason to send some: it goes back, or to the pool.
    static void refuse_memory(const Envelope& message) {
        if (message.kind == abi::Received::move) (void)unmap_memory(message.memory());
        else (void)return_memory(message.sender, {message.memory(), message.words[2], message.words[3]});
    }

    /// The next process with this pid starts with nothing of it.
    void forget(const Ending& ending) {
        clients_.forget(ending.pid);
        (void)dismiss(ending);
    }

    void answer(const Envelope& message) {
        Client* const known = clients_.of(message.pid());
        if (known == nullptr) return reply(message.sender, no_answer);
        Client& client = *known;
        const Cookie cookie{message.words[0]};
        switch (raw(message.id)) {
            case id::elapsed_ms: return tell_time(message.sender);
            case id::sleep_ms: return wait(message, client, Waiting::time, Milliseconds{message.words[0]});
            case id::lock:
                if (client.take_unlock(cookie)) return reply(message.sender, 0);
                return wait(message, client, Waiting::lock, std::nullopt);
            case id::unlock:
                if (const auto woken = client.unlock(cookie)) reply(*woken, 0);
                return reply(message.sender, 0);
            case id::wait: return wait(message, client, Waiting::notice, patience(message.words[1]));
            case id::notify: return notify(message, client);
            case id::free_lock: return client.free_lock(cookie), reply(message.sender, 0);
            case id::free_condition: return reply(message.sender, 0);  // nothing is kept of one for which nobody waits
            default: return reply(message.sender, no_answer);
        }
    }

    static std::optional<Milliseconds> patience(Word timeout) {
        return timeout == 0 ? std::nullopt : std::optional{Milliseconds{timeout}};
    }

    void tell_time(Sender sender) const {
        const auto elapsed = static_cast<std::uint64_t>(base_.milliseconds(now()));
        (void)return_scalar(sender, low_word(elapsed), high_word(elapsed));
    }

    void wait(const Envelope& message, Client& client, Waiting what, std::optional<Milliseconds> time) {
        const auto until = time.transform([&](Milliseconds ms) { return base_.after(now(), ms); });
        if (!client.wait(message.sender, what, Cookie{message.words[0]}, until))
            return reply(message.sender, no_answer);
        if (until && *until < next_ring_) alarm_.set(next_ring_ = *until);
    }

    static void notify(const Envelope& message, Client& client) {
        Word woken = 0;
        for (; woken < message.words[1]; ++woken) {
            const auto thread = client.wake(Waiting::notice, Cookie{message.words[0]});
            if (!thread) break;
            reply(*thread, 0);
        }
        reply(message.sender, woken);
    }

    /// A client that sends this message by itself makes the ticktimer look at the time, and nothing else.
    void ring() {
        next_ring_ = never;
        for (auto& [pid, client] : clients_.places()) {
            while (const auto thread = client.expire(now()))
                reply(thread->sender, thread->what == Waiting::notice ? 1 : 0);
            next_ring_ = std::min(next_ring_, client.next());
        }
        if (next_ring_ != never) alarm_.set(next_ring_);
    }

    /// A thread that is gone needs none.
    static void reply(Sender sender, Word value) { (void)return_scalar(sender, value); }

    abi::Sid sid_;
    Clients clients_;
    TimeBase base_;
    Alarm alarm_;
    Ticks next_ring_ = never;
};

/// All the memory that it will ever need, so that no client's wait fails for want of it.
Result<Clients> make_clients(Word most_processes) {
    const auto memory = map_memory(any_ram, anywhere, in_pages(Bytes{most_processes * sizeof(Place)}), Flags::rw);
    return memory.transform(
        [&](Memory m) { return Clients{std::span{static_cast<Place*>(m.pointer()), most_processes}}; });
}

Errno run() {
    const auto server = create_server(abi::ticktimer_server);
    if (!server) return server.error();
    const auto machine = query(abi::Query::machine);
    if (!machine) return machine.error();
    const auto clients = make_clients(machine->value[3]);
    if (!clients) return clients.error();
    if (const auto watching = watch(every_process, server->sid, process_ended); !watching) return watching.error();
    const auto alarm = Alarm::start(server->connection, alarm_rang);
    if (!alarm) return alarm.error();
    return Ticktimer{server->sid, *clients, TimeBase{machine->value[1]}, *alarm}.serve();
}

}  // namespace
}  // namespace freehold::user

/// @return the error's number when something that it needs is not to be had.
int main() { return static_cast<int>(freehold::user::run()); }
