// SPDX-License-Identifier: Apache-2.0
// expect: call to (implicitly-)?deleted (copy )?constructor
#include "freehold/claim.hpp"

struct Table;
freehold::Claim<Table> copied(const freehold::Claim<Table>& claim) { return claim; }
