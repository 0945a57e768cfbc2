//! Commands, lists and notices between our words and the driver's: pure
//! translation, both ways.

use desk::{FaderLevel, Surface};
use protocol::{ListName, Notice as WireNotice, Refusal, RefusalCode};
use room::ListGroup;
use soundcraft::keys::Channel;
use soundcraft::logic::channels;
use soundcraft::logic::fx::FxType;
use soundcraft::{
    Catalog, Command, Deed, Message, Multitrack, Notice, Player, PresetDeed, PresetKind,
    PresetName, Raw, View,
};

/// What a processor can be.
const TYPES: [(&str, FxType); 4] = [
    ("reverb", FxType::Reverb),
    ("delay", FxType::Delay),
    ("chorus", FxType::Chorus),
    ("room", FxType::Room),
];

/// What a command comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Task {
    /// A line of the desk's own.
    Line(Command),
    /// Reads a preset and makes a strip so.
    LoadPreset { kind: PresetKind, name: PresetName, strip: Channel },
    /// Keeps how a strip is.
    SavePreset { kind: PresetKind, name: String, strip: Channel },
    /// Makes a pair of a strip and its right neighbour.
    Link(Channel),
    /// Takes a pair apart.
    Unlink(Channel),
    /// Makes another effect of a processor.
    FxType(Channel, FxType),
    /// Makes everything heard.
    ClearMutes,
    /// Tells the value of a wire key.
    GetRaw(String),
    /// Writes a wire key.
    SetRaw(String, Raw),
}

/// What a verb and its words ask for.
pub(super) fn task(surface: &Surface, verb: &str, words: &[String]) -> Result<Task, Refusal> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Some(deed) = library(verb, &words) {
        return Ok(Task::Line(deed));
    }
    if let Some(machine) = machine(verb, &words) {
        return Ok(Task::Line(machine));
    }
    let task = match (verb, &words[..]) {
        ("preset.load", [kind, name, path]) => {
            let name = PresetName::decode(name).ok_or_else(|| unfit("preset", name))?;
            Task::LoadPreset { kind: preset(kind)?, name, strip: strip(path)? }
        }
        ("preset.save", [kind, name, path]) => {
            let strip = strip(path)?;
            Task::SavePreset { kind: preset(kind)?, name: (*name).to_owned(), strip }
        }
        ("preset.delete", [kind, name]) => preset_deed(kind, name, PresetDeed::Delete)?,
        ("preset.rename", [kind, name, to]) => {
            preset_deed(kind, name, PresetDeed::Rename(PresetName::user(to).to_string()))?
        }
        ("select.strip", [group, path]) => {
            let strip = strip(path)?;
            let place = channels::place(surface, strip.kind(), strip.number());
            let channel = place.ok_or_else(|| unfit("strip", path))?;
            Task::Line(Command::SelectChannel { group: (*group).to_owned(), channel })
        }
        ("select.view", [group, kind, number]) => {
            let number = number.parse().map_err(|_| unfit("number", number))?;
            let view = match *kind {
                "view_group" => View::Group(number),
                "sub" => View::Subgroup(number),
                "vca" => View::Vca(number),
                "back" => View::Back,
                _ => return Err(unfit("view", kind)),
            };
            Task::Line(Command::SelectView { group: (*group).to_owned(), view })
        }
        ("dialog.answer", [dialog, button]) => {
            let button = button.parse().map_err(|_| unfit("button", button))?;
            Task::Line(Command::Answer { dialog: (*dialog).to_owned(), button })
        }
        ("stereo.link", [path]) => Task::Link(strip(path)?),
        ("stereo.unlink", [path]) => Task::Unlink(strip(path)?),
        ("fx.type", [path, kind]) => {
            let of = TYPES.iter().find(|(name, _)| name == kind);
            Task::FxType(strip(path)?, of.ok_or_else(|| unfit("effect", kind))?.1)
        }
        ("mutes.clear", []) => Task::ClearMutes,
        ("raw.get", [key]) => Task::GetRaw((*key).to_owned()),
        ("raw.set", [key, "number", number]) => {
            let number = number.parse().ok().filter(|number: &f64| number.is_finite());
            let number = number.ok_or_else(|| unfit("number", words[2]))?;
            Task::SetRaw((*key).to_owned(), Raw::Number(number))
        }
        ("raw.set", [key, "text", text]) => {
            Task::SetRaw((*key).to_owned(), Raw::Text((*text).to_owned()))
        }
        _ => {
            let reason = format!("{verb} does not go with {} words such as these", words.len());
            return Err(Refusal::new(RefusalCode::OutOfRange, reason));
        }
    };
    Ok(task)
}

