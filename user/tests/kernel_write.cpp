// SPDX-License-Identifier: Apache-2.0
// Writes behind the addresses of users: must be ended by a store page fault there.
#include "abi/memory.hpp"

int main() { *reinterpret_cast<volatile int*>(freehold::abi::layout::user_end) = 1; }
