// SPDX-License-Identifier: Apache-2.0
// The other side of `bounds`: answers at once, and lends nothing more than a look.
#include "abi/memory.hpp"
#include "bounds.hpp"
#include "user/message.hpp"
#include "user/process.hpp"

using namespace freehold;
using namespace freehold::user;

namespace {

/// Answers in the form that the message asks for: by one call for the answer and the next message, or by two.
Reply next(const Reply& envelope) {
    const Word sender = envelope.value[0], id = envelope.value[2];
    const Word address = envelope.value[3], length = envelope.value[4];
    if (id == raw(bounds::in_one)) return system_call(abi::Call::reply_and_receive_next, sender, 0, 1, 0, 0, 0, 1);
    if (id == raw(bounds::look_in_one))
        return system_call(abi::Call::reply_and_receive_next, sender, 0, address, length, 0, 0, ~Word{0});
    if (id == raw(bounds::in_two)) (void)system_call(abi::Call::return_scalar1, sender, 1);
    else (void)system_call(abi::Call::return_memory, sender, address, length, 0, 0);
    const abi::Sid sid = bounds::echo;
    return system_call(abi::Call::receive_message, sid.word[0], sid.word[1], sid.word[2], sid.word[3]);
}

}  // namespace

int main() {
    const abi::Sid sid = bounds::echo;
    (void)system_call(abi::Call::create_server_with_address, sid.word[0], sid.word[1], sid.word[2], sid.word[3]);
    Reply envelope = system_call(abi::Call::receive_message, sid.word[0], sid.word[1], sid.word[2], sid.word[3]);
    while (envelope.tag == abi::Tag::message_envelope) envelope = next(envelope);
    return 1;
}
