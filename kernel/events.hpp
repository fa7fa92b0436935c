// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

/// What a process waits for with WaitEvent: an interrupt of its own that its handler has dealt with, or its alarm.
namespace freehold::kernel {

/// It has happened: all threads that wait go on, or else the next one that wants to wait need not.
void signal_event(Kernel& kernel, Process& process);

/// @return whether one has happened since the last time; else the thread waits.
bool take_event(Kernel& kernel, Thread& thread);

}  // namespace freehold::kernel
