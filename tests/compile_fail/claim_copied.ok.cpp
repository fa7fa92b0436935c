// SPDX-License-Identifier: Apache-2.0
#include "freehold/claim.hpp"

#include <utility>

struct Table {
    void release(const freehold::Permit&, freehold::XousPid) {}
};
freehold::Claim<Table> moved(freehold::Claim<Table>& claim) { return std::move(claim); }
