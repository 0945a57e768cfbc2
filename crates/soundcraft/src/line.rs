//! Protocol lines, both ways: `VERB^argument^argument`. What a key means is
//! left to [`crate::keys`], what meter bytes mean to [`crate::meters`].
//!
//! **Source:** Soundcraft Ui protocol reference, message verbs, number and
//! text formats.

use std::fmt;

use crate::keys;

/// Longest name the desk's own clients send, in characters.
pub const NAME_MAX: usize = 20;

/// One line from the desk.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Line<'a> {
    /// A numeric key and its value.
    Setd {
        /// The key, such as `i.0.mix`.
        key: &'a str,
        /// Its value, always finite.
        value: f64,
    },
    /// A text key and its value.
    Sets {
        /// The key, such as `i.0.name`.
        key: &'a str,
        /// Its value: everything after the second `^`.
        value: &'a str,
    },
    /// Meters, in base64.
    Vu2(&'a str),
    /// The analyser's bands, in base64. Flows all the time, at about 30 Hz.
    Rta(&'a str),
    /// Automix gains, in base64.
    Vua(&'a str),
    /// A message another client sent through the desk.
    Bmsg(&'a str),
    /// A popup for people, or `$KEY` with arguments.
    Msg(&'a str),
    /// The media lists changed.
    UpdatePlaylist,
    /// The lists of shows and snapshots changed.
    UpdateShows,
    /// Clients should start anew.
    Reload,
    /// A question for people: id, text and buttons, joined by `^`.
    Dialog(&'a str),
    /// A question was answered or withdrawn: its id.
    DialogClosed(&'a str),
    /// Reply to a request for a preset.
    Preset {
        /// Its type on the wire.
        of: &'a str,
        /// Its name with the prefix.
        name: &'a str,
        /// What it holds.
        json: &'a str,
    },
    /// Reply to a request for a list.
    List {
        /// Which list.
        list: List,
        /// Whose list it is, a show or a playlist; empty where there is one.
        of: &'a str,
        /// Its members joined by `^`; see [`members`].
        members: &'a str,
    },
    /// A verb this driver does not know, the whole line.
    Unknown(&'a str),
}

/// The lists that a desk tells on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum List {
    /// Shows.
    Shows,
    /// Snapshots of a show.
    Snapshots,
    /// Cues of a show.
    Cues,
    /// Playlists.
    Playlists,
    /// Tracks of a playlist.
    Tracks,
    /// Multitrack sessions.
    Sessions,
    /// Files of the selected multitrack session.
    Files,
    /// Presets of a type.
    Presets,
    /// USB volumes.
    UsbMounts,
    /// Shows on a USB volume.
    Importable,
}

impl List {
    /// The list behind a verb, and whether its first argument says whose.
    fn of_verb(verb: &str) -> Option<(Self, bool)> {
        Some(match verb {
            "SHOWLIST" => (Self::Shows, false),
            "SNAPSHOTLIST" => (Self::Snapshots, true),
            "CUELIST" => (Self::Cues, true),
            "PLISTS" => (Self::Playlists, false),
            "PLIST_TRACKS" => (Self::Tracks, true),
            "MTK_GET_SESSIONS" => (Self::Sessions, false),
            "MTK_GET_FILES" => (Self::Files, false),
            "PRESETLIST" => (Self::Presets, true),
            "USBMOUNTS" => (Self::UsbMounts, false),
            "IMPORTSHOWLIST" => (Self::Importable, false),
            _ => return None,
        })
    }
}

/// The members of a list reply; an empty list arrives as a trailing `^`.
pub fn members(joined: &str) -> impl Iterator<Item = &str> {
    joined.split('^').filter(|member| !member.is_empty())
}

/// Why a line with a known verb cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// Too few arguments.
    #[error("{0} lacks an argument")]
    Short(&'static str),
    /// The value of a numeric key is no finite number.
    #[error("{value:?} is not a finite number, for {key}")]
    Number {
        /// The key it came with.
        key: String,
        /// What stood in place of a number.
        value: String,
    },
}

impl<'a> Line<'a> {
    /// Reads one line without its frame's prefix.
    ///
    /// # Errors
    /// [`LineError`] when a known verb has unusable arguments; the caller
    /// counts it and goes on. Unknown verbs are no errors.
    pub fn decode(line: &'a str) -> Result<Self, LineError> {
        let (verb, rest) = match line.split_once('^') {
            Some((verb, rest)) => (verb, Some(rest)),
            None => (line, None),
        };
        let text = rest.unwrap_or_default();
        Ok(match verb {
            "SETD" => decode_setd(text)?,
            "SETS" => {
                let (key, value) = text.split_once('^').ok_or(LineError::Short("SETS"))?;
                Self::Sets { key, value }
            }
            "VU2" => Self::Vu2(rest.ok_or(LineError::Short("VU2"))?),
            "RTA" => Self::Rta(rest.ok_or(LineError::Short("RTA"))?),
            "VUA" => Self::Vua(rest.ok_or(LineError::Short("VUA"))?),
            "BMSG" => Self::Bmsg(text),
            "MSG" => Self::Msg(text),
            "UPDATE_PLAYLIST" => Self::UpdatePlaylist,
            "UPDATE_SHOWS" => Self::UpdateShows,
            "RELOAD" => Self::Reload,
            "DLGSHOW" => Self::Dialog(text),
            "DLGHIDE" => Self::DialogClosed(text),
            "READPRESET" => {
                let mut fields = text.splitn(3, '^');
                let mut field = || fields.next().ok_or(LineError::Short("READPRESET"));
                Self::Preset { of: field()?, name: field()?, json: field()? }
            }
            _ => match List::of_verb(verb) {
                Some((list, true)) => {
                    let (of, members) = text.split_once('^').unwrap_or((text, ""));
                    Self::List { list, of, members }
                }
                Some((list, false)) => Self::List { list, of: "", members: text },
                None => Self::Unknown(line),
            },
        })
    }
}

fn decode_setd(text: &str) -> Result<Line<'_>, LineError> {
    let (key, text) = text.split_once('^').ok_or(LineError::Short("SETD"))?;
    // Rust reads `1e-05` as well as `inf` and `nan`; the latter two are
    // refused here so that they cannot travel further.
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Line::Setd { key, value }),
        _ => {
            let value = if keys::is_secret(key) { String::new() } else { text.to_owned() };
            Err(LineError::Number { key: key.to_owned(), value })
        }
    }
}

/// One line to the desk that the driver says of itself; what people ask for
/// is a [`Command`](crate::Command).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Statement {
    /// Keeps the desk talking; due every second.
    Alive,
    /// Asks for the whole state again.
    Init,
    /// Writes a numeric key. The number must be finite.
    Setd {
        /// The key.
        key: String,
        /// Its value.
        value: f64,
    },
    /// Writes a text key. Text is cleaned on the way out, see [`clean`].
    Sets {
        /// The key.
        key: String,
        /// Its value.
        value: String,
    },
}

impl fmt::Display for Statement {
    /// The line as it stands on the wire; numbers in the shortest form that
    /// reads back as the same `f64`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Alive => f.write_str("ALIVE"),
            Self::Init => f.write_str("INIT"),
            // Adding zero turns -0 into 0, which reads as a plain number.
            Self::Setd { key, value } => write!(f, "SETD^{key}^{}", value + 0.0),
            Self::Sets { key, value } => write!(f, "SETS^{key}^{}", clean(value)),
        }
    }
}

/// Text that cannot break a line: `^` becomes `_`, as in the manufacturer's
/// client, and control characters go.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).map(|c| if c == '^' { '_' } else { c }).collect()
}

/// A name for a strip: cleaned and cut to [`NAME_MAX`] characters.
#[must_use]
pub fn clean_name(text: &str) -> String {
    clean(text).chars().take(NAME_MAX).collect()
}

#[cfg(test)]
mod tests;
