// SPDX-License-Identifier: Apache-2.0
//! Panics with a message of several lines: in its first thread, or with the argument `thread` in another one.
//! Nothing after it runs, in no thread.

use std::process::ExitCode;
use std::time::Duration;
use std::{env, thread};

fn main() -> ExitCode {
    println!("PASS before the panic");
    if env::args().nth(1).as_deref() == Some("thread") {
        let _ = thread::Builder::new().name("cellar".into()).spawn(give_up);
        thread::sleep(Duration::from_secs(60));
    } else {
        give_up();
    }
    println!("FAIL panic: the program went on");
    ExitCode::FAILURE
}

fn give_up() {
    let rooms = std::hint::black_box(3);
    panic!("the roof is off: {rooms} rooms are wet\nthe second line of the message, longer than one word of four bytes");
}
