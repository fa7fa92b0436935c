// SPDX-License-Identifier: Apache-2.0
// Prints its arguments and ends with the number of them.
#include <cstdio>

int main(int count, char** arguments) {
    for (int i = 0; i < count; ++i) std::printf("argument %d: %s\n", i, arguments[i]);
    return count;
}
