//! Who is here, how the desk is, and whether the relay can store.

use serde::{Deserialize, Serialize};

use crate::DecodeError;
use crate::json::{FromJson, Json, expected, fields_from_json, names_from_json};

/// What a member may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sees and chats.
    Viewer,
    /// Presets, one volume, mutes of named microphones.
    Presenter,
    /// Levels of the buses named in the invitation.
    Musician,
    /// All parameters.
    Engineer,
    /// People, settings and everything else.
    Admin,
}

impl Role {
    /// The role's name as it travels and is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Presenter => "presenter",
            Self::Musician => "musician",
            Self::Engineer => "engineer",
            Self::Admin => "admin",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let all = [Self::Viewer, Self::Presenter, Self::Musician, Self::Engineer, Self::Admin];
        all.into_iter().find(|role| role.as_str() == text).ok_or_else(|| {
            format!("{text:?} is no role: admin, engineer, musician, presenter or viewer")
        })
    }
}

impl FromJson for Role {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.as_text()?.parse().map_err(DecodeError::Json)
    }
}

/// A person that joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Number of the member, never used again.
    pub id: u32,
    /// Name as the person gave it.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Colour the person chose, a name of the palette ("sky", "pink" …).
    pub color: String,
    /// Buses a musician may mix, aux numbers from 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buses: Vec<u16>,
}

fields_from_json!(Member { id, name, role, color; or each buses });

/// A member who is connected now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Presence {
    /// Who.
    #[serde(flatten)]
    pub member: Member,
    /// Whether at least one of the person's pages is on screen.
    pub visible: bool,
}

impl FromJson for Presence {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self { member: Member::from_json(json)?, visible: json.field("visible")? })
    }
}

/// How the connection from the relay to the desk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskState {
    /// The relay tries to reach the desk and has no values yet, or lost it.
    Offline,
    /// Connected; the desk is telling its state.
    Syncing,
    /// Values are true.
    Live,
}

names_from_json!(DeskState {
    "offline" => Offline,
    "syncing" => Syncing,
    "live" => Live,
} else Err(expected("a state of the desk")));

/// How the desk is, in a sentence a page can show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskStatus {
    /// The state.
    pub state: DeskState,
    /// Where the relay looks for the desk, without secrets.
    pub address: String,
    /// Why the desk is not live, empty when it is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

fields_from_json!(DeskStatus { state, address; or each reason });

/// Whether the relay can store what people write. While it cannot, nothing is
/// acknowledged and everything waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreState {
    /// The last write reached the disk.
    #[default]
    Well,
    /// The disk is full.
    Full,
    /// The data folder cannot be written any more.
    ReadOnly,
    /// It fails for another reason, also one of a later version.
    Failing,
}

names_from_json!(StoreState {
    "well" => Well,
    "full" => Full,
    "read_only" => ReadOnly,
} else Ok(Self::Failing));