/// Shows, and what is in them.
fn library(verb: &str, words: &[&str]) -> Option<Command> {
    let text = |word: &&str| (**word).to_owned();
    let (what, deed) = verb.split_once('.')?;
    let show = |show: &&str, deed| Command::Show { show: text(show), deed };
    Some(match (what, deed, words) {
        ("show", "create", [name]) => Command::CreateShow(text(name)),
        ("show", "load", [name]) => show(name, Deed::Load),
        ("show", "save", [name]) => show(name, Deed::Save),
        ("show", "delete", [name]) => show(name, Deed::Delete),
        ("show", "rename", [name, to]) => show(name, Deed::Rename(text(to))),
        ("show", "export", [volume, show]) => {
            Command::ExportShow { volume: text(volume), show: text(show) }
        }
        ("show", "import", [name]) => Command::ImportShow(text(name)),
        ("snapshot" | "cue", deed, [show, name, rest @ ..]) => {
            let deed = match (deed, rest) {
                ("load", []) => Deed::Load,
                ("save", []) => Deed::Save,
                ("delete", []) => Deed::Delete,
                ("rename", [to]) => Deed::Rename(text(to)),
                _ => return None,
            };
            let (show, name) = (text(show), text(name));
            match what {
                "cue" => Command::Cue { show, name, deed },
                _ => Command::Snapshot { show, name, deed },
            }
        }
        _ => return None,
    })
}

/// Players and recorders.
fn machine(verb: &str, words: &[&str]) -> Option<Command> {
    let text = |word: &&str| (**word).to_owned();
    let place = |word: &&str| FaderLevel::new(word.parse().ok()?).ok();
    Some(match (verb, words) {
        ("player.play", []) => Command::Player(Player::Play),
        ("player.pause", []) => Command::Player(Player::Pause),
        ("player.stop", []) => Command::Player(Player::Stop),
        ("player.next", []) => Command::Player(Player::Next),
        ("player.previous", []) => Command::Player(Player::Previous),
        ("player.jump", [to]) => Command::Player(Player::Jump(place(to)?)),
        ("player.playlist", [name]) => Command::Player(Player::Playlist(text(name))),
        ("player.track", [list, track]) => {
            Command::Player(Player::Track { playlist: text(list), track: text(track) })
        }
        ("record.start", []) => Command::Record(true),
        ("record.stop", []) => Command::Record(false),
        ("record.rename", [from, to]) => {
            Command::RenameRecording { from: text(from), to: text(to) }
        }
        ("multitrack.play", []) => Command::Multitrack(Multitrack::Play),
        ("multitrack.pause", []) => Command::Multitrack(Multitrack::Pause),
        ("multitrack.stop", []) => Command::Multitrack(Multitrack::Stop),
        ("multitrack.jump", [to]) => Command::Multitrack(Multitrack::Jump(place(to)?)),
        ("multitrack.select", [name]) => Command::Multitrack(Multitrack::Select(text(name))),
        ("multitrack.delete", [name]) => Command::Multitrack(Multitrack::Delete(text(name))),
        ("multitrack.record", []) => Command::MultitrackRecord(true),
        ("multitrack.record_stop", []) => Command::MultitrackRecord(false),
        _ => return None,
    })
}

fn preset_deed(kind: &str, name: &str, deed: PresetDeed) -> Result<Task, Refusal> {
    let kind = preset(kind)?;
    let name = PresetName::decode(name).ok_or_else(|| unfit("preset", name))?;
    Ok(Task::Line(Command::Preset { kind, name, deed }))
}

fn preset(word: &str) -> Result<PresetKind, Refusal> {
    PresetKind::of_word(word).ok_or_else(|| unfit("kind of preset", word))
}

/// A strip by its path: `input.3`, `master`.
fn strip(path: &str) -> Result<Channel, Refusal> {
    let (kind, number) = path.split_once('.').unwrap_or((path, "1"));
    let number = number.parse().ok();
    let channel = number.and_then(|number| Channel::new(kind, number));
    channel.ok_or_else(|| unfit("strip", path))
}

fn unfit(what: &str, word: &str) -> Refusal {
    Refusal::new(RefusalCode::OutOfRange, format!("{word:?} is no {what}"))
}

/// The path of a strip.
fn path(strip: Channel) -> String {
    match strip.kind() {
        desk::kind::MASTER => desk::kind::MASTER.to_owned(),
        kind => format!("{kind}.{}", strip.number()),
    }
}

