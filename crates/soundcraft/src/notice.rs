//! What a desk tells beside its parameters: replies to commands, and what
//! other clients send through it.
//!
//! **Source:** Soundcraft Ui protocol reference, message verbs.

use crate::command::View;
use crate::line::{Line, List, members};
use crate::preset::{PresetKind, PresetName};

/// Longest text kept of a popup or a question, in characters.
const TEXT_MAX: usize = 1_024;

/// Something a desk told.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Notice {
    /// All shows.
    Shows(Vec<String>),
    /// The snapshots of a show.
    Snapshots {
        /// The show.
        show: String,
        /// Their names.
        names: Vec<String>,
    },
    /// The cues of a show.
    Cues {
        /// The show.
        show: String,
        /// Their names.
        names: Vec<String>,
    },
    /// All playlists.
    Playlists(Vec<String>),
    /// The tracks of a playlist.
    Tracks {
        /// The playlist.
        playlist: String,
        /// Their names.
        names: Vec<String>,
    },
    /// All multitrack sessions.
    Sessions(Vec<String>),
    /// The files of the selected session.
    Files(Vec<String>),
    /// The presets of a type.
    Presets {
        /// The type.
        kind: PresetKind,
        /// Their names.
        names: Vec<PresetName>,
    },
    /// What a preset holds.
    Preset {
        /// Its type.
        kind: PresetKind,
        /// Its name.
        name: PresetName,
        /// A JSON object, see [`logic::preset`](crate::logic::preset).
        json: String,
    },
    /// USB volumes.
    Volumes(Vec<String>),
    /// The shows that can be imported.
    Importable(Vec<String>),
    /// Shows, snapshots or cues changed: lists should be asked for again.
    ShowsChanged,
    /// Playlists changed: lists should be asked for again.
    PlaylistsChanged,
    /// Another client of a group selected a strip.
    ChannelSelected {
        /// The group.
        group: String,
        /// Place in the desk's channel index; -1 for the master.
        channel: i16,
    },
    /// Another client of a group shows something else.
    ViewSelected {
        /// The group.
        group: String,
        /// What it shows.
        view: View,
    },
    /// A popup for people.
    Message(Message),
    /// A question for people.
    Dialog {
        /// Its id, for the answer.
        id: String,
        /// What is asked.
        text: String,
        /// The buttons.
        buttons: Vec<String>,
    },
    /// A question was answered or withdrawn.
    DialogClosed {
        /// Its id.
        id: String,
    },
}

/// What a popup says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Words as they are.
    Text(String),
    /// A sentence that the manufacturer's client has in many languages.
    Phrase {
        /// Its name, such as `SNAPLOAD`.
        key: String,
        /// What fills its gaps.
        arguments: Vec<String>,
    },
}

impl Notice {
    /// The notice that a line is; `None` for lines that are none, and for
    /// lines of the kind that make no sense.
    #[must_use]
    pub fn of_line(line: &Line<'_>) -> Option<Self> {
        Some(match *line {
            Line::List { list, of, members: joined } => of_list(list, of, joined)?,
            Line::Preset { of, name, json } => Self::Preset {
                kind: PresetKind::of_word(of)?,
                name: PresetName::decode(name)?,
                json: json.to_owned(),
            },
            Line::UpdateShows => Self::ShowsChanged,
            Line::UpdatePlaylist => Self::PlaylistsChanged,
            Line::Bmsg(text) => selected(text)?,
            Line::Msg(text) => Self::Message(message(text)),
            Line::Dialog(text) => {
                let mut fields = text.split('^').map(plain);
                Self::Dialog {
                    id: fields.next()?,
                    text: fields.next()?,
                    buttons: fields.filter(|button| !button.is_empty()).collect(),
                }
            }
            Line::DialogClosed(id) => Self::DialogClosed { id: plain(id) },
            _ => return None,
        })
    }
}

fn of_list(list: List, of: &str, joined: &str) -> Option<Notice> {
    let names = || members(joined).map(str::to_owned).collect();
    let of = || of.to_owned();
    Some(match list {
        List::Shows => Notice::Shows(names()),
        List::Snapshots => Notice::Snapshots { show: of(), names: names() },
        List::Cues => Notice::Cues { show: of(), names: names() },
        List::Playlists => Notice::Playlists(names()),
        List::Tracks => Notice::Tracks { playlist: of(), names: names() },
        List::Sessions => Notice::Sessions(names()),
        List::Files => Notice::Files(names()),
        List::Presets => Notice::Presets {
            kind: PresetKind::of_word(&of())?,
            names: members(joined).filter_map(PresetName::decode).collect(),
        },
        List::UsbMounts => Notice::Volumes(names()),
        List::Importable => Notice::Importable(names()),
    })
}

fn selected(text: &str) -> Option<Notice> {
    let mut fields = text.split('^');
    let what = fields.next()?;
    let group = fields.next()?.to_owned();
    let number: i16 = fields.next()?.parse().ok()?;
    match what {
        "SYNC" if number >= -1 => Some(Notice::ChannelSelected { group, channel: number }),
        "SYNC_VG" => Some(Notice::ViewSelected { group, view: View::of_number(number)? }),
        _ => None,
    }
}

fn message(text: &str) -> Message {
    match text.strip_prefix('$') {
        Some(phrase) => {
            let mut fields = phrase.split('^').map(plain);
            Message::Phrase { key: fields.next().unwrap_or_default(), arguments: fields.collect() }
        }
        None => Message::Text(plain(text)),
    }
}

/// Text for people's eyes: bounded, without control characters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(TEXT_MAX).collect()
}

#[cfg(test)]
mod tests;
