// SPDX-License-Identifier: Apache-2.0
//! Servers, connections and messages.

use crate::raw::{Call, call, call_for_any, tag};
use crate::{Answer, Bytes, Error, Range, VirtAddr};

/// A server's address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ServerId([usize; 4]);

impl ServerId {
    /// A known address, as 16 characters.
    pub const fn known(name: &[u8; 16]) -> ServerId {
        let mut words = [0; 4];
        let mut i = 0;
        while i < 16 {
            words[i / 4] |= (name[i] as usize) << (8 * (i % 4));
            i += 1;
        }
        ServerId(words)
    }
}

/// A connection of this process to a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Connection(usize);

/// Whom a message came from; goes back with the reply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sender(usize);

/// What a message is about, as its two ends agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MessageId(pub usize);

/// How memory travels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Travel {
    /// Lent for writing, until it is returned.
    MutableBorrow = 1,
    /// Lent for reading, until it is returned.
    Borrow = 2,
    /// Given away.
    Move = 3,
}

/// Memory in a message, and two words that mean what its two ends agree on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parcel {
    /// Whole pages.
    pub range: Range,
    /// First word.
    pub offset: usize,
    /// Second word.
    pub valid: usize,
}

/// What a server receives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Envelope {
    /// Whom to answer.
    pub sender: Sender,
    /// What it is about.
    pub id: MessageId,
    /// How the memory came; nothing for a scalar.
    pub travel: Option<Travel>,
    words: [usize; 4],
}

impl Envelope {
    /// The memory that came, if it is not a scalar.
    pub fn parcel(&self) -> Parcel {
        let [start, bytes, offset, valid] = self.words;
        Parcel { range: Range { start: VirtAddr(start), bytes: Bytes(bytes) }, offset, valid }
    }

    fn from_answer(words: [usize; 7]) -> Answer<Envelope> {
        let [sender, kind, id, a, b, c, d] = words;
        let travel = match kind {
            0 => Some(Travel::MutableBorrow),
            1 => Some(Travel::Borrow),
            2 => Some(Travel::Move),
            3 | 4 => None,
            _ => return Err(Error::UNEXPECTED_ANSWER),
        };
        Ok(Envelope { sender: Sender(sender), id: MessageId(id), travel, words: [a, b, c, d] })
    }
}

/// A server at an address that nobody can guess, and this process' own connection to it.
pub fn create_server() -> Answer<(ServerId, Connection)> {
    // SAFETY: touches no memory.
    let w = unsafe { call(Call::CreateServer, &[], tag::NEW_SERVER_ID) }?;
    Ok((ServerId([w[0], w[1], w[2], w[3]]), Connection(w[4])))
}

/// Ends a server; who waits for it gets an error.
pub fn destroy_server(server: ServerId) -> Answer<()> {
    // SAFETY: memory lent to it returns to its lenders, who alone may point there.
    unsafe { call(Call::DestroyServer, &server.0, tag::OK) }.map(|_| ())
}

/// Waits until the server exists.
pub fn connect(server: ServerId) -> Answer<Connection> {
    // SAFETY: touches no memory.
    unsafe { call(Call::Connect, &server.0, tag::CONNECTION_ID) }.map(|w| Connection(w[0]))
}

/// Gives up a connection.
pub fn disconnect(connection: Connection) -> Answer<()> {
    // SAFETY: touches no memory.
    unsafe { call(Call::Disconnect, &[connection.0], tag::OK) }.map(|_| ())
}

/// Waits for the next message.
pub fn receive(server: ServerId) -> Answer<Envelope> {
    // SAFETY: only adds memory.
    unsafe { call(Call::ReceiveMessage, &server.0, tag::MESSAGE_ENVELOPE) }.and_then(Envelope::from_answer)
}

/// Sends memory. What is lent is back when this returns, with the two words that its borrower set.
///
/// # Safety
/// Nothing reads or writes there meanwhile but what may sleep until it is back; nothing ever again if it is moved.
pub unsafe fn send(to: Connection, travel: Travel, id: MessageId, parcel: Parcel) -> Answer<(usize, usize)> {
    let Parcel { range, offset, valid } = parcel;
    let arguments = [to.0, travel as usize, id.0, range.start.0, range.bytes.0, offset, valid];
    let answer = if travel == Travel::Move { tag::OK } else { tag::MEMORY_RETURNED };
    // SAFETY: the caller's promise.
    unsafe { call(Call::SendMessage, &arguments, answer) }.map(|w| (w[0], w[1]))
}

/// Returns what was borrowed.
///
/// # Safety
/// Nothing points there any more.
pub unsafe fn give_back(to: Sender, parcel: Parcel) -> Answer<()> {
    let Parcel { range, offset, valid } = parcel;
    // SAFETY: the caller's promise.
    unsafe { call(Call::ReturnMemory, &[to.0, range.start.0, range.bytes.0, offset, valid], tag::OK) }.map(|_| ())
}

/// Asks by a blocking scalar. Its answer's first word.
pub fn ask(to: Connection, id: MessageId, words: [usize; 4]) -> Answer<usize> {
    const BLOCKING_SCALAR: usize = 5;
    let [a, b, c, d] = words;
    let arguments = [to.0, BLOCKING_SCALAR, id.0, a, b, c, d];
    // SAFETY: touches no memory.
    unsafe { call_for_any(Call::SendMessage, &arguments, &[tag::SCALAR1, tag::SCALAR2, tag::SCALAR5]) }.map(|w| w[0])
}
