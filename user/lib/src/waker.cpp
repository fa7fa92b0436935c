// SPDX-License-Identifier: Apache-2.0
#include "user/waker.hpp"

#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr Bytes waker_stack{page_bytes};

void wake(Word server) {
    while (wait_event()) (void)ask(ConnectionId{server}, wake_up);
}

}  // namespace

Result<void> start_waker(ConnectionId server) {
    return start_thread(wake, raw(server), waker_stack).transform([](ThreadId) {});
}

}  // namespace freehold::user
