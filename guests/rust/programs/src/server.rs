// SPDX-License-Identifier: Apache-2.0
//! A server for one message, in a thread of this process.

use crate::Context;
use call::{Answer, Connection, Envelope, create_server, destroy_server, disconnect, receive};
use std::thread;

/// Lets `client` talk to a server that hands the first message it gets to `handle`.
/// Both must succeed; what they found comes back, the client's first.
pub fn with_server<C, S: Send>(
    client: impl FnOnce(Connection) -> Result<C, String>,
    handle: impl FnOnce(Envelope) -> Answer<S> + Send,
) -> Result<(C, S), String> {
    let (server, connection) = create_server().doing("creating a server")?;
    let (asked, served) = thread::scope(|scope| {
        let serving = scope.spawn(move || handle(receive(server)?));
        let asked = client(connection);
        if asked.is_err() {
            let _ = destroy_server(server); // wakes the thread, should it still wait
        }
        (asked, serving.join())
    });
    let asked = asked?;
    let served = served.map_err(|_| "the server panicked")?.doing("serving")?;
    destroy_server(server).doing("destroying the server")?;
    disconnect(connection).doing("disconnecting")?;
    Ok((asked, served))
}
