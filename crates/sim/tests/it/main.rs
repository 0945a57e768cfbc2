//! The simulated desk through its sockets, with a real WebSocket client.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;
mod connecting;
mod faults;
mod sharing;
