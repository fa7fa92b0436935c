// SPDX-License-Identifier: Apache-2.0
// What names say of kinds: the one table to read and to extend. docs/whitelist.md tells how lines are held against names.
#include "whitelist/kind_table.hpp"

#include <array>

namespace freehold::tools {
namespace {

using enum Effect;

constexpr auto compatibles = std::to_array<KindRule>({
    // Interrupts: who has the controller takes, forges or stops the interrupts of all others, and the kernel's ticks.
    {"plic", reserve, "routes every interrupt"},
    {"aplic", reserve, "routes every interrupt"},
    {"imsic", reserve, "raises any interrupt at a write"},
    {"imsics", reserve, "raises any interrupt at a write"},
    {"plicsw", reserve, "raises the interrupts between harts"},
    {"gic", reserve, "routes every interrupt"},
    {"qgic", reserve, "routes every interrupt"},
    {"gic-v2m-frame", reserve, "raises any interrupt at a write"},
    {"bcm-armctrl-ic", reserve, "routes every interrupt"},
    {"bcm-l1-intc", reserve, "routes every interrupt, and the ticks of each core"},
    {"clic", reserve, "routes the interrupts of a hart"},
    // Timers and interrupts between harts: the kernel's own.
    {"clint", reserve, "the kernel's timer, and interrupts between harts"},
    {"aclint", reserve, "the kernel's timer, and interrupts between harts"},
    {"mtimer", reserve, "the kernel's timer"},
    {"mswi", reserve, "interrupts between harts"},
    {"sswi", reserve, "interrupts between harts"},
    {"plmt", reserve, "the kernel's timer"},
    {"armv7-timer-mem", reserve, "the kernel's timer, as memory"},
    {"cortex-a-global-timer", reserve, "the kernel's timer"},
    {"cortex-a-twd-timer", reserve, "the kernel's timer"},
    {"sysctr-timer", reserve, "counts for the kernel's timer"},
    // What decides what an access reaches.
    {"iommu", reserve, "decides which memory devices reach"},
    {"smmu", reserve, "decides which memory devices reach"},
    {"iopmp", reserve, "decides which memory devices reach"},
    {"ddrc", reserve, "can move or stop the RAM of all"},
    {"ddr-controller", reserve, "can move or stop the RAM of all"},
    {"ddr-phy", reserve, "can stop the RAM of all"},
    {"ddrphy", reserve, "can stop the RAM of all"},
    {"memory-controller", reserve, "can move or stop the RAM of all"},
    {"ccache", reserve, "flushes and divides the cache of all"},
    {"pl-cache", reserve, "flushes and divides the cache of all"},
    {"ax45mp-cache", reserve, "flushes and divides the cache of all"},
    {"cortex-a-scu", reserve, "holds the caches of the cores together"},
    {"pci-host", reserve, "its configuration space decides where devices appear"},
    {"ecam", reserve, "its configuration space decides where devices appear"},
    {"qemu,fw-cfg", reserve, "copies to any memory at a command"},
    // Debug and trace read and stop the cores.
    {"riscv,debug", reserve, "reads and writes all memory and every register"},
    {"sifive,debug", reserve, "reads and writes all memory and every register"},
    {"debug-module", reserve, "reads and writes all memory and every register"},
    {"coresight", reserve, "debug and trace of the cores"},
    // The power switch.
    {"sifive,test", reserve, "powers off and resets the machine"},
    // Memory that is no RAM.
    {"cfi-flash", storage, "flash"},
    {"jedec-flash", storage, "flash"},
    {"mtd-rom", storage, "ROM"},
    {"mtd-ram", storage, "memory behind a driver"},
    // Bus masters. Where the tree shows them by `iommus` or the like, no line is needed.
    {"virtio", master, "reads and writes the memory that its driver names"},
    {"macb", master, "Ethernet with DMA of its own"},
    {"dwmac", master, "Ethernet with DMA of its own"},
    {"ohci", master, "USB host with DMA of its own"},
    {"ehci", master, "USB host with DMA of its own"},
    {"xhci", master, "USB host with DMA of its own"},
    {"dwc", master, "USB with DMA of its own"},
    {"musb", master, "USB with DMA of its own"},
    {"sdhci", master, "memory cards with DMA of its own"},
    {"ahci", master, "disks with DMA of its own"},
    {"pdma", master, "copies memory"},
    {"dma", master, "copies memory"},
    {"simple-framebuffer", device, "memory that a display shows"},
    // Buses whose own `reg` is their window, and those that have registers in it.
    {"fsl,qe", registers, "a communication processor with registers of its own"},
    {"renesas,bsc", registers, "a bus controller with registers of its own"},
    {"simple-bus", frame, "a bus"},
    {"simple-pm-bus", frame, "a bus"},
});

constexpr auto nodes = std::to_array<KindRule>({
    {"interrupt-controller", reserve, "routes interrupts of others"},
    {"msi-controller", reserve, "raises interrupts at a write"},
    {"iommu", reserve, "decides which memory devices reach"},
    {"memory-controller", reserve, "can move or stop memory of others"},
    {"cache-controller", reserve, "flushes and divides the cache of all"},
    {"dma-controller", master, "copies memory"},
    {"dma", master, "copies memory"},
    {"ethernet", master, "Ethernet with DMA of its own"},
    {"usb", master, "USB with DMA of its own"},
    {"mmc", master, "memory cards with DMA of its own"},
    {"sata", master, "disks with DMA of its own"},
    {"ufs", master, "disks with DMA of its own"},
    {"gpu", master, "reads and writes what its commands name"},
    {"video-codec", master, "reads and writes pictures"},
});

constexpr auto blocks = std::to_array<KindRule>({
    {"plic", reserve, "routes every interrupt"},
    {"plic_mx", reserve, "routes every interrupt"},
    {"aplic", reserve, "routes every interrupt"},
    {"imsic", reserve, "raises any interrupt at a write"},
    {"nvic", reserve, "routes every interrupt"},
    {"clic", reserve, "routes every interrupt"},
    {"eclic", reserve, "routes every interrupt, and the kernel's timer"},
    {"pfic", reserve, "routes every interrupt"},
    {"intc", reserve, "routes every interrupt"},
    {"intmtx", reserve, "routes every interrupt"},
    {"intpri", reserve, "routes every interrupt"},
    {"interrupt_core", reserve, "routes every interrupt"},
    {"clint", reserve, "the kernel's timer, and interrupts between harts"},
    {"aclint", reserve, "the kernel's timer, and interrupts between harts"},
    {"plmt", reserve, "the kernel's timer"},
    {"plicsw", reserve, "interrupts between harts"},
    {"systick", reserve, "the kernel's timer"},
    {"stk", reserve, "the kernel's timer"},
    {"=scb", reserve, "exceptions and the reset of the core"},
    {"ppb", reserve, "the core's own: interrupts, protection, debug"},
    {"mpu", reserve, "decides what the core may reach"},
    {"sau", reserve, "decides what is secure"},
    {"gtzc", reserve, "decides who reaches what"},
    {"mpcbb", reserve, "decides who reaches what"},
    {"tzsc", reserve, "decides who reaches what"},
    {"tzasc", reserve, "decides who reaches what"},
    {"pms", reserve, "decides who reaches what"},
    {"apm", reserve, "decides who reaches what"},
    {"tee", reserve, "decides who reaches what"},
    {"sensitive", reserve, "decides who reaches what"},
    {"world_controller", reserve, "decides who reaches what"},
    {"accessctrl", reserve, "decides who reaches what"},
    {"iopmp", reserve, "decides which memory devices reach"},
    {"iommu", reserve, "decides which memory devices reach"},
    {"pcie_ecam", reserve, "its configuration space decides where devices appear"},
    {"=dm", reserve, "the debug module: all memory and every register"},
    {"debug", reserve, "debug of the cores"},
    {"VexRiscvDebug", reserve, "debug of the core"},
    {"coredebug", reserve, "debug of the cores"},
    {"dbgmcu", reserve, "debug of the cores"},
    {"dbg", reserve, "debug of the cores"},
    {"sdram", reserve, "can stop the RAM of all"},
    {"ddrphy", reserve, "can stop the RAM of all"},
    {"ddrctrl", reserve, "can move or stop the RAM of all"},
    {"ccache", reserve, "flushes and divides the cache of all"},
    {"sifive_test", reserve, "powers off and resets the machine"},
    {"ethernet_dma", master, "Ethernet with DMA of its own"},
    {"dma", master, "copies memory"},
    {"dmac", master, "copies memory"},
    {"gdma", master, "copies memory"},
    {"mdma", master, "copies memory"},
    {"bdma", master, "copies memory"},
    {"edma", master, "copies memory"},
    {"dma2d", master, "copies pictures"},
    {"ltdc", master, "reads pictures"},
    {"emac", master, "Ethernet with DMA of its own"},
    {"gmac", master, "Ethernet with DMA of its own"},
    {"uhci", master, "USB host or serial line with DMA of its own"},
    {"ohci", master, "USB host with DMA of its own"},
    {"ehci", master, "USB host with DMA of its own"},
    {"sdblock2mem", master, "memory cards with DMA of its own"},
    {"sdmem2block", master, "memory cards with DMA of its own"},
    {"video_framebuffer", master, "reads pictures"},
    {"=ctrl", power, "LiteX' controller of the system, which resets it"},
});

constexpr auto memories = std::to_array<KindRule>({
    {"emulator_ram", reserve, "the firmware that emulates for the kernel"},
    {"opensbi", reserve, "the firmware"},
    {"csr", frame, "the window of all register blocks"},
});

}  // namespace

std::span<const KindRule> compatible_rules() { return compatibles; }
std::span<const KindRule> node_rules() { return nodes; }
std::span<const KindRule> block_rules() { return blocks; }
std::span<const KindRule> memory_rules() { return memories; }

}  // namespace freehold::tools
