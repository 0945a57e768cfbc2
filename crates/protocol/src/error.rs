//! What can be wrong with a frame, and how a refusal reads.

use serde::Serialize;

use crate::json::{fields_from_json, names_from_json};

/// Why a frame could not be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// Not JSON, or JSON that is no message of this protocol.
    #[error("not a message: {0}")]
    Json(String),
    /// A message kind this version does not know.
    #[error("unknown kind of frame: 0x{0:02x}")]
    UnknownKind(u8),
    /// A text message kind this version does not know.
    #[error("unknown kind of message")]
    UnknownMessage,
    /// The frame ends within a field.
    #[error("the frame ends early: {needed} bytes expected, {left} left")]
    Truncated {
        /// Bytes the field needs.
        needed: usize,
        /// Bytes that are left.
        left: usize,
    },
    /// More bytes than the message has.
    #[error("{0} bytes follow the end of the message")]
    Trailing(usize),
    /// A varint longer than 64 bits or padded.
    #[error("a varint is longer than it may be")]
    Varint,
    /// A parameter the surface does not have.
    #[error("parameter {0} is not on this surface")]
    UnknownParameter(u64),
    /// A number that is NaN or infinite.
    #[error("parameter {0} is not a finite number")]
    NotFinite(u16),
    /// Text that is not UTF-8.
    #[error("parameter {0} is not UTF-8 text")]
    NotText(u16),
    /// A field with a value the protocol does not name.
    #[error("{field} cannot be {found}")]
    Field {
        /// Name of the field.
        field: &'static str,
        /// What came.
        found: u64,
    },
    /// More entries in one set than allowed.
    #[error("{found} entries in one frame, at most {limit} are allowed")]
    TooManyEntries {
        /// How many came.
        found: usize,
        /// How many are allowed.
        limit: usize,
    },
}

/// Why the relay refused something. Stable names; texts may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RefusalCode {
    /// The move is older than its limit.
    Expired,
    /// The role does not allow it.
    NotAllowed,
    /// Someone else holds the control.
    Held,
    /// The desk is not connected.
    DeskOffline,
    /// The value does not fit the parameter.
    OutOfRange,
    /// The frame could not be read.
    Malformed,
    /// A message kind the relay does not know.
    UnknownKind,
    /// No such chat room.
    UnknownRoom,
    /// The message that is meant does not exist.
    NotFound,
    /// Empty, or longer than allowed.
    BadText,
    /// Too many in too short a time.
    TooFast,
    /// The relay cannot store it now.
    NotStored,
    /// A name of a later version.
    Other,
}

/// A refusal with its reason in English; views word the code themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Stable name of the reason.
    pub code: RefusalCode,
    /// The reason in a sentence.
    pub reason: String,
}

names_from_json!(RefusalCode {
    "expired" => Expired,
    "not_allowed" => NotAllowed,
    "held" => Held,
    "desk_offline" => DeskOffline,
    "out_of_range" => OutOfRange,
    "malformed" => Malformed,
    "unknown_kind" => UnknownKind,
    "unknown_room" => UnknownRoom,
    "not_found" => NotFound,
    "bad_text" => BadText,
    "too_fast" => TooFast,
    "not_stored" => NotStored,
} else Ok(Self::Other));

fields_from_json!(Refusal { code, reason });

impl Refusal {
    /// A refusal with its reason.
    pub fn new(code: RefusalCode, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into() }
    }
}
