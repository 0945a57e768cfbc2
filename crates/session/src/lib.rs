//! The client's end of a session: hello, heartbeat, resume, backoff, the
//! outbox of chat and the values that controls show.
//!
//! A deterministic state machine: `handle_*` and the commands feed it,
//! `poll_*` drains it. Time and randomness come in as arguments; sockets,
//! timers and storage belong to the shells (`client` in the browser, the test
//! client natively). The relay's end is the crate `room`.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod backoff;
mod client;
mod clock;
mod desk_view;
mod event;
mod outbox;
mod pulse;
mod random;
mod report;

pub use client::{Client, Config};
pub use event::{Action, ControlError, Event, LinkState, SocketId};
pub use outbox::{Draft, Saved};
pub use report::{Change, Report};
