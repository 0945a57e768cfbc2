//! Commands as lines. Names are checked, never altered: another name would
//! be another thing.

use super::*;

/// Starts or stops the two-track recorder, whichever it is not doing.
pub(crate) const RECORD_TOGGLE: &str = "RECTOGGLE";
/// The same for the multitrack recorder.
pub(crate) const MULTITRACK_TOGGLE: &str = "MTK_REC_TOGGLE";

/// Where the members of a subgroup begin among the views.
const SUBGROUP_VIEWS: i16 = 200;
/// Where the members of a VCA begin among the views.
const VCA_VIEWS: i16 = 300;

impl Command {
    /// The line that asks for it. The two recorders have only a switch that
    /// turns over; whether it must be pressed is the driver's to know.
    ///
    /// # Errors
    /// [`CommandError::Name`], [`CommandError::Preset`] or
    /// [`CommandError::Factory`] for what cannot stand on a line.
    pub fn line(&self) -> Result<String, CommandError> {
        match self {
            Self::List(catalog) => catalog.line(),
            Self::CreateShow(show) => join("CREATESHOW", &[show]),
            Self::Show { show, deed } => deed.line("SHOW", &[show], &[]),
            Self::Snapshot { show, name, deed } => deed.line("SNAPSHOT", &[show, name], &[show]),
            Self::Cue { show, name, deed } => deed.line("CUE", &[show, name], &[show]),
            Self::Preset { kind, name, deed } => deed.line(*kind, name),
            Self::ExportShow { volume, show } => join("EXPORTSHOW", &[volume, show]),
            Self::ImportShow(show) => join("IMPORTSHOW", &[show]),
            Self::Player(player) => player.line(),
            Self::Record(_) => Ok(RECORD_TOGGLE.to_owned()),
            Self::RenameRecording { from, to } => join("RENAME", &[from, to]),
            Self::Multitrack(multitrack) => multitrack.line(),
            Self::MultitrackRecord(_) => Ok(MULTITRACK_TOGGLE.to_owned()),
            Self::SelectChannel { group, channel } => {
                join("BMSG^SYNC", &[group, &channel.to_string()])
            }
            Self::SelectView { group, view } => {
                join("BMSG^SYNC_VG", &[group, &view.number().to_string()])
            }
            Self::Answer { dialog, button } => {
                join("DLGRESULT", &[&format!("dlg_{}", named(dialog)?), &button.to_string()])
            }
        }
    }
}

impl Catalog {
    fn line(&self) -> Result<String, CommandError> {
        match self {
            Self::Shows => join("SHOWLIST", &[]),
            Self::Snapshots(show) => join("SNAPSHOTLIST", &[show]),
            Self::Cues(show) => join("CUELIST", &[show]),
            Self::Playlists => join("MEDIA_GET_PLISTS", &[]),
            Self::Tracks(playlist) => join("MEDIA_GET_PLIST_TRACKS", &[playlist]),
            Self::Sessions => join("MTK_GET_SESSIONS", &[]),
            Self::Files => join("MTK_GET_FILES", &[]),
            Self::Presets(kind) => join("PRESETLIST", &[kind.word()]),
            Self::Volumes => join("USBMOUNTS", &[]),
            Self::Importable => join("IMPORTSHOWLIST", &[]),
        }
    }
}

impl Deed {
    /// `names` say what is meant; a new name stands behind `before`.
    fn line(&self, what: &str, names: &[&str], before: &[&str]) -> Result<String, CommandError> {
        let (verb, new) = match self {
            Self::Load => ("LOAD", None),
            Self::Save => ("SAVE", None),
            Self::Delete => ("DELETE", None),
            Self::Rename(to) => ("RENAME", Some(to.as_str())),
        };
        let mut all = names.to_vec();
        if let Some(new) = new {
            all.extend(before);
            all.push(new);
        }
        join(&format!("{verb}{what}"), &all)
    }
}

impl PresetDeed {
    fn line(&self, kind: PresetKind, name: &PresetName) -> Result<String, CommandError> {
        named(&name.name)?;
        if name.factory && *self != Self::Read {
            return Err(CommandError::Factory(name.name.clone()));
        }
        let (word, full) = (kind.word(), name.to_string());
        match self {
            Self::Read => join("READPRESET", &[word, &full]),
            Self::Delete => join("DELETEPRESET", &[word, &full]),
            Self::Rename(to) => {
                let to = PresetName::user(named(to)?).to_string();
                join("RENAMEPRESET", &[word, &full, &to])
            }
            Self::Write(json) => {
                if json.is_empty() || json.len() > PRESET_MAX || json.contains(breaks) {
                    return Err(CommandError::Preset(json.len()));
                }
                Ok(format!("{}^{json}", join("WRITEPRESET", &[word, &full])?))
            }
        }
    }
}

impl Player {
    fn line(&self) -> Result<String, CommandError> {
        match self {
            Self::Play => join("MEDIA_PLAY", &[]),
            Self::Pause => join("MEDIA_PAUSE", &[]),
            Self::Stop => join("MEDIA_STOP", &[]),
            Self::Next => join("MEDIA_NEXT", &[]),
            Self::Previous => join("MEDIA_PREV", &[]),
            Self::Jump(to) => join("MEDIA_JUMP_TO", &[&to.position().to_string()]),
            Self::Playlist(playlist) => join("MEDIA_SWITCH_PLIST", &[playlist]),
            Self::Track { playlist, track } => join("MEDIA_SWITCH_TRACK", &[playlist, track]),
        }
    }
}

impl Multitrack {
    fn line(&self) -> Result<String, CommandError> {
        match self {
            Self::Play => join("MTK_PLAY", &[]),
            Self::Pause => join("MTK_PAUSE", &[]),
            Self::Stop => join("MTK_STOP", &[]),
            Self::Jump(to) => join("MTK_JUMP_TO", &[&to.position().to_string()]),
            Self::Select(session) => join("MTK_SELECT", &[session]),
            Self::Delete(session) => join("MTK_DELETE", &[session]),
        }
    }
}

impl View {
    /// The number on the wire, where all of these count from 0.
    #[must_use]
    pub fn number(self) -> i16 {
        let index = |number: u8| i16::from(number.saturating_sub(1));
        match self {
            Self::Group(number) => index(number),
            Self::Subgroup(number) => SUBGROUP_VIEWS + index(number),
            Self::Vca(number) => VCA_VIEWS + index(number),
            Self::Back => -1,
        }
    }

    /// The view of a number on the wire; `None` for numbers nobody knows.
    #[must_use]
    pub fn of_number(number: i16) -> Option<Self> {
        let from_one = |base: i16| u8::try_from(number - base + 1).ok();
        Some(match number {
            -1 => Self::Back,
            0..=99 => Self::Group(from_one(0)?),
            SUBGROUP_VIEWS..=299 => Self::Subgroup(from_one(SUBGROUP_VIEWS)?),
            VCA_VIEWS..=399 => Self::Vca(from_one(VCA_VIEWS)?),
            _ => return None,
        })
    }
}

fn join(verb: &str, names: &[&str]) -> Result<String, CommandError> {
    let mut line = verb.to_owned();
    for name in names {
        line.push('^');
        line.push_str(named(name)?);
    }
    Ok(line)
}

fn named(name: &str) -> Result<&str, CommandError> {
    let good = !name.is_empty() && name.chars().count() <= NAME_MAX && !name.contains(breaks);
    if good {
        return Ok(name);
    }
    Err(CommandError::Name(name.chars().take(80).collect()))
}

fn breaks(c: char) -> bool {
    c == '^' || c.is_control()
}
