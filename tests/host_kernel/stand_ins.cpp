// SPDX-License-Identifier: Apache-2.0
// What the rooms that run on the host call and must not reach, or have no need of: nothing interrupts, so no call is ever set
// aside; nobody claims an interrupt; and the machine does not stop.
#include <cstdlib>

#include "kernel/console.hpp"
#include "kernel/kernel.hpp"
#include "kernel/power_off.hpp"
#include "strict_plic.hpp"

namespace freehold {

board::Ram board::ram;

namespace kernel {

extern "C" board::Format::Pte kernel_root[RadixTable<board::Format>::fanout];
board::Format::Pte kernel_root[RadixTable<board::Format>::fanout];

void preempt() { std::abort(); }
void Preemption::go_on_first(Kernel&) { std::abort(); }
std::uint32_t PlicRegisters::read(Word offset) { return host::plic.read(offset); }
void PlicRegisters::write(Word offset, std::uint32_t value) { host::plic.write(offset, value); }
void Preemption::end_helped_call(Kernel&) { std::abort(); }
void Preemption::charge_help(Kernel&) {}
void power_off(Outcome) { std::abort(); }

void console::put(std::string_view) {}
void console::put(const char*) {}
void console::put(Hex) {}
void console::put(Word) {}

}  // namespace kernel
}  // namespace freehold
