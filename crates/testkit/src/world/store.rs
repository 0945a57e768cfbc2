//! The disk of a simulated relay: what it keeps over a crash, and the desk
//! beside it, which keeps its own values.

use std::collections::{BTreeMap, BTreeSet};

use desk::{Index, ParamId, Surface, Value};
use protocol::{ChatBody, ChatEntry, Decision, Epoch};
use room::{Print, Restored, RestoredDecision, RestoredRoom, Sheet, StoreOp};

/// What is on disk.
#[derive(Debug, Default)]
pub struct Store {
    rooms: BTreeMap<String, (Epoch, Vec<ChatEntry>)>,
    decided: BTreeMap<(String, u64), Decision>,
    reads: BTreeMap<(u32, String), u64>,
    sheets: BTreeMap<String, Sheet>,
    /// What was on disks that were replaced: client id, number, offset.
    past: BTreeSet<(String, u64, u64)>,
}

impl Store {
    pub(super) fn new(rooms: &[String]) -> Self {
        let rooms = (1u64..).zip(rooms);
        let rooms = rooms.map(|(at, name)| (name.clone(), (Epoch(at << 48), Vec::new())));
        Self { rooms: rooms.collect(), ..Self::default() }
    }

    /// Every stored entry of a room, oldest first.
    #[must_use]
    pub fn entries(&self, room: &str) -> &[ChatEntry] {
        self.rooms.get(room).map_or(&[], |(_, entries)| entries)
    }

    /// Every stored entry of every room.
    pub fn all_entries(&self) -> impl Iterator<Item = &ChatEntry> {
        self.rooms.values().flat_map(|(_, entries)| entries)
    }

    /// The entry at this offset that came of this intent.
    #[must_use]
    pub fn entry(&self, cid: &str, n: u64, offset: u64) -> Option<&ChatEntry> {
        let place = usize::try_from(offset).ok()?.checked_sub(1)?;
        let mut at = self.rooms.values().filter_map(|(_, entries)| entries.get(place));
        at.find(|entry| entry.cid == cid && entry.n == n)
    }

    /// Whether a disk that was replaced had this entry.
    pub(super) fn had(&self, cid: &str, n: u64, offset: u64) -> bool {
        self.past.contains(&(cid.to_owned(), n, offset))
    }

    /// What is stored about an intent, if anything.
    #[must_use]
    pub fn decision(&self, cid: &str, n: u64) -> Option<Decision> {
        self.decided.get(&(cid.to_owned(), n)).cloned()
    }

    /// How far a member has read in a room.
    #[must_use]
    pub fn read_mark(&self, member: u32, room: &str) -> u64 {
        self.reads.get(&(member, room.to_owned())).copied().unwrap_or(0)
    }

    /// Forgets every entry and verdict: a disk that was replaced.
    pub(super) fn wipe(&mut self) {
        let past = self.rooms.values().flat_map(|(_, entries)| entries);
        self.past.extend(past.map(|entry| (entry.cid.clone(), entry.n, entry.offset)));
        for (epoch, entries) in self.rooms.values_mut() {
            epoch.0 += 1;
            entries.clear();
        }
        self.decided.clear();
        self.reads.clear();
        self.sheets.clear();
    }

    /// Keeps what the room asks to keep.
    ///
    /// # Panics
    /// When the room breaks a promise: a hole in a log, or a second verdict on
    /// an intent.
    pub(super) fn keep(&mut self, op: StoreOp) {
        match op {
            StoreOp::Entry(entry) => {
                self.decide(&entry.cid, entry.n, Decision::Stored { offset: entry.offset });
                let (_, entries) = self.rooms.get_mut(&entry.room).expect("a known room");
                assert_eq!(entry.offset, entries.len() as u64 + 1, "a hole before {entry:?}");
                if let ChatBody::Delete { target } = entry.body {
                    blank(entries, target);
                }
                entries.push(entry);
            }
            StoreOp::Refused { cid, n, refusal } => {
                self.decide(&cid, n, Decision::Refused { refusal });
            }
            StoreOp::Read { member, room, offset } => {
                self.reads.insert((member, room), offset);
            }
            StoreOp::Sheet(sheet) => {
                self.sheets.insert(sheet.name.clone(), sheet);
            }
        }
    }

    fn decide(&mut self, cid: &str, n: u64, decision: Decision) {
        let first = self.decided.insert((cid.to_owned(), n), decision);
        assert!(first.is_none(), "{n} of {cid} was decided before: {first:?}");
    }

    /// What a relay that starts reads back.
    pub(super) fn restore(&self, state_epoch: Epoch, memory: usize) -> Restored {
        let rooms = self.rooms.iter().map(|(room, (epoch, entries))| {
            let deleted = entries.iter().filter_map(|entry| match entry.body {
                ChatBody::Delete { target } => Some(target),
                _ => None,
            });
            let deleted: BTreeSet<u64> = deleted.collect();
            let messages = entries
                .iter()
                .filter(|entry| matches!(entry.body, ChatBody::Create { .. }))
                .filter(|entry| !deleted.contains(&entry.offset))
                .map(|entry| (entry.offset, entry.author));
            RestoredRoom {
                room: room.clone(),
                epoch: *epoch,
                entries: entries[entries.len().saturating_sub(memory)..].to_vec(),
                messages: messages.collect(),
            }
        });
        let authors: BTreeMap<&str, u32> =
            self.all_entries().map(|entry| (entry.cid.as_str(), entry.author)).collect();
        let prints = self.all_entries().filter_map(|entry| {
            let print = Print::of(&entry.room, &entry.body)?;
            Some(((entry.cid.as_str(), entry.n), print))
        });
        let said: BTreeMap<(&str, u64), Print> = prints.collect();
        let decided = self.decided.iter().map(|((cid, n), decision)| RestoredDecision {
            cid: cid.clone(),
            n: *n,
            decision: decision.clone(),
            author: authors.get(cid.as_str()).copied(),
            print: said.get(&(cid.as_str(), *n)).copied(),
        });
        let reads = self.reads.iter().map(|((member, room), at)| (*member, room.clone(), *at));
        Restored {
            rooms: rooms.collect(),
            decided: decided.collect(),
            reads: reads.collect(),
            sheets: self.sheets.values().cloned().collect(),
            state_epoch,
        }
    }
}

fn blank(entries: &mut [ChatEntry], message: u64) {
    for entry in entries {
        match &mut entry.body {
            ChatBody::Create { text } if entry.offset == message => text.clear(),
            ChatBody::Edit { target, text } if *target == message => text.clear(),
            _ => {}
        }
    }
}

/// The desk: it owns its values and outlives every relay.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) index: Index,
    pub(super) values: Vec<Value>,
}

impl Desk {
    pub(super) fn new(surface: Surface) -> Self {
        let index = Index::new(surface).expect("a surface of a test fits");
        let encodings = index.ids().filter_map(|id| index.encoding(id));
        let values = encodings.map(Value::neutral).collect();
        Self { index, values }
    }

    pub(super) fn set(&mut self, id: ParamId, value: Value) {
        self.values[usize::from(id.0)] = value;
    }
}
