// SPDX-License-Identifier: Apache-2.0
//! Overflows the stack of a thread. Its guard page ends the process before anything else is overwritten.

use std::hint::black_box;
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    println!("PASS before the overflow");
    let deep = thread::Builder::new().stack_size(16 * 1024).spawn(|| descend(0));
    let outcome = deep.map(|thread| thread.join().is_ok());
    println!("FAIL overflow: the program went on, {outcome:?}");
    ExitCode::FAILURE
}

/// Each step keeps a little of the stack for itself, less than a guard page.
#[allow(unconditional_recursion)]
fn descend(depth: usize) -> usize {
    let kept = black_box([depth; 16]);
    descend(depth + 1) + kept[depth % 16]
}