/// The driver's name of a list.
pub(super) fn catalog(name: &ListName) -> Option<Catalog> {
    let of = name.of.clone();
    Some(match name.list.as_str() {
        "shows" => Catalog::Shows,
        "snapshots" => Catalog::Snapshots(of),
        "cues" => Catalog::Cues(of),
        "playlists" => Catalog::Playlists,
        "tracks" => Catalog::Tracks(of),
        "sessions" => Catalog::Sessions,
        "files" => Catalog::Files,
        "presets" => Catalog::Presets(PresetKind::of_word(&of)?),
        "volumes" => Catalog::Volumes,
        "importable" => Catalog::Importable,
        _ => return None,
    })
}

/// What a notice of the driver is in our words.
pub(super) enum Told {
    List(ListName, Vec<String>),
    Changed(ListGroup),
    Notice(WireNotice),
    /// What a preset holds.
    Preset {
        kind: PresetKind,
        name: PresetName,
        json: String,
    },
    /// Something that this version has no word for.
    Nothing,
}

pub(super) fn told(surface: &Surface, notice: Notice) -> Told {
    let list = |list: &str, of: &str, names| {
        Told::List(ListName { list: list.to_owned(), of: of.to_owned() }, names)
    };
    let say = |what: &str, words| Told::Notice(WireNotice { what: what.to_owned(), words });
    match notice {
        Notice::Shows(names) => list("shows", "", names),
        Notice::Snapshots { show, names } => list("snapshots", &show, names),
        Notice::Cues { show, names } => list("cues", &show, names),
        Notice::Playlists(names) => list("playlists", "", names),
        Notice::Tracks { playlist, names } => list("tracks", &playlist, names),
        Notice::Sessions(names) => list("sessions", "", names),
        Notice::Files(names) => list("files", "", names),
        Notice::Presets { kind, names } => {
            list("presets", kind.word(), names.iter().map(PresetName::to_string).collect())
        }
        Notice::Volumes(names) => list("volumes", "", names),
        Notice::Importable(names) => list("importable", "", names),
        Notice::ShowsChanged => Told::Changed(ListGroup::Shows),
        Notice::PlaylistsChanged => Told::Changed(ListGroup::Media),
        Notice::Preset { kind, name, json } => Told::Preset { kind, name, json },
        Notice::ChannelSelected { group, channel } => match channels::at(surface, channel) {
            Some(strip) => say("selected_strip", vec![group, path(strip)]),
            None => Told::Nothing,
        },
        Notice::ViewSelected { group, view } => {
            let (kind, number) = match view {
                View::Group(number) => ("view_group", number),
                View::Subgroup(number) => ("sub", number),
                View::Vca(number) => ("vca", number),
                View::Back => ("back", 0),
            };
            say("selected_view", vec![group, kind.to_owned(), number.to_string()])
        }
        Notice::Message(Message::Text(text)) => say("message", vec![text]),
        Notice::Message(Message::Phrase { key, mut arguments }) => {
            arguments.insert(0, key);
            say("phrase", arguments)
        }
        Notice::Dialog { id, text, mut buttons } => {
            buttons.splice(0..0, [id, text]);
            say("dialog", buttons)
        }
        Notice::DialogClosed { id } => say("dialog_closed", vec![id]),
        _ => Told::Nothing,
    }
}

/// What a command that was sent to the desk is to the others of this relay:
/// desks do not tell a selection to who made it, nor anybody what was saved.
pub(super) fn sent(verb: &str, mut words: Vec<String>) -> Option<WireNotice> {
    if let Some((memory @ ("show" | "snapshot" | "cue"), deed)) = verb.split_once('.') {
        let what = match deed {
            "load" => "loaded",
            "save" => "saved",
            _ => return None,
        };
        words.insert(0, memory.to_owned());
        return Some(WireNotice { what: what.to_owned(), words });
    }
    let what = match verb {
        "select.strip" => "selected_strip",
        "select.view" => "selected_view",
        _ => return None,
    };
    Some(WireNotice { what: what.to_owned(), words })
}

/// The lists that a command changes, whether the desk says so or not.
pub(super) fn changes(command: &Command) -> Option<ListGroup> {
    let keeps = |deed: &Deed| (*deed != Deed::Load).then_some(ListGroup::Shows);
    match command {
        Command::CreateShow(_) | Command::ImportShow(_) => Some(ListGroup::Shows),
        Command::Show { deed, .. } | Command::Snapshot { deed, .. } | Command::Cue { deed, .. } => {
            keeps(deed)
        }
        Command::Preset { deed, .. } if *deed != PresetDeed::Read => Some(ListGroup::Presets),
        Command::RenameRecording { .. }
        | Command::Record(false)
        | Command::MultitrackRecord(false)
        | Command::Multitrack(Multitrack::Delete(_) | Multitrack::Select(_)) => {
            Some(ListGroup::Media)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
