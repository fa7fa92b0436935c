// SPDX-License-Identifier: Apache-2.0
//! Memory by raw system calls, beside the standard library's own: map, unmap, claim, restrict, lend and move.

use call::*;
use programs::{Context, Outcome, ensure, run, same, with_server};
use std::process::ExitCode;

const READ_WRITE: Flags = Flags::R.with(Flags::W);
const REGISTERS: Flags = READ_WRITE.with(Flags::DEVICE);

/// A virtio slot of QEMU's virt machine that nobody uses, and what its first register reads.
const VIRTIO: PhysAddr = PhysAddr(0x1000_8000);
const VIRTIO_MAGIC: u32 = 0x7472_6976;

/// The machine's serial port, which the `uart_server` holds.
const UART: PhysAddr = PhysAddr(0x1000_0000);

/// In none of the machine's regions.
const NOWHERE: PhysAddr = PhysAddr(0x5000_0000);

/// Beyond the addresses of users.
const KERNEL: VirtAddr = VirtAddr(0xd000_0000);

fn main() -> ExitCode {
    run(&[
        ("map", map_and_unmap),
        ("map where asked", map_where_asked),
        ("what map refuses", map_refuses),
        ("claim a device", claim),
        ("what claim refuses", claim_refuses),
        ("restrict", restrict_rights),
        ("lend for writing", lend_for_writing),
        ("lend for reading", lend_for_reading),
        ("move", move_away),
        ("what lend refuses", lend_refuses),
        ("return twice", return_twice),
    ])
}

fn ram(size: Bytes) -> Result<Range, String> {
    map(None, None, size, READ_WRITE).doing("mapping")
}

fn free(range: Range) -> Outcome {
    // SAFETY: all checks here point into their ranges by `Range` only, and not after freeing.
    unsafe { unmap(range) }.doing("unmapping")
}

fn put(range: Range, value: u32) {
    // SAFETY: called for the checks' own writable ranges.
    unsafe { range.word(0).write_volatile(value) }
}

fn get(range: Range) -> u32 {
    // SAFETY: called for the checks' own readable ranges.
    unsafe { range.word(0).read_volatile() }
}

fn map_and_unmap() -> Outcome {
    let range = ram(pages(3))?;
    same("size", range.bytes, pages(3))?;
    // SAFETY: mapped above, for this check alone.
    ensure(unsafe { range.words() }.iter().all(|word| *word == 0), "not zeroed")?;
    put(range, 42);
    same("what was written", get(range), 42)?;
    free(range)?;
    // SAFETY: nothing is there any more.
    same("unmapping again", unsafe { unmap(range) }, Err(Error::BAD_ADDRESS))
}

fn map_where_asked() -> Outcome {
    let wanted = VirtAddr(0x6800_0000);
    let range = map(None, Some(wanted), PAGE, READ_WRITE).doing("mapping")?;
    same("address", range.start, wanted)?;
    same("mapping there again", map(None, Some(wanted), PAGE, READ_WRITE), Err(Error::MEMORY_IN_USE))?;
    free(range)
}

fn map_refuses() -> Outcome {
    let at = |start| map(None, Some(VirtAddr(start)), PAGE, READ_WRITE);
    same("half a page", map(None, None, Bytes(2048), READ_WRITE), Err(Error::BAD_ALIGNMENT))?;
    same("between two pages", at(0x6800_0004), Err(Error::BAD_ALIGNMENT))?;
    same("a kernel address", at(KERNEL.0), Err(Error::BAD_ADDRESS))?;
    same("the last page of all", at(0xffff_f000), Err(Error::BAD_ADDRESS))?;
    same("no bytes", map(None, None, Bytes(0), READ_WRITE), Err(Error::INVALID_SYSCALL))?;
    same("more than there is", map(None, None, Bytes(128 << 20), READ_WRITE), Err(Error::OUT_OF_MEMORY))
}

/// The device is claimed, freed and claimed again: while it is claimed, not even its owner can have it twice.
fn claim() -> Outcome {
    for _ in 0..2 {
        let registers = map(Some(VIRTIO), None, PAGE, REGISTERS).doing("claiming")?;
        same("its first register", get(registers), VIRTIO_MAGIC)?;
        same("where it is", virt_to_phys(registers.start), Ok(VIRTIO))?;
        same("claiming it twice", map(Some(VIRTIO), None, PAGE, REGISTERS), Err(Error::MEMORY_IN_USE))?;
        free(registers)?;
    }
    Ok(())
}

fn claim_refuses() -> Outcome {
    same("another's device", map(Some(UART), None, PAGE, REGISTERS), Err(Error::MEMORY_IN_USE))?;
    same("what is nowhere", map(Some(NOWHERE), None, PAGE, REGISTERS), Err(Error::BAD_ADDRESS))?;
    let range = ram(PAGE)?;
    put(range, 7);
    let place = virt_to_phys(range.start).doing("asking where it is")?;
    same("one's own page", map(Some(place), None, PAGE, READ_WRITE), Err(Error::MEMORY_IN_USE))?;
    same("what is in it", get(range), 7)?;
    free(range)
}

