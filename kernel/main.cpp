// SPDX-License-Identifier: Apache-2.0
#include <new>

#include "kernel/console.hpp"
#include "kernel/device_tree.hpp"
#include "kernel/kernel.hpp"
#include "kernel/lifecycle.hpp"
#include "kernel/mirror_scan.hpp"
#include "kernel/paging.hpp"
#include "kernel/power_off.hpp"
#include "kernel/seeds.hpp"
#include "kernel/trap.hpp"

namespace freehold::kernel {
namespace {

alignas(Kernel) char kernel_memory[sizeof(Kernel)];

/// The machine cannot start: one line says why.
template <class... Parts>
[[noreturn]] void refuse_to_start(const Parts&... parts) {
    console::print("freehold: cannot start: ", parts..., "\n");
    power_off(Outcome::failure);
}

/// The whole pages that hold the boot image.
PhysPages pages_of(InitialImage image) {
    const PhysPage first = PhysPage::of(image.begin);
    return {first, PhysPage::of(PhysAddr{image.end.raw() + page_mask}) - first};
}

BootImage checked_image(InitialImage image) {
    const char* const bytes = reinterpret_cast<const char*>(image.begin.raw() + board::direct_offset);
    const auto checked = BootImage::checked({bytes, image.end.raw() - image.begin.raw()}, preemption_point);
    if (!checked) refuse_to_start("boot image: ", checked.error().what, " at byte ", Word{checked.error().offset});
    return *checked;
}

Powers checked_powers(const BootImage& image) {
    const BootFile rights = image.find("etc/", "rights");
    if (rights.name.empty()) refuse_to_start("boot image: etc/rights is missing");
    const auto powers = Powers::parse(rights.bytes);
    if (!powers)
        refuse_to_start("etc/rights line ", Word{powers.error().line}, ": ", powers.error().word, ": ",
                        powers.error().why);
    return *powers;
}

void adopt(Memory& memory, PhysPages pages, std::string_view what) {
    if (!memory.adopt(pages))
        refuse_to_start(what, " is not in listed RAM, from ", console::Hex{pages.first().address().raw()});
}

/// Names a region as the map does.
void put(const Region& region) {
    const auto last = PhysAddr{region.pages.end().address().raw() - 1};
    console::print(region.name, " ", console::Hex{region.pages.first().address().raw()}, "-", console::Hex{last.raw()});
}

/// Memory that is listed twice could be given to two processes at once (R5).
void refuse_mirrors(const Memory& memory) {
    const auto found = find_mirror(memory);
    if (!found) return;
    console::put("freehold: cannot start: ");
    put(*found->one);
    console::put(" and ");
    put(*found->other);
    console::print(" are the same memory: ", console::Hex{found->one_page.address().raw()}, " shows at ",
                   console::Hex{found->other_page.address().raw()}, "\n");
    power_off(Outcome::failure);
}

}  // namespace

/// Where boot.S arrives.
/// @param hart the one that boots, which need not be the first. @param tree physical address of the device tree
extern "C" [[noreturn]] void kernel_main(Word hart, Word tree) {
    map_kernel();
    tell_kernel_faults();
    const auto found = read_chosen(PhysAddr{tree});
    if (!found) refuse_to_start(std::string_view{found.error()});
    const BootImage image = checked_image(found->image);
    Kernel& kernel = *new (kernel_memory) Kernel{image, checked_powers(image), Random{}};
    if (!mix_seeds(kernel.random, found->seed, image))
        console::print("freehold: no seed: addresses of private servers can be guessed\n");
    adopt(kernel.memory, image_pages(), "the kernel");
    adopt(kernel.memory, pages_of(found->image), "the boot image");
    refuse_mirrors(kernel.memory);
    kernel.interrupts.start(hart);

    const auto init = spawn(kernel, nullptr, "init", {});
    if (!init)
        refuse_to_start("init: error ", static_cast<Word>(init.error().number), ", problem ",
                        static_cast<Word>(init.error().load.problem), " at byte ", init.error().load.offset);
    enter_first(kernel);
}

}  // namespace freehold::kernel
