// SPDX-License-Identifier: Apache-2.0
// Reads behind the addresses of users: must be ended by a load page fault there.
#include "abi/memory.hpp"

int main() { return *reinterpret_cast<const volatile int*>(freehold::abi::layout::user_end); }