fn restrict_rights() -> Outcome {
    let range = ram(pages(2))?;
    put(range, 11);
    // SAFETY: nothing is written there from here on.
    let to = |flags| unsafe { restrict(range, flags) };
    to(Flags::R).doing("taking the right to write")?;
    same("what is in it", get(range), 11)?;
    same("giving it back", to(READ_WRITE), Err(Error::MEMORY_IN_USE))?;
    same("taking every right", to(Flags::NONE), Err(Error::MEMORY_IN_USE))?;
    free(range)
}

fn lend_for_writing() -> Outcome {
    let range = ram(pages(2))?;
    put(range, 20);
    let (words, lent) = with_server(
        // SAFETY: nobody touches the range until it is back.
        |to| unsafe { send(to, Travel::MutableBorrow, MessageId(1), Parcel { range, offset: 3, valid: 4 }) }.doing("lending"),
        |message| {
            let parcel = message.parcel();
            put(parcel.range, get(parcel.range) + 1);
            // SAFETY: not touched again here.
            unsafe { give_back(message.sender, Parcel { offset: 5, valid: 6, ..parcel }) }?;
            Ok((message.travel, message.id, parcel.range.bytes, parcel.offset, parcel.valid))
        },
    )?;
    same("what was lent", lent, (Some(Travel::MutableBorrow), MessageId(1), pages(2), 3, 4))?;
    same("words that came back", words, (5, 6))?;
    same("what the borrower wrote", get(range), 21)?;
    free(range)
}

fn lend_for_reading() -> Outcome {
    let range = ram(PAGE)?;
    put(range, 30);
    let (words, travel) = with_server(
        // SAFETY: nobody touches the range until it is back.
        |to| unsafe { send(to, Travel::Borrow, MessageId(2), Parcel { range, offset: 0, valid: 0 }) }.doing("lending"),
        |message| {
            let parcel = message.parcel();
            let seen = get(parcel.range) as usize;
            // SAFETY: not touched again here.
            unsafe { give_back(message.sender, Parcel { valid: seen, ..parcel }) }?;
            Ok(message.travel)
        },
    )?;
    same("how it came", travel, Some(Travel::Borrow))?;
    same("what the borrower read", words.1, 30)?;
    same("what is in it", get(range), 30)?;
    free(range)
}

fn move_away() -> Outcome {
    let range = ram(PAGE)?;
    put(range, 40);
    let ((), found) = with_server(
        // SAFETY: not touched again.
        |to| unsafe { send(to, Travel::Move, MessageId(3), Parcel { range, offset: 0, valid: 0 }) }.doing("moving").map(drop),
        |message| {
            let moved = message.parcel().range;
            let found = get(moved);
            // SAFETY: not touched again here.
            unsafe { unmap(moved) }?;
            Ok((message.travel, found))
        },
    )?;
    same("what came", found, (Some(Travel::Move), 40))?;
    // SAFETY: nothing is there any more.
    same("freeing what was moved", unsafe { unmap(range) }, Err(Error::BAD_ADDRESS))
}

fn lend_refuses() -> Outcome {
    let (server, to) = create_server().doing("creating a server")?;
    let lend = |start, bytes| {
        let range = Range { start: VirtAddr(start), bytes };
        // SAFETY: all of these are refused, and nothing is lent.
        unsafe { send(to, Travel::Borrow, MessageId(4), Parcel { range, offset: 0, valid: 0 }) }
    };
    let range = ram(pages(2))?;
    same("half a page", lend(range.start.0 + 2048, PAGE), Err(Error::BAD_ALIGNMENT))?;
    same("what is not mapped", lend(0x6900_0000, PAGE), Err(Error::BAD_ADDRESS))?;
    same("kernel addresses", lend(KERNEL.0, PAGE), Err(Error::BAD_ADDRESS))?;
    same("a range that wraps", lend(0xffff_f000, pages(2)), Err(Error::BAD_ADDRESS))?;
    let registers = map(Some(VIRTIO), None, PAGE, REGISTERS).doing("claiming a device")?;
    same("a device", lend(registers.start.0, PAGE), Err(Error::ACCESS_DENIED))?;
    free(registers)?;
    put(range, 50); // still here
    free(range)?;
    destroy_server(server).doing("destroying the server")?;
    disconnect(to).doing("disconnecting")
}

fn return_twice() -> Outcome {
    let range = ram(PAGE)?;
    let (_, again) = with_server(
        // SAFETY: nobody touches the range until it is back.
        |to| unsafe { send(to, Travel::Borrow, MessageId(5), Parcel { range, offset: 0, valid: 0 }) }.doing("lending"),
        |message| {
            // SAFETY: not touched again here.
            let back = || unsafe { give_back(message.sender, message.parcel()) };
            back()?;
            Ok(back())
        },
    )?;
    ensure(again.is_err(), "the second return was accepted")?;
    put(range, 60);
    free(range)
}
