// SPDX-License-Identifier: Apache-2.0
// Prints its arguments and its environment, and ends with the number of its arguments.
#include <cstdio>
#include <cstdlib>

extern "C" char** environ;

int main(int count, char** arguments) {
    for (int i = 0; i < count; ++i) std::printf("argument %d: %s\n", i, arguments[i]);
    for (char** each = environ; *each; ++each) std::printf("variable %s\n", *each);
    if (const char* const colour = std::getenv("COLOUR")) std::printf("COLOUR is %s\n", colour);
    return count;
}
