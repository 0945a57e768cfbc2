//! Shows with their snapshots and cues: save, load, rename, delete. What a
//! recall leaves alone is decided in `isolation`.

use std::collections::BTreeMap;

use super::Desk;
use super::isolation::Isolation;
use crate::line::Line;
use crate::tree::{Slot, Tree, Value};

/// Together no more than this many shows, snapshots and cues are kept, so
/// that no client can fill the memory.
const MOST_STORED: usize = 200;

const FACTORY_SHOW: &str = "Default";
const FACTORY_SNAPSHOT: &str = "* Init *";

type Stored = Vec<(Slot, Value)>;

#[derive(Debug, Default)]
struct Show {
    snapshots: BTreeMap<String, Stored>,
    cues: BTreeMap<String, Stored>,
    /// Safes, isolation and mute-group membership.
    own: Stored,
}

/// Every show of the desk.
#[derive(Debug)]
pub(super) struct Library {
    shows: BTreeMap<String, Show>,
}

impl Library {
    /// The show of the factory, whose one snapshot is the factory state.
    pub(super) fn new(factory: &Tree) -> Self {
        let mut show = Show { own: stored(factory, of_show), ..Show::default() };
        show.snapshots.insert(FACTORY_SNAPSHOT.to_owned(), stored(factory, of_snapshot));
        Self { shows: BTreeMap::from([(FACTORY_SHOW.to_owned(), show)]) }
    }

    /// Stores a state as a snapshot, in a show that is made if need be.
    pub(super) fn keep(&mut self, show: &str, snapshot: &str, state: &Tree) {
        let show = self.shows.entry(show.to_owned()).or_default();
        show.snapshots.insert(snapshot.to_owned(), stored(state, of_snapshot));
        show.own = stored(state, of_show);
    }

    pub(super) fn shows(&self) -> impl Iterator<Item = &String> {
        self.shows.keys()
    }

    pub(super) fn snapshots(&self, show: &str) -> impl Iterator<Item = &String> {
        self.shows.get(show).into_iter().flat_map(|show| show.snapshots.keys())
    }

    pub(super) fn cues(&self, show: &str) -> impl Iterator<Item = &String> {
        self.shows.get(show).into_iter().flat_map(|show| show.cues.keys())
    }

    fn is_full(&self) -> bool {
        let inside = |show: &Show| 1 + show.snapshots.len() + show.cues.len();
        self.shows.values().map(inside).sum::<usize>() >= MOST_STORED
    }

    fn memories(&mut self, show: &str, kind: Memory) -> Option<&mut BTreeMap<String, Stored>> {
        let show = self.shows.get_mut(show)?;
        Some(match kind {
            Memory::Snapshot => &mut show.snapshots,
            Memory::Cue => &mut show.cues,
        })
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Memory {
    Snapshot,
    Cue,
}

impl Memory {
    fn current_key(self) -> &'static str {
        match self {
            Self::Snapshot => "var.currentSnapshot",
            Self::Cue => "var.currentCue",
        }
    }
}

/// **Source:** Soundcraft Ui protocol reference, scope of a snapshot.
fn of_snapshot(key: &str) -> bool {
    let outside = ["settings.", "var.", "iso."].iter().any(|prefix| key.starts_with(prefix))
        || [".safe", ".iosyscmd"].iter().any(|suffix| key.ends_with(suffix))
        || matches!(key, "mgmask" | "m.afs.enabled");
    !outside
}

fn of_show(key: &str) -> bool {
    key.ends_with(".safe") || key.ends_with(".mgmask") || key.starts_with("iso.")
}

fn stored(tree: &Tree, wanted: impl Fn(&str) -> bool) -> Stored {
    let slots = (0..tree.len()).filter_map(|position| tree.slot_at(position));
    let slots = slots.filter(|slot| wanted(tree.key(*slot)));
    slots.map(|slot| (slot, tree.value(slot).clone())).collect()
}

impl Desk {
    /// Does a command of the library, if the verb is one.
    ///
    /// Names that do not exist are ignored. Whether the real desk tells
    /// `UPDATE_SHOWS` after each change of a list is unverified.
    pub(super) fn command_library(&mut self, line: Line<'_>) {
        let (show, name) = (line.argument(0), line.argument(1));
        let changed = match line.verb {
            "CREATESHOW" => self.create_show(show),
            "SAVESHOW" => self.save_show(show),
            "LOADSHOW" => {
                self.load_show(show);
                false
            }
            "RENAMESHOW" => rename(&mut self.library.shows, show, name),
            "DELETESHOW" => show != FACTORY_SHOW && self.library.shows.remove(show).is_some(),
            "SAVESNAPSHOT" => self.save(show, name, Memory::Snapshot),
            "LOADSNAPSHOT" => {
                self.load(show, name, Memory::Snapshot);
                false
            }
            "RENAMESNAPSHOT" => self.rename(line, Memory::Snapshot),
            "DELETESNAPSHOT" => self.delete(show, name, Memory::Snapshot),
            "SAVECUE" => self.save(show, name, Memory::Cue),
            "LOADCUE" => {
                self.load(show, name, Memory::Cue);
                false
            }
            "RENAMECUE" => self.rename(line, Memory::Cue),
            "DELETECUE" => self.delete(show, name, Memory::Cue),
            _ => return,
        };
        if changed {
            self.changes.announce("UPDATE_SHOWS");
        }
    }

