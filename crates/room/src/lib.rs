//! The relay's mind: who is here, who may move what, the chat log and the
//! desk state for all, with one cursor per connection and no queues.
//!
//! A deterministic state machine: `handle_*` feeds it, `poll_*` drains it;
//! time, tokens and random numbers come in as arguments. Knows no socket, no
//! storage and no vendor's desk.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod budget;
mod chat;
mod conn;
mod fades;
mod holds;
mod lists;
mod meters;
pub mod rights;
mod room;
mod roster;
mod sheets;
mod state;

pub use chat::{Print, Restored, RestoredDecision, RestoredRoom, VERDICTS_KEPT};
pub use conn::{Batch, ConnId, Outgoing};
pub use lists::ListGroup;
pub use room::{Config, Effect, Fresh, Room, Stats, StoreOp};
pub use sheets::Sheet;
