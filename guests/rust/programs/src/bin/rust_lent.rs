// SPDX-License-Identifier: Apache-2.0
//! A thread that writes to a buffer which another thread of the process has lent: it sleeps until the buffer is back, and
//! then succeeds. So does one that only reads, since what is lent is nowhere but with its borrower.

use call::{Answer, Connection, Envelope, Flags, MessageId, PAGE, Parcel, Range, Travel, give_back, map, send, unmap};
use programs::{Context, Outcome, ensure, run, same, with_server};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Where the second thread writes or reads, and where the borrower leaves its own word.
const TOUCHED: usize = 10;
const BORROWERS: usize = 11;

fn main() -> ExitCode {
    run(&[
        ("a write waits for what is lent mutably", || waits(Travel::MutableBorrow, Touch::Write)),
        ("a read waits for what is lent mutably", || waits(Travel::MutableBorrow, Touch::Read)),
        ("a write waits for what is lent", || waits(Travel::Borrow, Touch::Write)),
        ("a read waits for what is lent", || waits(Travel::Borrow, Touch::Read)),
    ])
}

/// Tells how far the threads are.
#[derive(Default)]
struct Progress {
    received: AtomicBool,
    touching: AtomicBool,
    returning: AtomicBool,
}

#[derive(Clone, Copy, PartialEq)]
enum Touch {
    Read,
    Write,
}

impl Touch {
    /// Its page is this process' own, readable and writable, whoever has it at the moment.
    fn at(self, range: Range) {
        let word = range.word(TOUCHED);
        match self {
            // SAFETY: see above.
            Touch::Read => drop(unsafe { word.read_volatile() }),
            // SAFETY: see above.
            Touch::Write => unsafe { word.write_volatile(5) },
        }
    }
}

fn wait_for(flag: &AtomicBool) {
    while !flag.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(1));
    }
}

fn waits(travel: Travel, touch: Touch) -> Outcome {
    let range = map(None, None, PAGE, Flags::R.with(Flags::W)).doing("mapping")?;
    let progress = Progress::default();
    let (after_return, ()) = with_server(
        |to| touch_while_lent(to, travel, range, touch, &progress),
        |message| borrow_for_a_while(message, travel, &progress),
    )?;
    ensure(after_return, "it did not wait for the buffer")?;
    // SAFETY: all threads but this one are done with it.
    let word = |index| unsafe { range.word(index).read_volatile() };
    let touched = [word(TOUCHED), word(BORROWERS)];
    let written = if touch == Touch::Write { 5 } else { 0 };
    let borrowers = if travel == Travel::MutableBorrow { 8 } else { 0 };
    same("what is in the buffer", touched, [written, borrowers])?;
    // SAFETY: not touched again.
    unsafe { unmap(range) }.doing("unmapping")
}

/// @return whether the touch was over only after the borrower had begun to return the buffer
fn touch_while_lent(to: Connection, travel: Travel, range: Range, touch: Touch, progress: &Progress) -> Result<bool, String> {
    thread::scope(|scope| {
        let toucher = scope.spawn(move || {
            wait_for(&progress.received);
            progress.touching.store(true, Ordering::SeqCst);
            touch.at(range);
            progress.returning.load(Ordering::SeqCst)
        });
        // SAFETY: the other thread's touch is what this is about; it is volatile.
        let lent = unsafe { send(to, travel, MessageId(1), Parcel { range, offset: 0, valid: 0 }) };
        progress.received.store(true, Ordering::SeqCst); // whatever happened, the other thread must not wait for ever
        let waited = toucher.join().map_err(|_| "the touching thread panicked")?;
        lent.doing("lending")?;
        Ok(waited)
    })
}

fn borrow_for_a_while(message: Envelope, travel: Travel, progress: &Progress) -> Answer<()> {
    let parcel = message.parcel();
    progress.received.store(true, Ordering::SeqCst);
    wait_for(&progress.touching);
    thread::sleep(Duration::from_millis(20)); // time enough to touch it wrongly
    if travel == Travel::MutableBorrow {
        // SAFETY: lent to this thread for writing.
        unsafe { parcel.range.word(BORROWERS).write_volatile(8) };
    }
    progress.returning.store(true, Ordering::SeqCst);
    // SAFETY: not touched again here.
    unsafe { give_back(message.sender, parcel) }
}
