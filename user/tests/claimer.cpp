// SPDX-License-Identifier: Apache-2.0
// claimer PHYS SIZE [r] [held]: claims that range, tells the result, and ends, which frees it. With `held` it waits until
// a `holder` has it.
#include "user/errno_name.hpp"
#include "user/message.hpp"
#include "user/print.hpp"
#include "wanted.hpp"

int main(int count, char** arguments) {
    using namespace freehold::user;
    const bool held = arguments[count - 1] == std::string_view{"held"};
    const auto wanted = Wanted::from(held ? count - 1 : count, arguments);
    if (!wanted) return print("usage: claimer PHYS SIZE [r] [held]\n"), 1;
    if (held && !connect(holder_of(wanted->phys))) return print("claimer: no holder\n"), 1;
    const auto granted = wanted->claim();
    print("claimer {} {}: {}\n", arguments[1], arguments[2], granted ? "granted" : errno_name(granted.error()));
    return granted ? 0 : static_cast<int>(granted.error());
}
