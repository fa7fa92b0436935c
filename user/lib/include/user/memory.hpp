// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/syscall.hpp"

/// The memory calls. Each either does all that was asked or changes nothing.
namespace freehold::user {

namespace detail {
inline Result<Memory> expecting_memory(const Reply& reply) {
    return expecting(abi::Tag::memory_range, reply).transform([](const Reply& range) {
        return Memory{VirtAddr{range.value[0]}, Bytes{range.value[1]}};
    });
}
}  // namespace detail

/// Asks for pages: exactly these physical ones, or any RAM, at a virtual address of one's own or the kernel's choice.
inline Result<Memory> map_memory(PhysAddr phys, VirtAddr virt, Bytes size, Flags flags) {
    return detail::expecting_memory(system_call(abi::Call::map_memory, raw(phys), raw(virt), raw(size), raw(flags)));
}

inline Result<void> unmap_memory(Memory memory) {
    return expecting_ok(system_call(abi::Call::unmap_memory, raw(memory.start), raw(memory.bytes)));
}

/// Takes rights away from one's own pages; the kernel refuses to add any.
inline Result<void> restrict_memory(Memory memory, Flags flags) {
    return expecting_ok(
        system_call(abi::Call::update_memory_flags, raw(memory.start), raw(memory.bytes), raw(flags), 0));
}

/// @return the whole heap after it grew by `more`; with 0, as it is.
inline Result<Memory> increase_heap(Bytes more) {
    return detail::expecting_memory(system_call(abi::Call::increase_heap, raw(more), raw(Flags::rw)));
}

/// @return the whole heap after it shrank.
inline Result<Memory> decrease_heap(Bytes less) {
    return detail::expecting_memory(system_call(abi::Call::decrease_heap, raw(less)));
}

inline Result<PhysAddr> virt_to_phys(VirtAddr address) {
    return expecting(abi::Tag::scalar1, system_call(abi::Call::virt_to_phys, raw(address)))
        .transform([](const Reply& reply) { return PhysAddr{reply.value[0]}; });
}

/// Sets a limit of one's own if it is still `current`. @return the limit that now holds.
inline Result<Bytes> adjust_limit(abi::Limit knob, Bytes current, Bytes wanted) {
    return expecting(abi::Tag::scalar2,
                     system_call(abi::Call::adjust_process_limit, static_cast<Word>(knob), raw(current), raw(wanted)))
        .transform([](const Reply& reply) { return Bytes{reply.value[1]}; });
}

}  // namespace freehold::user
