// SPDX-License-Identifier: Apache-2.0
#pragma once

// The library without exceptions: a fault is a value, here as everywhere.
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>
