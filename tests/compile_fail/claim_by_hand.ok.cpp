// SPDX-License-Identifier: Apache-2.0
#include "freehold/claim.hpp"

struct Table {
    void release(const freehold::Permit&, freehold::XousPid) {}
    freehold::Claim<Table> issue(const freehold::Permit& permit) { return {*this, permit, freehold::kernel_pid}; }
};
void take(Table& table, const freehold::Permit& permit) { auto claim = table.issue(permit); }
