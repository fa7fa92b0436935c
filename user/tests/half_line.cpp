// SPDX-License-Identifier: Apache-2.0
// Ends with its line not ended: what others print next must not stand in it.
#include "user/print.hpp"

int main() {
    freehold::user::print("half of a line");
    return 3;
}
