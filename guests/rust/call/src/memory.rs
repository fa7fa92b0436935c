// SPDX-License-Identifier: Apache-2.0
//! Asking for pages, giving them back, and taking rights away from them.

use crate::Answer;
use crate::raw::{Call, call, tag};

/// An address on the bus.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PhysAddr(pub usize);

/// An address in this process.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VirtAddr(pub usize);

/// A size.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
pub struct Bytes(pub usize);

/// The unit of all memory calls.
pub const PAGE: Bytes = Bytes(4096);

/// So many pages, in bytes.
pub const fn pages(count: usize) -> Bytes {
    Bytes(count * PAGE.0)
}

/// Rights and kind of a mapping.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flags(usize);

impl Flags {
    /// No rights at all.
    pub const NONE: Flags = Flags(0);
    /// Readable.
    pub const R: Flags = Flags(2);
    /// Writable; without `R` no access at all.
    pub const W: Flags = Flags(4);
    /// Executable once it is no longer writable.
    pub const X: Flags = Flags(8);
    /// With a physical address: a device's registers.
    pub const DEVICE: Flags = Flags(0x10);

    /// These and those.
    pub const fn with(self, others: Flags) -> Flags {
        Flags(self.0 | others.0)
    }
}

/// A range of this process' memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// Its first byte.
    pub start: VirtAddr,
    /// Its size.
    pub bytes: Bytes,
}

impl Range {
    /// Its words.
    ///
    /// # Safety
    /// The range is mapped and readable, and nobody writes to it by another way.
    pub unsafe fn words(&self) -> &[u32] {
        // SAFETY: the caller's promise; a page is aligned for words.
        unsafe { core::slice::from_raw_parts(self.start.0 as *const u32, self.bytes.0 / 4) }
    }

    /// A pointer to the word at this index.
    pub fn word(&self, index: usize) -> *mut u32 {
        (self.start.0 as *mut u32).wrapping_add(index)
    }

    fn from_answer(words: [usize; 7]) -> Range {
        Range { start: VirtAddr(words[0]), bytes: Bytes(words[1]) }
    }
}

/// Asks for pages: exactly these physical ones or any RAM (zeroed), at an address of one's own or the kernel's choice.
pub fn map(phys: Option<PhysAddr>, virt: Option<VirtAddr>, size: Bytes, flags: Flags) -> Answer<Range> {
    let arguments = [phys.map_or(0, |a| a.0), virt.map_or(0, |a| a.0), size.0, flags.0];
    // SAFETY: only adds memory; the kernel never grants pages that this process has already.
    unsafe { call(Call::MapMemory, &arguments, tag::MEMORY_RANGE) }.map(Range::from_answer)
}

/// Gives pages back.
///
/// # Safety
/// Nothing points there any more.
pub unsafe fn unmap(range: Range) -> Answer<()> {
    // SAFETY: the caller's promise.
    unsafe { call(Call::UnmapMemory, &[range.start.0, range.bytes.0], tag::OK) }.map(|_| ())
}

/// Takes rights away.
///
/// # Safety
/// Nobody counts on the rights that go.
pub unsafe fn restrict(range: Range, flags: Flags) -> Answer<()> {
    // SAFETY: the caller's promise.
    unsafe { call(Call::UpdateMemoryFlags, &[range.start.0, range.bytes.0, flags.0, 0], tag::OK) }.map(|_| ())
}

/// The whole heap as it is.
pub fn heap() -> Answer<Range> {
    // SAFETY: asking for 0 bytes more changes nothing.
    unsafe { call(Call::IncreaseHeap, &[0, Flags::R.with(Flags::W).0], tag::MEMORY_RANGE) }.map(Range::from_answer)
}

/// Where a page of this process lies.
pub fn virt_to_phys(address: VirtAddr) -> Answer<PhysAddr> {
    // SAFETY: touches no memory.
    unsafe { call(Call::VirtToPhys, &[address.0], tag::SCALAR1) }.map(|w| PhysAddr(w[0]))
}
