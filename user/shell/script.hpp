// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "events.hpp"

namespace freehold::user {

/// Runs the commands that the boot image's `etc/exec` holds, each shown before it runs.
/// @return false when there are none.
bool run_script(Events& events);

/// Shows a newcomer around: what memory there is, who owns it, and that it cannot be taken.
void give_tour(Events& events);

}  // namespace freehold::user
