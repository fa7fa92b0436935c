// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/address.hpp"

// The host has no firmware: what would speak to it is not among the rooms that run here.
