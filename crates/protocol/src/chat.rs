//! Chat: one log per room, one offset, one resume rule. Every entry is the
//! outcome of one intent `(cid, n)`, so a repeat does no harm.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::DecodeError;
use crate::json::{FromJson, Json, expected, fields_from_json, names_from_json};

/// Identity of a log or of the desk state; a new one says "start over".
///
/// Sixteen hexadecimal digits in JSON, since 64 bits do not fit a number there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

impl Serialize for Epoch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:016x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Epoch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("an epoch is 16 hexadecimal digits"))
    }
}

impl FromJson for Epoch {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Self::parse(json.as_text()?).ok_or_else(|| expected("an epoch of 16 hexadecimal digits"))
    }
}

impl Epoch {
    fn parse(text: &str) -> Option<Self> {
        let good = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if good { u64::from_str_radix(text, 16).ok().map(Self) } else { None }
    }
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChatBody {
    /// A new message.
    Create {
        /// Plain text.
        text: String,
    },
    /// New text for an own message.
    Edit {
        /// Offset of the message.
        target: u64,
        /// The new text.
        text: String,
    },
    /// Takes an own message back.
    Delete {
        /// Offset of the message.
        target: u64,
    },
    /// Sets or clears a reaction; never toggles.
    React {
        /// Offset of the message.
        target: u64,
        /// The reaction: a short name such as "got_it".
        reaction: String,
        /// Set or cleared.
        on: bool,
    },
    /// A kind of a later version, kept as "something happened".
    #[serde(other)]
    Unknown,
}

impl FromJson for ChatBody {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(match json.text_field("kind")? {
            "create" => Self::Create { text: json.field("text")? },
            "edit" => Self::Edit { target: json.field("target")?, text: json.field("text")? },
            "delete" => Self::Delete { target: json.field("target")? },
            "react" => Self::React {
                target: json.field("target")?,
                reaction: json.field("reaction")?,
                on: json.field("on")?,
            },
            _ => Self::Unknown,
        })
    }
}

/// An intent of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChatPost {
    /// 1, 2, 3 … per client id; decided in this order.
    pub n: u64,
    /// Room it goes to.
    pub room: String,
    /// What it says.
    pub body: ChatBody,
    /// Whether it waited in an outbox over a reconnect.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub resumed: bool,
}

fields_from_json!(ChatPost { n, room, body; or each resumed });

/// A stored entry of a room's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChatEntry {
    /// Room it stands in.
    pub room: String,
    /// Place in the room's log, from 1, without holes.
    pub offset: u64,
    /// Wall clock of the relay, milliseconds since 1970.
    pub at: u64,
    /// Number of the author.
    pub author: u32,
    /// Name of the author when it was written.
    pub name: String,
    /// Colour of the author.
    pub color: String,
    /// Client id of the intent.
    pub cid: String,
    /// Number of the intent.
    pub n: u64,
    /// What it says.
    pub body: ChatBody,
}

fields_from_json!(ChatEntry { room, offset, at, author, name, color, cid, n, body });

/// Where a client stands in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoomCursor {
    /// Room.
    pub room: String,
    /// Epoch of the log the offset belongs to.
    pub epoch: Epoch,
    /// Last entry the client has, 0 for none.
    pub offset: u64,
}

fields_from_json!(RoomCursor { room, epoch, offset });

/// How a client's cursor was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomVerdict {
    /// Every entry after the cursor follows.
    Resumed,
    /// The newest page follows; older entries are had over HTTP. What the
    /// client had is still right.
    Gap,
    /// Forget what was known: the newest page follows.
    Snapshot,
}

names_from_json!(RoomVerdict {
    "resumed" => Resumed,
    "gap" => Gap,
    "snapshot" => Snapshot,
} else Err(expected("how a room is taken up")));

/// A room as welcome tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoomState {
    /// Room.
    pub room: String,
    /// Epoch of its log.
    pub epoch: Epoch,
    /// Newest entry, 0 when there is none.
    pub head: u64,
    /// First entry that will be sent; head + 1 when none will.
    pub from: u64,
    /// Last entry the member has marked as read.
    pub read: u64,
    /// How the cursor was taken up.
    pub verdict: RoomVerdict,
}

fields_from_json!(RoomState { room, epoch, head, from, read, verdict });

/// The verdict on an intent, final once given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// Stored on disk at this offset.
    Stored {
        /// Place in the room's log.
        offset: u64,
    },
    /// Refused for good.
    Refused {
        /// Why.
        #[serde(flatten)]
        refusal: crate::Refusal,
    },
}

impl FromJson for Decision {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json.text_field("decision")? {
            "stored" => Ok(Self::Stored { offset: json.field("offset")? }),
            "refused" => Ok(Self::Refused { refusal: crate::Refusal::from_json(json)? }),
            _ => Err(expected("a decision")),
        }
    }
}
