// SPDX-License-Identifier: Apache-2.0
// Prints for a while, and then ends as if nothing had been, whatever became of the log server meanwhile.
#include "abi/message.hpp"
#include "user/message.hpp"
#include "user/print.hpp"

int main() {
    using namespace freehold::user;
    const auto ticktimer = connect(freehold::abi::ticktimer_server);
    if (!ticktimer) return 1;
    for (int line = 1; line <= 40; ++line) {
        print("talker {}\n", line);
        (void)ask(*ticktimer, MessageId{freehold::abi::ticktimer::sleep_ms}, {50});
    }
    print("talker has said all\n");
    return 0;
}
