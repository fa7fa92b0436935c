// SPDX-License-Identifier: Apache-2.0
//! Prints a line every tenth of a second, for half a minute. When the log server ends in between, the next line ends
//! this program: the standard library keeps its connection for ever and panics when it no longer leads anywhere.

use std::time::Duration;

fn main() {
    for line in 1..=300 {
        println!("talker {line}");
        std::thread::sleep(Duration::from_millis(100));
    }
}
