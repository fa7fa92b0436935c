// SPDX-License-Identifier: Apache-2.0
//! The Xous system calls that the standard library keeps private, with types: an address is no size, and a physical
//! address is no virtual one. docs/abi.md has the table of calls.
#![no_std]

mod error;
mod memory;
mod message;
mod raw;
mod ticktimer;

pub use error::Error;
pub use memory::*;
pub use message::*;
pub use raw::{process_id, yield_now};
pub use ticktimer::{Cookie, Ticktimer};

/// What a call answers: its value, or the kernel's refusal.
pub type Answer<T> = Result<T, Error>;
