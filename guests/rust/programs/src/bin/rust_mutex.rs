// SPDX-License-Identifier: Apache-2.0
//! Locks that are unlocked before anybody locks them: remembered, but not beyond the process. Each run leaves one behind
//! for the next, which gets the same pid and finds nothing of it.

use call::{Cookie, Ticktimer, process_id};
use programs::{Context, Outcome, ensure, run};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

const LEFT_BEHIND: Cookie = Cookie(0x4000);
const REMEMBERED: Cookie = Cookie(0x4004);

fn main() -> ExitCode {
    println!("pid {}", process_id().unwrap_or_default());
    run(&[
        ("no unlock of an earlier process", nothing_left),
        ("an unlock in advance is remembered", remembered),
        ("a freed lock is forgotten", freed),
        ("leave an unlock behind", leave),
    ])
}

fn nothing_left() -> Outcome {
    waits_for_unlock(Ticktimer::connect().doing("connecting")?, LEFT_BEHIND)
}

fn remembered() -> Outcome {
    let ticktimer = Ticktimer::connect().doing("connecting")?;
    ticktimer.unlock(REMEMBERED).doing("unlocking")?;
    ticktimer.lock(REMEMBERED).doing("locking")
}

fn freed() -> Outcome {
    let ticktimer = Ticktimer::connect().doing("connecting")?;
    ticktimer.unlock(REMEMBERED).doing("unlocking")?;
    ticktimer.free(REMEMBERED).doing("freeing")?;
    waits_for_unlock(ticktimer, REMEMBERED)
}

fn leave() -> Outcome {
    Ticktimer::connect().doing("connecting")?.unlock(LEFT_BEHIND).doing("unlocking")
}

/// Locks in another thread, which must not come through before the unlock.
fn waits_for_unlock(ticktimer: Ticktimer, cookie: Cookie) -> Outcome {
    let unlocked = AtomicBool::new(false);
    let too_early = thread::scope(|scope| {
        let waiter = scope.spawn(|| ticktimer.lock(cookie).map(|()| !unlocked.load(Ordering::SeqCst)));
        thread::sleep(Duration::from_millis(20)); // time enough to come through wrongly
        unlocked.store(true, Ordering::SeqCst);
        let unlocking = ticktimer.unlock(cookie);
        (unlocking, waiter.join())
    });
    too_early.0.doing("unlocking")?;
    let early = too_early.1.map_err(|_| "the waiter panicked")?.doing("locking")?;
    ensure(!early, "the lock was open before it was unlocked")
}
