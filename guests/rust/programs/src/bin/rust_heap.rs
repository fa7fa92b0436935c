// SPDX-License-Identifier: Apache-2.0
//! Collections and strings on a heap of megabytes, and what is left of it afterwards.

use call::{Bytes, heap};
use programs::{Context, Outcome, ensure, run, same};
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet, VecDeque};
use std::fmt::Write;
use std::process::ExitCode;
use std::rc::Rc;

const MIB: usize = 1024 * 1024;

fn main() -> ExitCode {
    run(&[
        ("vector of 2 MiB", vector),
        ("vector that moves as it grows", growing),
        ("zeroed memory", zeroed),
        ("ordered map", ordered),
        ("hashed collections", hashed),
        ("queues", queues),
        ("strings", strings),
        ("shared and boxed values", boxes),
        ("too much is an error", too_much),
        ("heap is used again", again),
    ])
}

/// A sequence that looks random and is the same in every run.
fn numbers(count: usize) -> impl Iterator<Item = u32> {
    let step = |x: &u32| Some(x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(12345), step).take(count)
}

fn vector() -> Outcome {
    let mut all: Vec<u32> = numbers(MIB / 2).collect();
    let sum = all.iter().fold(0_u32, |sum, x| sum.wrapping_add(*x));
    all.sort_unstable();
    ensure(all.is_sorted(), "not sorted")?;
    same("sum after sorting", all.iter().fold(0_u32, |sum, x| sum.wrapping_add(*x)), sum)?;
    let grown = heap().doing("asking for the heap")?.bytes;
    ensure(grown >= Bytes(2 * MIB), format!("2 MiB are in use, and the heap has {} bytes", grown.0))
}

fn growing() -> Outcome {
    let mut bytes = Vec::new();
    for i in 0..MIB {
        bytes.push(i as u8);
    }
    let wrong = bytes.iter().enumerate().position(|(i, byte)| *byte != i as u8);
    same("first wrong byte", wrong, None)
}

/// The allocator hands out fresh heap as zeroed without writing to it: it has to come so from the kernel.
fn zeroed() -> Outcome {
    let block = vec![0_u8; 3 * MIB];
    same("first byte that is not 0", block.iter().position(|byte| *byte != 0), None)
}

fn ordered() -> Outcome {
    let mut map = BTreeMap::new();
    for (i, key) in numbers(20_000).enumerate() {
        map.insert(key, i);
    }
    same("entries", map.len(), 20_000)?;
    ensure(map.keys().is_sorted(), "keys are out of order")?;
    for (i, key) in numbers(20_000).enumerate().filter(|(i, _)| i % 2 == 0) {
        same("removed value", map.remove(&key), Some(i))?;
    }
    same("entries left", map.len(), 10_000)
}

fn hashed() -> Outcome {
    let map: HashMap<String, u32> = numbers(5_000).map(|n| (format!("key {n}"), n)).collect();
    for n in numbers(5_000) {
        same("value", map.get(&format!("key {n}")), Some(&n))?;
    }
    let set: HashSet<u32> = numbers(5_000).chain(numbers(5_000)).collect();
    same("distinct numbers", set.len(), 5_000)
}

fn queues() -> Outcome {
    let mut ring = VecDeque::new();
    for n in numbers(10_000) {
        ring.push_back(n);
        if ring.len() > 100 {
            ring.pop_front();
        }
    }
    ensure(ring.iter().copied().eq(numbers(10_000).skip(9_900)), "the last hundred differ")?;
    let mut heap: BinaryHeap<u32> = numbers(10_000).collect();
    let falling: Vec<u32> = std::iter::from_fn(|| heap.pop()).collect();
    ensure(falling.is_sorted_by(|a, b| a >= b), "not from the greatest to the least")
}

fn strings() -> Outcome {
    let mut text = String::new();
    for n in 0..10_000 {
        write!(text, "{n} ").doing("writing")?;
    }
    let sum: u32 = text.split_whitespace().filter_map(|word| word.parse::<u32>().ok()).sum();
    same("sum of the words", sum, 49_995_000)?;
    same("upper case", "straße, dès l’aube".to_uppercase().as_str(), "STRASSE, DÈS L’AUBE")?;
    same("reversed", "añb".chars().rev().collect::<String>().as_str(), "bña")?;
    same("number with a point", format!("{:.3}", 2.0_f64 / 3.0).as_str(), "0.667")
}

fn boxes() -> Outcome {
    let shared = Rc::new(vec![1, 2, 3]);
    let others: Vec<Rc<Vec<i32>>> = (0..1_000).map(|_| Rc::clone(&shared)).collect();
    same("owners", Rc::strong_count(&shared), 1_001)?;
    drop(others);
    same("owners after dropping", Rc::strong_count(&shared), 1)?;
    let shapes: Vec<Box<dyn Fn(u32) -> u32>> = vec![Box::new(|x| x + 1), Box::new(|x| x * 2)];
    same("boxed calls", shapes.iter().fold(5, |x, f| f(x)), 12)
}

/// More than the machine has: refused, the program goes on, and nothing of it is kept.
fn too_much() -> Outcome {
    let before = heap().doing("asking for the heap")?;
    let mut huge: Vec<u8> = Vec::new();
    ensure(huge.try_reserve_exact(512 * MIB).is_err(), "512 MiB were granted")?;
    same("heap", heap().doing("asking for the heap")?, before)
}

/// What was freed serves again, so that a program in balance does not grow.
fn again() -> Outcome {
    let before = heap().doing("asking for the heap")?;
    for _ in 0..20 {
        drop(vec![1_u8; 2 * MIB]);
    }
    same("heap", heap().doing("asking for the heap")?, before)
}
