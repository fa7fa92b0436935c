// SPDX-License-Identifier: Apache-2.0
// The commands by which the shell asks for memory itself.
#include "user/memory.hpp"

#include "commands.hpp"
#include "user/errno_name.hpp"
#include "user/print.hpp"

namespace freehold::user {
namespace {

void print_granted(const Memory& memory) { print("granted {} {}\n", address(raw(memory.start)), raw(memory.bytes)); }

}  // namespace

/// A claim of physical 0 would mean "any RAM" to the kernel; here it is an address like any other, and not listed.
void claim(Events&, Arguments arguments) {
    const auto phys = number_in("claim", arguments[0]);
    const auto size = phys ? number_in("claim", arguments[1]) : std::nullopt;
    if (!size) return;
    const auto refused = [&](Errno error) {
        print("claim {} {}: {}\n", arguments[0], arguments[1], errno_name(error));
    };
    if (*phys == 0) return refused(Errno::bad_address);
    const auto granted = map_memory(PhysAddr{*phys}, anywhere, Bytes{*size}, Flags::device);
    if (!granted) return refused(granted.error());
    print_granted(*granted);
}

void allocate(Events&, Arguments arguments) {
    const auto size = number_in("alloc", arguments[0]);
    if (!size) return;
    const auto granted = map_memory(any_ram, anywhere, Bytes{*size}, Flags::rw);
    if (!granted) return print("alloc {}: {}\n", arguments[0], errno_name(granted.error()));
    print_granted(*granted);
}

void free_memory(Events&, Arguments arguments) {
    const auto virt = number_in("free", arguments[0]);
    const auto size = virt ? number_in("free", arguments[1]) : std::nullopt;
    if (!size) return;
    const auto freed = unmap_memory({VirtAddr{*virt}, Bytes{*size}});
    if (!freed) return print("free {} {}: {}\n", arguments[0], arguments[1], errno_name(freed.error()));
    print("freed {} {}\n", address(*virt), *size);
}

void change_heap(Events&, Arguments arguments) {
    const auto change = arguments.empty() ? std::string_view{"+0"} : arguments[0];
    const bool shrink = change.starts_with('-');
    if (!shrink && !change.starts_with('+')) return print("heap: '{}' does not begin with + or -\n", change);
    const auto bytes = number_in("heap", change.substr(1));
    if (!bytes) return;
    const auto heap = shrink ? decrease_heap(Bytes{*bytes}) : increase_heap(Bytes{*bytes});
    if (!heap) return print("heap {}: {}\n", change, errno_name(heap.error()));
    print("heap {}\n", raw(heap->bytes));
}

}  // namespace freehold::user
