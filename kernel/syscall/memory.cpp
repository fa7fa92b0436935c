// SPDX-License-Identifier: Apache-2.0
#include "kernel/errors.hpp"
#include "kernel/syscall/syscall.hpp"
#include "kernel/threads.hpp"

namespace freehold::kernel::syscall {
namespace {

namespace flag = abi::flag;

Rights rights_of(Word flags) {
    Rights rights;
    if (flags & flag::r) rights = rights | Rights::r();
    if (flags & flag::w) rights = rights | Rights::w();
    if (flags & flag::x) rights = rights | Rights::x();
    return rights;
}

void answer(Call call, const Expected<VirtPages>& range) {
    if (!range) return call.answer(number_of(range.error()));
    call.answer(abi::Tag::memory_range, range->first().address().raw(), range->bytes().raw());
}

void answer(Call call, const Expected<void>& done) {
    done ? call.answer(abi::Tag::ok) : call.answer(number_of(done.error()));
}

}  // namespace

void map_memory(Call call) {
    const Word physical = call[1], at = call[2], size = call[3], flags = call[4];
    if (size == 0 || flags > flag::all) return call.answer(abi::Errno::invalid_syscall);
    MapRequest request{Bytes{size}, rights_of(flags), {}, {}};
    if (physical != 0) request.physical = PhysAddr{physical};
    if (at != 0) request.at = VirtAddr{at};
    request.contiguous = physical == 0 && (flags & flag::device) != 0;
    answer(call, call.kernel.memory.map(call.pid(), request));
}

void unmap_memory(Call call) {
    const VirtAddr at{call[1]};
    const Bytes size{call[2]};
    if (size == Bytes{}) return call.answer(abi::Errno::invalid_syscall);
    const auto done = call.kernel.memory.unmap(call.pid(), at, size);
    if (done) forget_stacks(call.process(), at, size);
    answer(call, done);
}

void update_memory_flags(Call call) {
    const Word at = call[1], size = call[2], flags = call[3], pid = call[4];
    if (size == 0 || flags > flag::all) return call.answer(abi::Errno::invalid_syscall);
    if (pid != 0 && pid != call.pid().raw()) return call.answer(abi::Errno::process_not_child);
    answer(call, call.kernel.memory.protect(call.pid(), VirtAddr{at}, Bytes{size}, rights_of(flags)));
}

void increase_heap(Call call) {
    if (call[2] > flag::all) return call.answer(abi::Errno::invalid_syscall);
    answer(call, call.kernel.memory.heap_grow(call.pid(), Bytes{call[1]}));
}

void decrease_heap(Call call) { answer(call, call.kernel.memory.heap_shrink(call.pid(), Bytes{call[1]})); }

void adjust_process_limit(Call call) {
    const auto knob = static_cast<abi::Limit>(call[1]);
    const Word expected = call[2], wanted = call[3];
    if (knob != abi::Limit::heap_maximum && knob != abi::Limit::heap_size)
        return call.answer(abi::Errno::invalid_limit);
    const Account& account = call.kernel.memory.process(call.pid()).account;
    const Word current = (knob == abi::Limit::heap_size ? account.heap : account.limits.heap).raw();
    if (wanted == current || expected != current) return call.answer(abi::Tag::scalar2, call[1], current);
    if (knob == abi::Limit::heap_size) return call.answer(abi::Errno::invalid_limit);
    if (const auto set = call.kernel.memory.set_heap_limit(call.pid(), Bytes{wanted}); !set)
        return call.answer(number_of(set.error()));
    call.answer(abi::Tag::scalar2, call[1], wanted);
}

void virt_to_phys(Call call) {
    const VirtAddr at{call[1]};
    const Entry entry = call.kernel.memory.entry(call.pid(), VirtPage::of(at));
    if (entry.use == Use::absent || entry.use == Use::borrowed) return call.answer(abi::Errno::bad_address);
    call.answer(abi::Tag::scalar1, entry.page.address().raw() | (at.raw() & page_mask));
}

}  // namespace freehold::kernel::syscall
