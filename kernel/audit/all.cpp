// SPDX-License-Identifier: Apache-2.0
#include "kernel/audit.hpp"
#include "kernel/audit/survey.hpp"

namespace freehold::kernel {

void audit_all(Kernel& kernel) {
    using namespace audit;
    Survey survey{kernel};
    check_processes(survey);
    check_parents(survey);
    check_lists(survey);
    check_threads(survey);
    check_messages(survey);
    check_notes(survey);
    check_servers(survey);
    check_connections(survey);
    check_watches(survey);
    check_events(survey);
    static constinit unsigned traps = 0;
    if (survey.in_call || ++traps % memory_period != 0) return;
    check_contexts(survey);
    check_parcels(survey);
    check_memory(kernel.memory);
}

}  // namespace freehold::kernel
