// SPDX-License-Identifier: Apache-2.0
// expect: calling a private constructor of class 'freehold::Claim<Table>'
#include "freehold/claim.hpp"

struct Table;
void forge(Table& table, const freehold::Permit& permit) {
    auto claim = freehold::Claim<Table>{table, permit, freehold::kernel_pid};
}
