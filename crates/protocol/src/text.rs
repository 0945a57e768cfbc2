//! Text frames: one tagged enum each way, JSON.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{
    ChatEntry, ChatPost, Command, Decision, DecodeError, DeskStatus, Epoch, Hello, ListName,
    Notice, Presence, Refusal, StoreState, Welcome, WireSurface,
};

/// What a client says in text frames.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// A kind this version does not know.
    #[serde(other)]
    Unknown,
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
        match read(text)? {
            Self::Unknown => Err(DecodeError::UnknownMessage),
            message => Ok(message),
        }
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
    /// The kind is read first, then the message it names. Serde's tagged enums
    /// do both at once, but for that they keep a second reader of every type,
    /// which browsers would have to load.
    ///
    /// # Errors
    /// As [`ClientText::decode`]; a client skips what it does not know.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        #[derive(Deserialize)]
        struct Kind {
            t: String,
        }
        #[derive(Deserialize)]
        struct Decided {
            n: u64,
        }
        #[derive(Deserialize)]
        struct SetRefused {
            op: u64,
            params: Vec<u16>,
        }
        #[derive(Deserialize)]
        struct Members {
            members: Vec<Presence>,
        }
        #[derive(Deserialize)]
        struct Desk {
            desk: DeskStatus,
        }
        #[derive(Deserialize)]
        struct Store {
            state: StoreState,
        }
        #[derive(Deserialize)]
        struct Surface {
            epoch: Epoch,
            surface: WireSurface,
        }
        #[derive(Deserialize)]
        struct CommandDone {
            n: u64,
            #[serde(default)]
            words: Vec<String>,
        }
        #[derive(Deserialize)]
        struct List {
            names: Vec<String>,
        }
        #[derive(Deserialize)]
        struct Bye {
            code: u16,
            retry_millis: u32,
            reason: String,
        }

        let Kind { t } = read(text)?;
        Ok(match t.as_str() {
            "welcome" => Self::Welcome(read(text)?),
            "chat" => Self::Chat(read(text)?),
            "decided" => {
                let Decided { n } = read(text)?;
                Self::Decided { n, decision: read(text)? }
            }
            "set_refused" => {
                let SetRefused { op, params } = read(text)?;
                Self::SetRefused { op, params, refusal: read(text)? }
            }
            "error" => Self::Error { refusal: read(text)? },
            "members" => {
                let Members { members } = read(text)?;
                Self::Members { members }
            }
            "desk" => {
                let Desk { desk } = read(text)?;
                Self::Desk { desk }
            }
            "store" => {
                let Store { state } = read(text)?;
                Self::Store { state }
            }
            "command_done" => {
                let CommandDone { n, words } = read(text)?;
                Self::CommandDone { n, words }
            }
            "command_refused" => {
                let Decided { n } = read(text)?;
                Self::CommandRefused { n, refusal: read(text)? }
            }
            "list" => {
                let List { names } = read(text)?;
                Self::List { name: read(text)?, names }
            }
            "notice" => Self::Notice(read(text)?),
            "surface" => {
                let Surface { epoch, surface } = read(text)?;
                Self::Surface { epoch, surface }
            }
            "bye" => {
                let Bye { code, retry_millis, reason } = read(text)?;
                Self::Bye { code, retry_millis, reason }
            }
            _ => return Err(DecodeError::UnknownMessage),
        })
    }

    /// Writes the text frame.
    #[must_use]
    pub fn encode(&self) -> String {
        encode(self)
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    serde_json::from_str(text).map_err(|error| DecodeError::Json(error.to_string()))
}

/// These types have string keys and finite numbers only, so writing them
/// cannot fail; an empty frame would be the answer to a broken promise.
fn encode<T: Serialize>(message: &T) -> String {
    serde_json::to_string(message).unwrap_or_default()
}
