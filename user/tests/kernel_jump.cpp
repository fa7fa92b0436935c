// SPDX-License-Identifier: Apache-2.0
// Jumps to the first address behind those of users: must be ended by an instruction page fault there.
#include "abi/memory.hpp"

int main() { reinterpret_cast<void (*)()>(freehold::abi::layout::user_end)(); }
