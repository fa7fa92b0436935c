// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../parts/virt_uart.hpp"
