//! The words between a driver and its shell: what it is told at the start,
//! what it asks for, what it reports and where it stands.

use desk::{Moment, ParamId, Surface, Value};

#[cfg(doc)]
use super::Driver;
use crate::keys::Extent;
use crate::notice::Notice;

/// What the shell decides for a driver.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Options {
    /// Whether the desk is a simulation: goes into every surface.
    pub simulated: bool,
    /// Spreads the retries of many drivers: 0 (longest waits) to 1 (a
    /// quarter shorter). Pick it at random once per process.
    pub jitter: f64,
    /// How much of the desk its surface shows. The rest stays reachable as
    /// raw keys.
    pub extent: Extent,
}

/// What the shell has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action {
    /// Open a WebSocket on the desk at this path. Answer with
    /// [`Driver::handle_opened`] or [`Driver::handle_connect_failed`].
    Connect {
        /// Request target.
        path: String,
    },
    /// GET this path from the desk. Answer with [`Driver::handle_handshake`]
    /// or [`Driver::handle_connect_failed`].
    FetchHandshake {
        /// Request target.
        path: String,
    },
    /// Drop the socket or whatever is under way. Needs no answer.
    Close,
}

/// What happened to the desk.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// The whole state is known. Comes after every connect, and again when
    /// late keys show that the desk has more than was thought.
    Synced {
        /// What the desk is.
        surface: Surface,
        /// The value of every parameter, in index order.
        values: Vec<Value>,
    },
    /// Somebody else changed a parameter. Own writes are not reported, except
    /// where the desk had to be sent something else than was asked: a name
    /// that was cleaned, or parameters behind a raw write.
    Changed {
        /// Which parameter.
        id: ParamId,
        /// Its new value.
        value: Value,
    },
    /// All meters in the surface's order. Only the newest frame is kept.
    Meters(Vec<u8>),
    /// The analyser's bands, when they differ from those before.
    Rta(Vec<u8>),
    /// The desk answered a command, or told something else beside its
    /// parameters.
    Notice(Notice),
    /// The desk is silent for suspiciously long; writes are refused.
    Stalled,
    /// The desk talks again after [`Event::Stalled`].
    Resumed,
    /// The link to the desk is gone.
    Lost {
        /// Why.
        reason: LostReason,
        /// When it is tried again.
        retry_at: Moment,
    },
}

/// Why a link was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LostReason {
    /// The socket ended.
    #[error("the connection to the desk ended")]
    Closed,
    /// The desk said goodbye.
    #[error("the desk hung up")]
    Disconnected,
    /// The socket is open, the desk says nothing.
    #[error("the desk fell silent")]
    Silent,
    /// The desk talks, but never told what it is.
    #[error("the desk did not tell its state")]
    NoState,
    /// The desk told more than an index can hold.
    #[error("the desk told more parameters than can be counted")]
    TooLarge,
}

/// Where a driver stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// Waits before the next try.
    Waiting {
        /// When that is.
        until: Moment,
    },
    /// A connection is being made.
    Connecting,
    /// Connected, the state is being told.
    Syncing,
    /// Everything is known and flows.
    Live,
    /// Was live, and nothing comes.
    Stalled,
    /// Stopped for good.
    Stopped,
}

/// What a driver has read, since it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Lines of any kind.
    pub lines: u64,
    /// Lines with a verb, or frames of a type, that the driver does not know.
    pub unknown: u64,
    /// Lines with a known verb that could not be read.
    pub malformed: u64,
}
