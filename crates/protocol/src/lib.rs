//! The wire protocol `mediatrix.v1`: text frames carry JSON for everything
//! precious or rare, binary frames carry everything live.
//!
//! Knows no time, no socket and no vendor's desk. `docs/protocol.md` says the
//! same for readers who write a client in another language; the golden files
//! in `testdata/` pin both.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod binary;
mod chat;
mod close;
mod command;
mod dense;
mod error;
mod hello;
pub mod json;
mod limits;
mod presence;
mod surface;
mod text;
mod varint;

pub use binary::{ClientFrame, Entry, ServerFrame, TouchPhase};
pub use chat::{
    ChatBody, ChatEntry, ChatPost, Decision, Epoch, RoomCursor, RoomState, RoomVerdict,
};
pub use close::{AfterClose, CloseCode};
pub use command::{Command, Easing, ListName, Notice, SAVE_SHEET};
pub use error::{DecodeError, Refusal, RefusalCode};
pub use hello::{ClientInfo, Hello, Resume, StateCursor, StateVerdict, Welcome};
pub use limits::{Heartbeat, Limits};
pub use presence::{DeskState, DeskStatus, Member, Presence, Role, StoreState};
pub use surface::{SurfaceError, WireSurface};
pub use text::{ClientText, ServerText};

/// The subprotocol a client offers and the relay selects.
pub const SUBPROTOCOL: &str = "mediatrix.v1";
/// Offered beside [`SUBPROTOCOL`], so that a relay without a common version
/// can accept the upgrade and close with a reason: a browser page cannot see
/// an HTTP error on an upgrade.
pub const REJECT_SUBPROTOCOL: &str = "mediatrix.reject";
