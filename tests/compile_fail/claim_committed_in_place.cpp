// SPDX-License-Identifier: Apache-2.0
// expect: 'this' argument to member function 'commit' is an lvalue
#include "freehold/claim.hpp"

struct Table;
void commit(freehold::Claim<Table>& claim) { claim.commit(); }
