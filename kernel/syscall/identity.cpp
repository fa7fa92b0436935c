// SPDX-License-Identifier: Apache-2.0
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {

void get_thread_id(Call call) { call.answer(abi::Tag::thread_id, Word{call.thread.tid}); }
void get_process_id(Call call) { call.answer(abi::Tag::process_id, Word{call.pid().raw()}); }

}  // namespace freehold::kernel::syscall
