// SPDX-License-Identifier: Apache-2.0
// claimer PHYS SIZE [r]: claims that range, tells the result, and ends, which frees it.
#include "user/errno_name.hpp"
#include "user/print.hpp"
#include "wanted.hpp"

int main(int count, char** arguments) {
    using namespace freehold::user;
    const auto wanted = Wanted::from(count, arguments);
    if (!wanted) return print("usage: claimer PHYS SIZE [r]\n"), 1;
    const auto granted = wanted->claim();
    print("claimer {} {}: {}\n", arguments[1], arguments[2], granted ? "granted" : errno_name(granted.error()));
    return granted ? 0 : static_cast<int>(granted.error());
}
