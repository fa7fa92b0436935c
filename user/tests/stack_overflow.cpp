// SPDX-License-Identifier: Apache-2.0
// Calls itself until its stack is used up: must be ended by a store page fault below it, and touch nothing else.
namespace {

int deeper(volatile int* previous) {
    volatile int here[64] = {};
    here[0] = *previous + 1;
    return here[0] < 0 ? 0 : deeper(here) + here[0];
}

}  // namespace

int main() {
    volatile int start = 0;
    return deeper(&start);
}
