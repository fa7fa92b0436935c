// SPDX-License-Identifier: Apache-2.0
// The owner of the UART: prints what processes lend it as the log server, and hands typed bytes to those who may have them.
#include "client.hpp"
#include "device.hpp"
#include "keyboard.hpp"
#include "lines.hpp"
#include "user/serve.hpp"

namespace freehold::user {
namespace {

namespace id = abi::log;

class LogServer {
public:
    explicit LogServer(const Clients<Client>& clients) : clients_{clients} {}

    void handle(Request&& request) {
        Client* const client = clients_.of(request.client());
        if (client == nullptr) return;
        switch (request.kind()) {
            case abi::Received::borrow:
            case abi::Received::mutable_borrow:
                if (is_text(request.id())) client->texts.add(std::move(request));
                return;
            case abi::Received::blocking_scalar: return read(*client, request);
            case abi::Received::scalar: return panic(*client, request);
            case abi::Received::move: return;  // nothing is printed for who does not wait
        }
    }

    /// A piece of the text of whoever is next.
    bool work() {
        const auto speaks = [](const auto& each) { return !each.client.texts.empty(); };
        auto* const next = clients_.take_turn(speaks);
        if (next == nullptr) return false;
        next->client.texts.print_piece(lines_.from(next->pid));
        return true;
    }

    void woken() { keyboard_.hand_out(device.input, clients_); }

    void ended(const Ending& ending) {
        if (Client* const client = clients_.find(ending.pid)) client->panic.tell(ending.pid, lines_.from(ending.pid));
        clients_.forget(ending.pid);
        keyboard_.forget(ending.pid);
    }

private:
    static bool is_text(Word message) { return message == id::standard_output || message == id::standard_error; }

    void read(Client& client, Request& request) {
        if (request.id() != id::read_byte || !keyboard_.belongs_to(request.client()) || client.readers.full()) return;
        (void)client.readers.add(request.defer());
        keyboard_.hand_out(device.input, clients_);
    }

    /// Another thread of the process may have panicked before: its text goes first.
    void panic(Client& client, const Request& request) {
        const Word message = request.id();
        if (message == id::panic_begin || message == id::panic_finished)
            client.panic.tell(request.client(), lines_.from(request.client()));
        if (message == id::panic_begin) client.panic.begin();
        else if (message > id::panic_text) client.panic.add(request.words(), message - id::panic_text);
    }

    Clients<Client> clients_;
    Lines lines_{device};
    Keyboard keyboard_;
};

Errno run() {
    const auto clients = Clients<Client>::make();
    if (!clients) return clients.error();
    const auto server = create_server(abi::log_server);
    if (!server) return server.error();
    const auto taken = device.take().and_then([&] { return start_waker(server->connection); });
    if (!taken) return taken.error();
    static LogServer log_server{*clients};
    return serve(server->sid, log_server);
}

}  // namespace
}  // namespace freehold::user

/// @return the error's number when the server's address or the device is not to be had.
int main() { return static_cast<int>(freehold::user::run()); }
