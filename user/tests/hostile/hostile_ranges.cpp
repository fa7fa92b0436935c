// SPDX-License-Identifier: Apache-2.0
// Ranges that wrap, leave the user's addresses, have odd sizes or flags: refused, and nothing has changed (O3, O4).
#include <initializer_list>

#include "trial.hpp"
#include "user/message.hpp"

namespace freehold::user::hostile {
namespace {

constexpr Bytes page{page_bytes};
constexpr Word last_page = ~(page_bytes - 1);
constexpr Word user_end = abi::layout::user_end;
constexpr Word half = ~(~Word{0} >> 1);

Result<Memory> increase_heap_with(Word flags) {
    return user::detail::expecting_memory(system_call(abi::Call::increase_heap, page_bytes, flags));
}

void wrap(Hostile& hostile) {
    hostile.tries("01 a physical range that wraps", [](Steps& steps) {
        for (const Word at : {Word{0}, Word{0x1000}, half - page_bytes, half, Word{0x6000'0000}, last_page})
            for (const Word size : {half, 2 * page_bytes, half + page_bytes, last_page, user_end})
                steps.refused("map", map_memory(PhysAddr{last_page}, VirtAddr{at}, Bytes{size}, Flags::rw),
                              Errno::bad_address);
    });
    hostile.tries("01 a virtual range that wraps", [](Steps& steps) {
        for (const Word size : {2 * page_bytes, half, last_page})
            steps.refused("map", map_memory(any_ram, VirtAddr{last_page}, Bytes{size}, Flags::rw), Errno::bad_address);
        steps.refused("a range that ends at 0", map_memory(any_ram, VirtAddr{half}, Bytes{half}, Flags::rw),
                      Errno::bad_address);
    });
}

/// Each of a kernel's windows, and ranges that begin with the user's pages and end with the kernel's.
constexpr Memory not_the_users[] = {
    {VirtAddr{user_end}, page},
    {VirtAddr{user_end - page_bytes}, Bytes{2 * page_bytes}},
    {VirtAddr{0xfc00'0000}, page},
    {VirtAddr{0xff80'0000}, page},
    {VirtAddr{0xff80'2000}, page},
    {VirtAddr{last_page}, page},
    {VirtAddr{last_page}, Bytes{2 * page_bytes}},
    {VirtAddr{0}, page},
    {VirtAddr{0}, Bytes{2 * page_bytes}},
    {VirtAddr{page_bytes}, Bytes{last_page}},
};

void reach_into_the_kernel(Hostile& hostile, ConnectionId self_server) {
    hostile.tries("02 unmapping what is not the user's", [](Steps& steps) {
        for (const auto& memory : not_the_users) steps.refused("unmap", unmap_memory(memory), Errno::bad_address);
    });
    hostile.tries("02 protecting what is not the user's", [](Steps& steps) {
        for (const auto& memory : not_the_users)
            steps.refused("protect", restrict_memory(memory, Flags::r), Errno::bad_address);
    });
    hostile.tries("02 sending what is not the user's", [&](Steps& steps) {
        for (const auto& memory : not_the_users) {
            steps.refused("lend", lend(self_server, MessageId{1}, {memory}), Errno::bad_address);
            steps.refused("lend mutably", lend_mutably(self_server, MessageId{1}, {memory}), Errno::bad_address);
            steps.refused("move", move(self_server, MessageId{1}, {memory}), Errno::bad_address);
        }
    });
    hostile.tries("02 returning what was never lent", [](Steps& steps) {
        for (const auto& memory : not_the_users)
            for (const Word token : {Word{0}, Word{0x0100'0000}, Word{0x0201'0001}, Word{0xffff'ffff}})
                steps.refused("return", return_memory(Sender{token}, {memory}), Errno::process_not_found);
    });
    hostile.tries("02 asking where the kernel's memory lies", [](Steps& steps) {
        for (const auto& memory : not_the_users)
            if (raw(memory.start) != page_bytes && raw(memory.start) != user_end - page_bytes)
                steps.refused("translate", virt_to_phys(memory.start), Errno::bad_address);
    });
}

void cross_the_border(Hostile& hostile) {
    hostile.tries("03 mapping where only the first page is the user's", [](Steps& steps) {
        for (const Word pages : {2u, 3u, 1024u})
            steps.refused("map",
                          map_memory(any_ram, VirtAddr{user_end - page_bytes}, Bytes{pages * page_bytes}, Flags::rw),
                          Errno::bad_address);
        for (const Word at : {user_end, Word{0xfeff'e000}, Word{0xff80'2000}, last_page})
            steps.refused("map", map_memory(any_ram, VirtAddr{at}, page, Flags::rw), Errno::bad_address);
    });
    hostile.tries("03 the last page of the user's", [](Steps& steps) {
        const auto last = map_memory(any_ram, VirtAddr{user_end - page_bytes}, page, Flags::rw);
        if (steps.granted("map", last)) steps.granted("unmap", unmap_memory(*last));
    });
}

void odd_sizes(Hostile& hostile) {
    hostile.tries("10 sizes that are none", [](Steps& steps) {
        steps.refused("0 bytes", map_memory(any_ram, anywhere, Bytes{0}, Flags::rw), Errno::invalid_syscall);
        for (const Word size : {Word{1}, Word{4095}, Word{4097}, ~Word{0}})
            steps.refused("map", map_memory(any_ram, anywhere, Bytes{size}, Flags::rw), Errno::bad_alignment);
        steps.refused("all pages there are", map_memory(any_ram, anywhere, Bytes{last_page}, Flags::rw),
                      Errno::out_of_memory);
    });
    hostile.tries("10 sizes that are none, of what is mapped", [](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, Bytes{2 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        for (const Word size : {Word{1}, Word{4095}, Word{4097}, ~Word{0}}) {
            steps.refused("unmap", unmap_memory({memory->start, Bytes{size}}), Errno::bad_alignment);
            steps.refused("protect", restrict_memory({memory->start, Bytes{size}}, Flags::r), Errno::bad_alignment);
        }
        steps.refused("unmap 0", unmap_memory({memory->start, Bytes{0}}), Errno::invalid_syscall);
        steps.refused("unmap the rest of all", unmap_memory({memory->start, Bytes{last_page}}), Errno::bad_address);
        for (const Word off : {1u, 2u, 4095u}) {
            steps.refused("unmap beside", unmap_memory({VirtAddr{raw(memory->start) + off}, page}),
                          Errno::bad_alignment);
            steps.refused("map beside", map_memory(any_ram, VirtAddr{raw(memory->start) + off}, page, Flags::rw),
                          Errno::bad_alignment);
        }
        steps.granted("unmap all", unmap_memory(*memory));
    });
}

void odd_flags(Hostile& hostile) {
    hostile.tries("10 flags that are none", [](Steps& steps) {
        for (const Word flags : {Word{0x40}, Word{0x80}, Word{0x46}, half, ~Word{0}}) {
            steps.refused("map", map_memory(any_ram, anywhere, page, Flags{flags}), Errno::invalid_syscall);
            steps.refused("grow", increase_heap_with(flags), Errno::invalid_syscall);
        }
    });
    hostile.tries("10 no rights, and none to be added", [](Steps& steps) {
        for (const Word flags : {Word{0}, Word{abi::flag::w}}) {
            const auto memory = map_memory(any_ram, anywhere, page, Flags{flags});
            if (!steps.granted("map", memory)) continue;
            for (const Word more : {Word{0}, abi::flag::r, abi::flag::r | abi::flag::w, abi::flag::x})
                steps.refused("protect", restrict_memory(*memory, Flags{more}), Errno::memory_in_use);
            steps.granted("unmap", unmap_memory(*memory));
        }
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user::hostile;
    Hostile hostile{"hostile_ranges"};
    const auto server = freehold::user::create_server();
    if (!server) return 1;
    // The kernel's notes for messages lie in a page of the sender's that stays: it is there before anything is counted.
    (void)freehold::user::send(server->connection, freehold::user::MessageId{1}, {});
    (void)freehold::user::receive(server->sid);
    wrap(hostile);
    reach_into_the_kernel(hostile, server->connection);
    cross_the_border(hostile);
    odd_sizes(hostile);
    odd_flags(hostile);
    return hostile.failures();
}
