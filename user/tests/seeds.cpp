// SPDX-License-Identifier: Apache-2.0
// What is drawn by lot, to be held against another boot of the same image, and the seed that it is drawn from, which
// nobody may see.
#include "report.hpp"
#include "user/message.hpp"
#include "user/name.hpp"
#include "user/process.hpp"

namespace freehold::user {
namespace {

constexpr Name seed = *Name::of("seed");

Result<Answer> read_seed(Word offset) {
    return query(abi::Query::read_file, seed.word(0), seed.word(1), seed.word(2), seed.word(3), offset);
}

/// Of two servers, so that the second shows that a boot does not repeat itself.
void tell_addresses() {
    for (int n = 0; n < 2; ++n) {
        const Reply made = system_call(abi::Call::create_server_id);
        print("address {} {} {} {}\n", Field::hex(made.value[0], 8), Field::hex(made.value[1], 8),
              Field::hex(made.value[2], 8), Field::hex(made.value[3], 8));
    }
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    Report report{"seeds"};
    tell_addresses();
    report.refused("nobody reads the seed", read_seed(0), Errno::not_found);
    return report.failures();
}
