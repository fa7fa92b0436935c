// SPDX-License-Identifier: Apache-2.0
// Computes without end and without a system call: others must still run, and it must still end when it is ended.
int main() {
    for (volatile unsigned turns = 0;; turns = turns + 1) {}
}
