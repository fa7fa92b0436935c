// SPDX-License-Identifier: Apache-2.0
//! Clocks and waiting. How long is too long is nobody's promise: only what came too early is wrong.

use programs::{Context, Outcome, ensure, run, same};
use std::process::ExitCode;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Long enough to tell sleeping from not sleeping.
const NAP: Duration = Duration::from_millis(30);

/// The first second of 2024: a clock that runs is past it.
const YEAR_2024: Duration = Duration::from_secs(1_704_067_200);

fn main() -> ExitCode {
    run(&[
        ("instants do not go back", instants),
        ("sleep", sleep),
        ("sleeping threads do not hold up each other", sleepers),
        ("waiting for a condition ends", condition),
        ("parking ends", parking),
        ("receiving ends", receiving),
        ("time of day", time_of_day),
    ])
}

fn at_least_a_nap(what: &str, since: Instant) -> Outcome {
    let took = since.elapsed();
    ensure(took >= NAP, format!("{what} took {took:?} instead of {NAP:?}"))
}

fn instants() -> Outcome {
    let mut last = Instant::now();
    for _ in 0..1_000 {
        let now = Instant::now();
        ensure(now >= last, format!("{now:?} came after {last:?}"))?;
        last = now;
    }
    Ok(())
}

fn sleep() -> Outcome {
    let start = Instant::now();
    thread::sleep(NAP);
    at_least_a_nap("sleeping", start)?;
    thread::sleep(Duration::ZERO);
    Ok(())
}

fn sleepers() -> Outcome {
    let all: Vec<_> = (0..8)
        .map(|_| {
            thread::spawn(|| {
                let start = Instant::now();
                thread::sleep(NAP);
                start.elapsed()
            })
        })
        .collect();
    for one in all {
        let took = one.join().map_err(|_| "a sleeper panicked")?;
        ensure(took >= NAP, format!("a sleeper slept {took:?} instead of {NAP:?}"))?;
    }
    Ok(())
}

fn condition() -> Outcome {
    let (lock, never) = (Mutex::new(()), Condvar::new());
    let start = Instant::now();
    let guard = lock.lock().doing("locking")?;
    // It may also wake for no reason, so that one wait proves nothing of its length.
    let (_guard, result) = never.wait_timeout_while(guard, NAP, |()| true).doing("waiting")?;
    ensure(result.timed_out(), "woken by nobody")?;
    at_least_a_nap("waiting", start)
}

fn parking() -> Outcome {
    let start = Instant::now();
    while start.elapsed() < NAP {
        thread::park_timeout(NAP.saturating_sub(start.elapsed()));
    }
    Ok(())
}

fn receiving() -> Outcome {
    let (sender, receiver) = channel::<()>();
    let start = Instant::now();
    same("what came", receiver.recv_timeout(NAP), Err(RecvTimeoutError::Timeout))?;
    drop(sender);
    at_least_a_nap("receiving", start)
}

/// A machine without a clock counts from 1970 or from its start, and may not go back either.
fn time_of_day() -> Outcome {
    let first = SystemTime::now();
    thread::sleep(NAP);
    let passed = SystemTime::now().duration_since(first).doing("the later time minus the earlier")?;
    // The two clocks are not the same one, and tell whole milliseconds.
    ensure(passed + Duration::from_millis(10) >= NAP, format!("a nap of {NAP:?} took {passed:?} of the day"))?;
    let since_1970 = first.duration_since(UNIX_EPOCH).doing("the time since 1970")?;
    ensure(since_1970 > YEAR_2024, format!("the clock says {} s after 1970", since_1970.as_secs()))
}
