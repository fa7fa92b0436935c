// SPDX-License-Identifier: Apache-2.0
// Writes a secret to a page of its own, tells where in memory that page is, and what it reads there whenever it is asked.
#include "mirror.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/print.hpp"

int main() {
    using namespace freehold::user;
    const auto page = map_memory(any_ram, anywhere, Bytes{page_bytes}, Flags::rw);
    const auto server = create_server(mirror::victim);
    if (!page || !server) return print("FAIL mirror_victim: no page or no server\n"), 1;
    volatile Word& word = *static_cast<volatile Word*>(page->pointer());
    word = mirror::secret;
    const auto at = virt_to_phys(page->start);
    while (const auto message = receive(server->sid))
        (void)return_scalar(message->sender, message->id == mirror::where && at ? raw(*at) : word);
    return 1;
}
