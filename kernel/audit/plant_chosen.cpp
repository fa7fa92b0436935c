// SPDX-License-Identifier: Apache-2.0
// A control: plants the fault that the boot image's `etc/plant` names.
#include "kernel/audit/plant.hpp"
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {
namespace {

/// After this many traps all servers run.
constexpr unsigned traps_before = 100;

const Fault* find(std::string_view name) {
    for (const auto& faults : {memory_faults(), list_faults(), thread_faults(), message_faults(), relation_faults()})
        for (const Fault& fault : faults)
            if (fault.name == name) return &fault;
    return nullptr;
}

const Fault& chosen(const Kernel& kernel) {
    const BootFile file = kernel.image.find("etc/", "plant");
    const std::string_view text{file.bytes.data(), file.bytes.size()};
    const Fault* const fault = find(text.substr(0, text.find('\n')));
    if (!fault) stop({kernel_pid}, "etc/plant names no fault that can be planted");
    return *fault;
}

}  // namespace

void plant(Kernel& kernel) {
    static constinit unsigned traps = 0;
    static constinit bool planted = false;
    if (planted || ++traps < traps_before) return;
    Survey survey{kernel};
    if (!survey.in_call) planted = chosen(kernel).plant(survey);
}

}  // namespace freehold::kernel::audit
