//! A relay's clients on real sockets: plain HTTP, a peer that speaks the wire
//! protocol frame by frame and can also do what no client would, a phone with
//! the session of the browser, and a bad network to put between.

mod folder;
mod http;
mod peer;
mod phone;
mod proxy;
mod raw;

pub use folder::Folder;
pub use http::{Response, request};
pub use peer::{Heard, Peer, client_id, hello, told};
pub use phone::{GivenUp, Noticed, Options, Phone};
pub use proxy::{Proxy, Rules, Way};
pub use raw::{RawSocket, Refused};

use std::time::Duration;

/// How long anything is waited for before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Waits for something, and fails the test when it does not come.
///
/// # Panics
/// After [`PATIENCE`], naming what was waited for.
pub async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, future).await {
        Ok(value) => value,
        Err(_) => panic!("waited too long for {what}"),
    }
}
