// SPDX-License-Identifier: Apache-2.0
#include "freehold/claim.hpp"

#include <utility>

struct Table {
    void release(const freehold::Permit&, freehold::XousPid) {}
};
void commit(freehold::Claim<Table>& claim) { std::move(claim).commit(); }
