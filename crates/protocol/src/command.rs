//! What goes to and comes from a desk beside its parameters: commands, the
//! lists it keeps, and what it has to say. Words instead of one type each: a
//! relay knows the verbs, a page needs to know only those it has buttons for.

use serde::{Deserialize, Serialize};

use crate::json::fields_from_json;

/// The verb that saves what the crew keeps beside the desk; it needs no desk.
pub const SAVE_SHEET: &str = "sheet.save";

/// One thing to do, answered once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Command {
    /// Number of the command, which its answer names.
    pub n: u64,
    /// What to do, such as `snapshot.load`.
    pub verb: String,
    /// With what, in the order the verb asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

fields_from_json!(Command { n, verb; or each words });

/// A list that a desk keeps, by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListName {
    /// What is listed, such as `snapshots`.
    pub list: String,
    /// Of what, such as a show; empty for lists there is one of.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
}

fields_from_json!(ListName { list; or each of });

/// What a desk has to say, for people or pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// What it is about, such as `message`.
    pub what: String,
    /// Its words, in the order that `what` says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

fields_from_json!(Notice { what; or each words });

/// How a fade runs from one value to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Easing {
    /// Evenly.
    #[default]
    Linear,
    /// Slowly at both ends.
    Both,
    /// Slowly at the start.
    Start,
    /// Slowly at the end.
    End,
}

impl Easing {
    /// All of them, in the order of their numbers on the wire.
    pub const ALL: [Self; 4] = [Self::Linear, Self::Both, Self::Start, Self::End];

    /// The number on the wire.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Linear => 0,
            Self::Both => 1,
            Self::Start => 2,
            Self::End => 3,
        }
    }
}
