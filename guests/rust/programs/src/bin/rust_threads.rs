// SPDX-License-Identifier: Apache-2.0
//! 16 threads and all that the standard library has to bring them together.

use programs::{Context, Outcome, ensure, run, same};
use std::cell::RefCell;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Condvar, Mutex, OnceLock, RwLock, mpsc};
use std::thread;

const THREADS: usize = 16;

fn main() -> ExitCode {
    run(&[
        ("threads give back values", values),
        ("mutex", mutex),
        ("condition variable", condition),
        ("barrier", barrier),
        ("channels", channels),
        ("bounded channel", bounded),
        ("park and unpark", parking),
        ("scoped threads", scoped),
        ("thread-locals with destructors", thread_locals),
        ("reader-writer lock", readers),
        ("initialized once", once),
        ("names", names),
    ])
}

/// Runs the body in 16 threads, with their numbers, and waits for all.
fn in_threads<T: Send>(body: impl Fn(usize) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let body = &body;
        let all: Vec<_> = (0..THREADS).map(|n| scope.spawn(move || body(n))).collect();
        all.into_iter().filter_map(|one| one.join().ok()).collect()
    })
}

fn values() -> Outcome {
    let all: Vec<_> = (0..THREADS).map(|n| thread::spawn(move || n * n)).collect();
    for (n, one) in all.into_iter().enumerate() {
        same("square", one.join().map_err(|_| "a thread panicked")?, n * n)?;
    }
    Ok(())
}

fn mutex() -> Outcome {
    let total = Mutex::new(0);
    in_threads(|_| {
        for _ in 0..200 {
            let mut guard = total.lock().expect("no thread panics");
            let seen = *guard;
            thread::yield_now(); // others try to get in between
            *guard = seen + 1;
        }
    });
    same("total", total.into_inner().doing("taking the total")?, THREADS * 200)
}

/// Each thread waits for its turn, counted up by the one before it.
fn condition() -> Outcome {
    let turn = Mutex::new(0);
    let changed = Condvar::new();
    let order = Mutex::new(Vec::new());
    in_threads(|n| {
        let mut now = changed.wait_while(turn.lock().expect("sound"), |now| *now != n).expect("sound");
        order.lock().expect("sound").push(n);
        *now += 1;
        changed.notify_all();
    });
    same("order", order.into_inner().doing("taking the order")?, (0..THREADS).collect())
}

fn barrier() -> Outcome {
    let barrier = Barrier::new(THREADS);
    let before = AtomicUsize::new(0);
    let seen = in_threads(|_| {
        before.fetch_add(1, Ordering::SeqCst);
        let leader = barrier.wait().is_leader();
        (before.load(Ordering::SeqCst), leader)
    });
    ensure(seen.iter().all(|(arrived, _)| *arrived == THREADS), "one passed before all were there")?;
    same("leaders", seen.iter().filter(|(_, leader)| *leader).count(), 1)
}

fn channels() -> Outcome {
    let (sender, receiver) = mpsc::channel();
    let sum = thread::scope(|scope| {
        for n in 0..THREADS {
            let sender = sender.clone();
            scope.spawn(move || (0..100).for_each(|i| sender.send(n * 100 + i).expect("the receiver is there")));
        }
        drop(sender);
        receiver.iter().sum::<usize>()
    });
    same("sum of what came", sum, (0..THREADS * 100).sum())
}

fn bounded() -> Outcome {
    let (sender, receiver) = mpsc::sync_channel(0); // each send waits for its receive
    let got = thread::scope(|scope| {
        scope.spawn(move || (0..200).for_each(|n| sender.send(n).expect("the receiver is there")));
        receiver.iter().collect::<Vec<u32>>()
    });
    same("what came", got, (0..200).collect())
}

fn parking() -> Outcome {
    let go: Arc<AtomicBool> = Arc::default();
    let sleepers: Vec<_> = (0..THREADS)
        .map(|_| {
            let go = Arc::clone(&go);
            thread::spawn(move || {
                while !go.load(Ordering::Acquire) {
                    thread::park();
                }
            })
        })
        .collect();
    thread::yield_now();
    go.store(true, Ordering::Release);
    sleepers.iter().for_each(|one| one.thread().unpark());
    let joined = sleepers.into_iter().filter_map(|one| one.join().ok()).count();
    thread::current().unpark(); // a token that comes first is kept
    thread::park();
    same("woken", joined, THREADS)
}

fn scoped() -> Outcome {
    let mut parts = vec![0_usize; THREADS * 1_000];
    thread::scope(|scope| {
        for (n, part) in parts.chunks_mut(1_000).enumerate() {
            scope.spawn(move || part.fill(n));
        }
    });
    ensure(parts.iter().enumerate().all(|(i, n)| *n == i / 1_000), "a part is not its thread's")
}

static DROPPED: AtomicUsize = AtomicUsize::new(0);

struct Counted(usize);

impl Drop for Counted {
    fn drop(&mut self) {
        DROPPED.fetch_add(self.0, Ordering::SeqCst);
    }
}

thread_local! {
    static OWN: RefCell<Counted> = const { RefCell::new(Counted(0)) };
    static LIST: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

fn thread_locals() -> Outcome {
    // Not scoped ones: a scope ends before its threads' destructors have run.
    let all: Vec<_> = (1..=THREADS)
        .map(|n| {
            thread::spawn(move || {
                OWN.with_borrow_mut(|own| own.0 = n);
                thread::yield_now();
                LIST.with_borrow_mut(|list| list.extend(0..n));
                OWN.with_borrow(|own| own.0) == n && LIST.with_borrow(Vec::len) == n
            })
        })
        .collect();
    for one in all {
        ensure(one.join().map_err(|_| "a thread panicked")?, "a thread saw another's value")?;
    }
    same("dropped at the threads' ends", DROPPED.load(Ordering::SeqCst), THREADS * (THREADS + 1) / 2)?;
    same("this thread's own", LIST.with_borrow(Vec::len), 0)
}

fn readers() -> Outcome {
    let pair = RwLock::new((0_usize, 0_usize));
    let torn = in_threads(|n| {
        for _ in 0..100 {
            if n % 4 == 0 {
                let mut pair = pair.write().expect("sound");
                pair.0 += 1;
                thread::yield_now();
                pair.1 += 1;
            } else {
                let pair = pair.read().expect("sound");
                if pair.0 != pair.1 {
                    return true;
                }
            }
        }
        false
    });
    ensure(!torn.contains(&true), "a reader came between two writes")?;
    same("writes", pair.into_inner().doing("taking the pair")?, (THREADS / 4 * 100, THREADS / 4 * 100))
}

fn once() -> Outcome {
    let cell = OnceLock::new();
    let runs = AtomicUsize::new(0);
    let seen = in_threads(|n| {
        *cell.get_or_init(|| {
            runs.fetch_add(1, Ordering::SeqCst);
            thread::yield_now();
            n
        })
    });
    same("initializations", runs.into_inner(), 1)?;
    ensure(seen.windows(2).all(|pair| pair[0] == pair[1]), "threads saw different values")
}

fn names() -> Outcome {
    let named = thread::Builder::new().name("porter".into()).stack_size(64 * 1024);
    let thread = named.spawn(|| thread::current().name().map(String::from)).doing("starting a thread")?;
    same("name", thread.join().map_err(|_| "it panicked")?, Some("porter".into()))
}
