//! Text frames: one tagged enum each way, JSON.

use serde::Serialize;

use crate::json::{FromJson, Json};
use crate::{
    ChatEntry, ChatPost, Command, Decision, DecodeError, DeskStatus, Epoch, Hello, ListName,
    Notice, Presence, Refusal, StoreState, Welcome, WireSurface,
};

/// What a client says in text frames.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "t", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ClientText {
    /// First frame.
    Hello(Box<Hello>),
    /// A chat intent.
    Post(ChatPost),
    /// Marks a room as read up to an offset.
    Read {
        /// Room.
        room: String,
        /// Last read entry.
        offset: u64,
    },
    /// Asks for meters of these kinds of strips; none stops them.
    Meters {
        /// Names of kinds, see the surface.
        kinds: Vec<String>,
    },
    /// Says that the surface of this epoch is taken up; until then the relay
    /// refuses sets, since their indices may mean another desk's.
    Surface {
        /// Epoch of the state that came with it.
        epoch: Epoch,
    },
    /// Asks the desk for something beside its parameters.
    Command(Command),
    /// Asks for these lists now and whenever they change; none stops them.
    Lists {
        /// Their names.
        lists: Vec<ListName>,
    },
    /// Tells whether the page is on screen.
    Visible {
        /// On screen.
        visible: bool,
    },
}

/// What the relay says in text frames.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "t", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ServerText {
    /// Answer to hello.
    Welcome(Box<Welcome>),
    /// A room's log entry.
    Chat(ChatEntry),
    /// The verdict on an own chat intent, after it is on disk.
    Decided {
        /// Number of the intent.
        n: u64,
        /// The verdict.
        #[serde(flatten)]
        decision: Decision,
    },
    /// A set that was refused in part or whole; its `op_ack` follows.
    SetRefused {
        /// Number of the set.
        op: u64,
        /// Indices of the refused parameters.
        params: Vec<u16>,
        /// Why.
        #[serde(flatten)]
        refusal: Refusal,
    },
    /// A finger that does not own its control, or no longer does: its sets
    /// are refused until it is lifted and put down again.
    TouchRefused {
        /// Slot of the gesture.
        gesture: u8,
        /// Index of the control.
        param: u16,
        /// Why.
        #[serde(flatten)]
        refusal: Refusal,
    },
    /// Something else that was refused; the connection goes on.
    Error {
        /// Why.
        #[serde(flatten)]
        refusal: Refusal,
    },
    /// Who is here, always the whole list.
    Members {
        /// Everybody.
        members: Vec<Presence>,
    },
    /// How the desk is.
    Desk {
        /// The status.
        desk: DeskStatus,
    },
    /// Whether the relay can store. Welcome says nothing about it: a client
    /// counts on [`StoreState::Well`] until it hears otherwise.
    Store {
        /// The state.
        state: StoreState,
    },
    /// A command was handed to the desk.
    CommandDone {
        /// Number of the command.
        n: u64,
        /// The answer, for those that ask for something.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        words: Vec<String>,
    },
    /// A command was not handed to the desk.
    CommandRefused {
        /// Number of the command.
        n: u64,
        /// Why.
        #[serde(flatten)]
        refusal: Refusal,
    },
    /// A list that was asked for, always the whole of it.
    List {
        /// Its name.
        #[serde(flatten)]
        name: ListName,
        /// What is in it.
        names: Vec<String>,
    },
    /// What the desk has to say.
    Notice(Notice),
    /// Another desk, or other parameters: forget the state. A snapshot
    /// follows; answer with [`ClientText::Surface`] before the next set.
    Surface {
        /// Epoch of the state that follows.
        epoch: Epoch,
        /// The new surface.
        surface: WireSurface,
    },
    /// Goodbye before a close frame, since close codes get lost.
    Bye {
        /// The close code that follows.
        code: u16,
        /// Earliest retry, in milliseconds.
        retry_millis: u32,
        /// Why, in a sentence.
        reason: String,
    },
    /// A kind of a later version.
    Unknown,
}

impl ClientText {
    /// Reads a text frame.
    ///
    /// # Errors
    /// [`DecodeError::Json`] for anything that is no message,
    /// [`DecodeError::UnknownMessage`] for a kind of a later version; the
    /// relay answers both and keeps the connection.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let json = Json::parse(text)?;
        Ok(match json.text_field("t")? {
            "hello" => Self::Hello(Box::new(Hello::from_json(&json)?)),
            "post" => Self::Post(ChatPost::from_json(&json)?),
            "read" => Self::Read { room: json.field("room")?, offset: json.field("offset")? },
            "meters" => Self::Meters { kinds: json.field("kinds")? },
            "surface" => Self::Surface { epoch: json.field("epoch")? },
            "command" => Self::Command(Command::from_json(&json)?),
            "lists" => Self::Lists { lists: json.field("lists")? },
            "visible" => Self::Visible { visible: json.field("visible")? },
            _ => return Err(DecodeError::UnknownMessage),
        })
    }

    /// Writes the text frame.
    #[must_use]
    pub fn encode(&self) -> String {
        encode(self)
    }
}

impl ServerText {
    /// Reads a text frame.
    ///
    /// # Errors
    /// As [`ClientText::decode`]; a client skips what it does not know.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let json = Json::parse(text)?;
        Ok(match json.text_field("t")? {
            "welcome" => Self::Welcome(Box::new(Welcome::from_json(&json)?)),
            "chat" => Self::Chat(ChatEntry::from_json(&json)?),
            "decided" => {
                Self::Decided { n: json.field("n")?, decision: Decision::from_json(&json)? }
            }
            "set_refused" => Self::SetRefused {
                op: json.field("op")?,
                params: json.field("params")?,
                refusal: Refusal::from_json(&json)?,
            },
            "touch_refused" => Self::TouchRefused {
                gesture: json.field("gesture")?,
                param: json.field("param")?,
                refusal: Refusal::from_json(&json)?,
            },
            "error" => Self::Error { refusal: Refusal::from_json(&json)? },
            "command_done" => Self::CommandDone {
                n: json.field("n")?,
                words: json.field_or("words", Vec::new())?,
            },
            "command_refused" => {
                Self::CommandRefused { n: json.field("n")?, refusal: Refusal::from_json(&json)? }
            }
            "list" => Self::List { name: ListName::from_json(&json)?, names: json.field("names")? },
            "notice" => Self::Notice(Notice::from_json(&json)?),
            "members" => Self::Members { members: json.field("members")? },
            "desk" => Self::Desk { desk: json.field("desk")? },
            "store" => Self::Store { state: json.field("state")? },
            "surface" => {
                Self::Surface { epoch: json.field("epoch")?, surface: json.field("surface")? }
            }
            "bye" => Self::Bye {
                code: json.field("code")?,
                retry_millis: json.field("retry_millis")?,
                reason: json.field("reason")?,
            },
            _ => return Err(DecodeError::UnknownMessage),
        })
    }

    /// Writes the text frame.
    #[must_use]
    pub fn encode(&self) -> String {
        encode(self)
    }
}

/// These types have string keys and finite numbers only, so writing them
/// cannot fail; an empty frame would be the answer to a broken promise.
fn encode<T: Serialize>(message: &T) -> String {
    serde_json::to_string(message).unwrap_or_default()
}