    fn create_show(&mut self, name: &str) -> bool {
        if name.is_empty() || self.library.is_full() || self.library.shows.contains_key(name) {
            return false;
        }
        self.library.shows.insert(name.to_owned(), Show::default());
        true
    }

    fn save_show(&mut self, name: &str) -> bool {
        let new = self.create_show(name);
        let own = stored(&self.tree, of_show);
        if let Some(show) = self.library.shows.get_mut(name) {
            show.own = own;
        }
        new
    }

    fn load_show(&mut self, name: &str) {
        let Some(show) = self.library.shows.get(name) else { return };
        for (slot, value) in show.own.clone() {
            self.put_slot(slot, value);
        }
        self.put_text("var.currentShow", name);
        self.put_text("var.currentSnapshot", "");
        if self.tree.slot("var.currentCue").is_some() {
            self.put_text("var.currentCue", "");
        }
    }

    fn save(&mut self, show: &str, name: &str, kind: Memory) -> bool {
        let full = self.library.is_full();
        let state = stored(&self.tree, of_snapshot);
        let Some(memories) = self.library.memories(show, kind) else { return false };
        let new = !memories.contains_key(name);
        if name.is_empty() || (new && full) {
            return false;
        }
        memories.insert(name.to_owned(), state);
        self.put_text("var.currentShow", show);
        self.put_text(kind.current_key(), name);
        new
    }

    /// Restores a memory. Everyone hears of the keys that change, the one who
    /// asked included; what is safe or isolated stays as it is.
    fn load(&mut self, show: &str, name: &str, kind: Memory) {
        let memories = self.library.memories(show, kind);
        let Some(state) = memories.and_then(|memories| memories.get(name).cloned()) else { return };
        let isolation = Isolation::read(&self.tree);
        for (slot, value) in state {
            if !isolation.keeps(self.tree.key(slot)) {
                self.put_slot(slot, value);
            }
        }
        self.put_text("var.currentShow", show);
        self.put_text(kind.current_key(), name);
        if kind == Memory::Snapshot {
            self.changes.announce(&format!("MSG^$SNAPLOAD^{name}"));
        }
    }

    /// `RENAMESNAPSHOT^show^old^show^new`
    fn rename(&mut self, line: Line<'_>, kind: Memory) -> bool {
        let (show, old, new) = (line.argument(0), line.argument(1), line.argument(3));
        let memories = self.library.memories(show, kind);
        memories.is_some_and(|memories| rename(memories, old, new))
    }

    fn delete(&mut self, show: &str, name: &str, kind: Memory) -> bool {
        let factory = show == FACTORY_SHOW && name == FACTORY_SNAPSHOT;
        let memories = self.library.memories(show, kind);
        !factory && memories.is_some_and(|memories| memories.remove(name).is_some())
    }
}

fn rename<T>(map: &mut BTreeMap<String, T>, old: &str, new: &str) -> bool {
    if new.is_empty() || map.contains_key(new) {
        return false;
    }
    map.remove(old).map(|value| map.insert(new.to_owned(), value)).is_some()
}
