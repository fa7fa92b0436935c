// SPDX-License-Identifier: Apache-2.0
#include "user/process.hpp"

namespace freehold::user {

void terminate(Word exit_code) {
    for (;;) system_call(abi::Call::terminate_process, exit_code);
}

std::string_view problem_name(abi::LoadProblem problem) {
    using enum abi::LoadProblem;
    switch (problem) {
        case none: break;
        case no_elf: return "it has no ELF header";
        case other_machine: return "it is for another machine";
        case no_executable: return "it is not a static executable";
        case bad_header: return "a field of its header cannot be";
        case outside_file: return "something in it leaves the file";
        case bad_segment: return "a segment's sizes or rights cannot be";
        case outside_user: return "a segment leaves the user's addresses";
        case overlap: return "two segments share a page";
        case bad_entry: return "its entry is not executable";
    }
    return "it is not a program";
}

/// Names from the RISC-V privileged specification, table of supervisor cause values.
std::string_view fault_name(Word scause) {
    switch (scause) {
        case 0: return "misaligned jump";
        case 1: return "instruction access fault";
        case 2: return "illegal instruction";
        case 3: return "breakpoint";
        case 4: return "misaligned load";
        case 5: return "load access fault";
        case 6: return "misaligned store";
        case 7: return "store access fault";
        case 12: return "instruction page fault";
        case 13: return "load page fault";
        case 15: return "store page fault";
        default: return "fault";
    }
}

}  // namespace freehold::user
