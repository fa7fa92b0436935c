// SPDX-License-Identifier: Apache-2.0
//! As many threads as a process may have; one more is an error, and those that end make room.

use call::Error;
use programs::{Context, Outcome, ensure, run, same};
use std::io;
use std::process::ExitCode;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{Builder, JoinHandle};

/// Besides the first one.
const MORE: usize = 30;

/// Closed at first; whoever passes waits until it opens.
#[derive(Default)]
struct Gate {
    open: Mutex<bool>,
    changed: Condvar,
}

impl Gate {
    fn pass(&self) {
        let open = self.open.lock().expect("no thread panics");
        drop(self.changed.wait_while(open, |open| !*open).expect("no thread panics"));
    }

    fn open(&self) {
        *self.open.lock().expect("no thread panics") = true;
        self.changed.notify_all();
    }
}

fn main() -> ExitCode {
    run(&[("31 threads", fill), ("31 threads once more", fill)])
}

fn start(gate: &Arc<Gate>) -> io::Result<JoinHandle<()>> {
    let gate = Arc::clone(gate);
    Builder::new().stack_size(8 * 1024).spawn(move || gate.pass())
}

fn fill() -> Outcome {
    let gate = Arc::default();
    let mut threads = Vec::new();
    for _ in 0..MORE {
        threads.push(start(&gate).doing(&format!("starting thread {}", threads.len() + 2))?);
    }
    let refused = start(&gate);
    gate.open();
    for thread in threads {
        thread.join().map_err(|_| "a thread panicked")?;
    }
    let error = refused.err().ok_or("a 32nd thread was started")?;
    same("error of the 32nd", error.raw_os_error().map(|n| Error(n as usize)), Some(Error::THREAD_NOT_AVAILABLE))?;
    ensure(start(&gate).doing("starting a thread after the others")?.join().is_ok(), "it panicked")
}
