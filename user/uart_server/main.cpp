// SPDX-License-Identifier: Apache-2.0
// The owner of the UART: prints what processes lend it as the log server, and hands typed bytes to who asks.
#include <algorithm>

#include "input.hpp"
#include "lines.hpp"
#include "ns16550.hpp"
#include "panics.hpp"
#include "uart.hpp"
#include "user/errno_name.hpp"
#include "user/format.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

/// Its own message: the interrupt handler has put bytes in the ring.
constexpr MessageId input_arrived{3000};
/// Its own message: a process that had begun to panic has ended.
constexpr MessageId panicked_ended{3001};

/// What the interrupt handler and the loop share.
struct Device final : Sink {
    Ns16550 uart;
    ByteRing input;
    ConnectionId self{};

    void put(std::string_view text) override {
        for (const char character : text) {
            if (board::uart::carriage_return && character == '\n') uart.transmit('\r');
            uart.transmit(static_cast<std::uint8_t>(character));
        }
    }

    void drain() {
        while (const auto byte = uart.receive()) input.put(*byte);
    }
};

constinit Device device;

/// Runs between any two instructions of the loop below: it only moves bytes, and wakes the loop. If the queue is full
/// the loop is awake already.
void on_interrupt(Word, Word) {
    device.drain();
    (void)try_send(device.self, input_arrived, {});
}

class LogServer {
public:
    explicit LogServer(const abi::Sid& sid) : sid_{sid} {}

    /// Waits nowhere but for the next message, so that no client can hold up another.
    /// @return why there will be no next message.
    Errno serve() {
        for (;;) {
            const auto message = receive(sid_);
            if (!message) return message.error();
            handle(*message);
            readers_.serve(device.input);
        }
    }

private:
    void handle(const Envelope& message) {
        if (const auto ending = ending_of(message, panicked_ended)) return tell_last(*ending);
        if (message.carries_memory()) return print_lent(message);
        if (message.kind == abi::Received::blocking_scalar) return answer(message);
        if (raw(message.id) == abi::log::panic_begin) return begin_panic(message.pid());
        if (raw(message.id) > abi::log::panic_text) add_panic(message);
    }

    /// Whatever a client lends goes back to it; only text on known ids is printed, and only as much as was lent.
    void print_lent(const Envelope& message) {
        const auto memory = message.memory();
        const Word valid = message.words[3];
        const bool text = raw(message.id) == abi::log::standard_output || raw(message.id) == abi::log::standard_error;
        if (text)
            lines_.from(message.pid())
                .put({static_cast<const char*>(memory.pointer()), std::min(valid, raw(memory.bytes))});
        if (message.kind == abi::Received::move) (void)unmap_memory(memory);
        else (void)return_memory(message.sender, {memory, message.words[2], valid});
    }

    void answer(const Envelope& message) {
        const bool read = raw(message.id) == abi::log::read_byte;
        if (!read || !readers_.add(message.sender)) (void)return_scalar(message.sender, abi::log::no_input);
    }

    /// Another thread of the process may have panicked before: its text goes first, and one watch is enough.
    void begin_panic(Pid pid) {
        auto* panic = panics_.find(pid);
        if (panic == nullptr && !watch(pid, sid_, panicked_ended)) return;
        if (panic != nullptr) tell(*panic);
        panics_.add(pid);
    }

    void add_panic(const Envelope& message) {
        const Word count = raw(message.id) - abi::log::panic_text;
        auto* panic = panics_.find(message.pid());
        if (panic != nullptr && count <= Panics::most_piece) panic->add(message.words, count);
    }

    /// Some begin twice before they say anything, and start with an empty line.
    void tell(Panic& panic) {
        auto text = panic.text();
        if (text.starts_with('\n')) text.remove_prefix(1);
        const bool ends_line = text.ends_with('\n');
        if (!text.empty())
            format(lines_.from(panic.pid()), "{} (pid {}) panicked: {}{}",
                   {panic.name(), raw(panic.pid()), text, ends_line ? "" : "\n"});
        panic.clear();
    }

    /// The kernel tells of the end after the last piece of text, also where the process has ended before its first piece was read.
    void tell_last(const Ending& ending) {
        if (auto* panic = panics_.find(ending.pid)) tell(*panic);
        (void)dismiss(ending);
    }

    abi::Sid sid_;
    Lines lines_{device};
    Readers readers_;
    Panics panics_;
};

/// Takes the UART's registers and its interrupt. Nobody else can have them while this process lives.
Result<void> take_device(const Server& server) {
    const auto registers = map_memory(PhysAddr{board::uart::base}, anywhere, Bytes{board::uart::bytes}, Flags::device);
    if (!registers) return std::unexpected(registers.error());
    device.uart = Ns16550{registers->pointer(), board::uart::register_shift};
    device.self = server.connection;
    const auto claimed = claim_interrupt(Interrupt{board::uart::interrupt}, on_interrupt, 0);
    if (claimed) device.uart.start();
    return claimed;
}

}  // namespace
}  // namespace freehold::user

/// @return the error's number when the server's address or the device is not to be had.
int main() {
    using namespace freehold;
    const auto server = user::create_server(abi::log_server);
    if (!server) return static_cast<int>(server.error());
    const auto taken = user::take_device(*server);
    if (!taken) return static_cast<int>(taken.error());
    static user::LogServer log_server{server->sid};
    return static_cast<int>(log_server.serve());
}
