// SPDX-License-Identifier: Apache-2.0
//! One `ecall`: a number and seven words in, a tag and seven words out.

use crate::{Answer, Error};
use core::arch::asm;

#[derive(Clone, Copy)]
#[repr(usize)]
pub(crate) enum Call {
    MapMemory = 2,
    Yield = 3,
    IncreaseHeap = 10,
    UpdateMemoryFlags = 12,
    ReceiveMessage = 15,
    SendMessage = 16,
    Connect = 17,
    UnmapMemory = 19,
    ReturnMemory = 20,
    CreateServer = 29,
    GetProcessId = 33,
    DestroyServer = 34,
    Disconnect = 35,
    VirtToPhys = 39,
}

pub(crate) mod tag {
    pub const OK: usize = 0;
    pub const ERROR: usize = 1;
    pub const MEMORY_RANGE: usize = 3;
    pub const CONNECTION_ID: usize = 7;
    pub const NEW_SERVER_ID: usize = 8;
    pub const MESSAGE_ENVELOPE: usize = 9;
    pub const PROCESS_ID: usize = 11;
    pub const SCALAR1: usize = 14;
    pub const SCALAR2: usize = 15;
    pub const SCALAR5: usize = 20;
    pub const MEMORY_RETURNED: usize = 18;
}

/// The seven words after the tag.
pub(crate) type Words = [usize; 7];

/// Calls the kernel and takes the answer's words if it has the tag that this call answers with.
///
/// # Safety
/// Calls that take memory away or change its rights leave dangling whatever still points there.
pub(crate) unsafe fn call(number: Call, arguments: &[usize], expected: usize) -> Answer<Words> {
    // SAFETY: the caller's promise.
    unsafe { call_for_any(number, arguments, &[expected]) }
}

/// The same, for calls that answer with one of several tags.
///
/// # Safety
/// As of `call`.
pub(crate) unsafe fn call_for_any(number: Call, arguments: &[usize], expected: &[usize]) -> Answer<Words> {
    let mut w = [0; 7];
    w[..arguments.len()].copy_from_slice(arguments);
    let mut tag = number as usize;
    // SAFETY: the kernel changes a0..a7 only, and memory as the caller of this function vouches for.
    unsafe {
        asm!("ecall",
            inlateout("a0") tag,
            inlateout("a1") w[0], inlateout("a2") w[1], inlateout("a3") w[2], inlateout("a4") w[3],
            inlateout("a5") w[4], inlateout("a6") w[5], inlateout("a7") w[6]);
    }
    match tag {
        _ if expected.contains(&tag) => Ok(w),
        tag::ERROR => Err(Error(w[0])),
        _ => Err(Error::UNEXPECTED_ANSWER),
    }
}

/// This process' pid.
pub fn process_id() -> Answer<usize> {
    // SAFETY: touches no memory.
    unsafe { call(Call::GetProcessId, &[], tag::PROCESS_ID) }.map(|w| w[0])
}

/// Lets another thread run.
pub fn yield_now() {
    // SAFETY: touches no memory. The kernel has nothing to refuse here.
    let _ = unsafe { call(Call::Yield, &[], tag::OK) };
}
