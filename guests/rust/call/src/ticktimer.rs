// SPDX-License-Identifier: Apache-2.0
//! The locks behind the standard library's mutexes, for programs that use them as it never would.

use crate::message::{Connection, MessageId, ServerId, ask, connect};
use crate::Answer;

/// Names a lock within this process; the standard library takes the mutex' address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cookie(pub usize);

/// The server that keeps time and locks.
#[derive(Clone, Copy)]
pub struct Ticktimer(Connection);

impl Ticktimer {
    /// Waits until the server exists.
    pub fn connect() -> Answer<Ticktimer> {
        connect(ServerId::known(b"ticktimer-server")).map(Ticktimer)
    }

    /// Waits for an unlock; returns at once for one that came before.
    pub fn lock(&self, cookie: Cookie) -> Answer<()> {
        self.tell(6, cookie)
    }

    /// Wakes one that waits in `lock`, or is remembered for the next.
    pub fn unlock(&self, cookie: Cookie) -> Answer<()> {
        self.tell(7, cookie)
    }

    /// Forgets all about a lock.
    pub fn free(&self, cookie: Cookie) -> Answer<()> {
        self.tell(10, cookie)
    }

    fn tell(&self, id: usize, cookie: Cookie) -> Answer<()> {
        ask(self.0, MessageId(id), [cookie.0, 0, 0, 0]).map(|_| ())
    }
}
