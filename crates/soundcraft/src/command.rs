//! What people can ask of a desk beside its parameters: shows, snapshots,
//! cues, presets, player, recorders, selection. Each becomes one line; the
//! driver sends it, answers come as [`Notice`](crate::Notice)s.
//!
//! **Source:** Soundcraft Ui protocol reference, message verbs.

use desk::FaderLevel;

use crate::preset::{PresetKind, PresetName};

/// Longest name taken, in characters.
const NAME_MAX: usize = 255;
/// Longest preset taken, in bytes; all of a channel has fewer than 8,000.
const PRESET_MAX: usize = 65_536;

/// Why a command cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// No desk is connected, or it has fallen silent.
    #[error("the desk is not connected")]
    NotSynced,
    /// A name that is empty, too long, or would break the line.
    #[error("{0:?} cannot be a name on this desk")]
    Name(String),
    /// A preset that is too long or would break the line.
    #[error("a preset of {0} bytes cannot be sent")]
    Preset(usize),
    /// Factory presets cannot be changed.
    #[error("the factory preset {0:?} cannot be changed")]
    Factory(String),
    /// The desk is busy with what would be changed.
    #[error("{0}")]
    Busy(Busy),
}

/// What a desk is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Busy {
    /// The recorder starts or stops, or has no medium.
    #[error("the recorder is busy or has no medium")]
    Recorder,
    /// The multitrack recorder starts or stops, or has no medium.
    #[error("the multitrack recorder is busy")]
    Multitrack,
    /// It records, so it cannot play.
    #[error("the multitrack recorder is recording")]
    Recording,
    /// It plays, so it cannot record.
    #[error("the multitrack recorder is playing")]
    Playing,
}

/// One thing to ask of a desk.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Command {
    /// Asks for a list.
    List(Catalog),
    /// Makes an empty show. An existing one of that name stays as it is.
    CreateShow(String),
    /// Does something with a show.
    Show {
        /// Its name.
        show: String,
        /// What to do.
        deed: Deed,
    },
    /// Does something with a snapshot. Saving overwrites without asking.
    Snapshot {
        /// The show it is in.
        show: String,
        /// Its name.
        name: String,
        /// What to do.
        deed: Deed,
    },
    /// Does something with a cue. Firmware 3 and later.
    Cue {
        /// The show it is in.
        show: String,
        /// Its name.
        name: String,
        /// What to do.
        deed: Deed,
    },
    /// Does something with a preset. What was read is applied by
    /// [`logic::preset`](crate::logic::preset).
    Preset {
        /// What it is for.
        kind: PresetKind,
        /// Its name.
        name: PresetName,
        /// What to do.
        deed: PresetDeed,
    },
    /// Copies a show to a USB volume.
    ExportShow {
        /// The volume.
        volume: String,
        /// The show.
        show: String,
    },
    /// Copies a show from a USB volume.
    ImportShow(String),
    /// Does something with the two-track player.
    Player(Player),
    /// Starts or stops the two-track recorder. Sends nothing when it does so
    /// already.
    Record(bool),
    /// Gives a recording another name.
    RenameRecording {
        /// Its name.
        from: String,
        /// Its new name.
        to: String,
    },
    /// Does something with the multitrack player. Ui24R.
    Multitrack(Multitrack),
    /// Starts or stops the multitrack recorder. Sends nothing when it does so
    /// already.
    MultitrackRecord(bool),
    /// Tells the other clients of a group which strip is selected.
    SelectChannel {
        /// The group; the manufacturer's client starts with `SYNC_ID`.
        group: String,
        /// Place in the desk's channel index, see
        /// [`logic::channels`](crate::logic::channels); -1 for the master.
        channel: i16,
    },
    /// Tells the other clients of a group what is shown.
    SelectView {
        /// The group.
        group: String,
        /// What is shown.
        view: View,
    },
    /// Answers a question of the desk.
    Answer {
        /// Id of the question.
        dialog: String,
        /// The button, from 0.
        button: u8,
    },
}

/// The lists that a desk tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Catalog {
    /// All shows.
    Shows,
    /// The snapshots of a show.
    Snapshots(String),
    /// The cues of a show.
    Cues(String),
    /// All playlists.
    Playlists,
    /// The tracks of a playlist.
    Tracks(String),
    /// All multitrack sessions.
    Sessions,
    /// The files of the selected session.
    Files,
    /// The presets of a type.
    Presets(PresetKind),
    /// USB volumes.
    Volumes,
    /// The shows that can be imported.
    Importable,
}

/// What can be done with a show, a snapshot or a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Makes the desk so.
    Load,
    /// Keeps how the desk is.
    Save,
    /// Removes it.
    Delete,
    /// Gives it another name.
    Rename(String),
}

/// What can be done with a preset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PresetDeed {
    /// Asks for what it holds.
    Read,
    /// Keeps this JSON object under its name.
    Write(String),
    /// Removes it.
    Delete,
    /// Gives it another name.
    Rename(String),
}

/// What the two-track player can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Player {
    /// Plays.
    Play,
    /// Pauses.
    Pause,
    /// Stops.
    Stop,
    /// The next track.
    Next,
    /// The track before.
    Previous,
    /// Goes to a place of the track.
    Jump(FaderLevel),
    /// Selects a playlist.
    Playlist(String),
    /// Selects a track of a playlist.
    Track {
        /// The playlist.
        playlist: String,
        /// The track.
        track: String,
    },
}

/// What the multitrack player can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Multitrack {
    /// Plays.
    Play,
    /// Pauses.
    Pause,
    /// Stops.
    Stop,
    /// Goes to a place of the session.
    Jump(FaderLevel),
    /// Selects a session.
    Select(String),
    /// Removes a session.
    Delete(String),
}

/// What clients of a group show together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// A view group, from 1.
    Group(u8),
    /// The members of a subgroup, from 1.
    Subgroup(u8),
    /// The members of a VCA, from 1.
    Vca(u8),
    /// Back to where it was before.
    Back,
}

mod line;

pub(crate) use line::{MULTITRACK_TOGGLE, RECORD_TOGGLE};

#[cfg(test)]
mod tests;
