//! Chat logs and verdicts: entries are published only after they are on disk,
//! and a repeated intent gets the verdict it got the first time.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;
use protocol::{ChatBody, ChatEntry, Decision, Epoch, ServerText};

use crate::sheets::Sheet;

/// Verdicts kept per client id, in memory and from storage: more than an
/// outbox can hold.
pub const VERDICTS_KEPT: usize = 1000;
/// Client ids without a connection whose verdicts are kept. Of others only the
/// highest number is: it is enough to decide nothing twice.
const IDLE_KEPT: usize = 1000;
/// Entries a newcomer gets at once; older ones are had over HTTP.
pub(crate) const FIRST_PAGE: u64 = 100;

/// What storage knows when the relay starts.
#[derive(Clone, Debug, Default)]
pub struct Restored {
    /// Rooms with the newest part of their logs.
    pub rooms: Vec<RestoredRoom>,
    /// Verdicts, ascending in `n` per client id.
    pub decided: Vec<RestoredDecision>,
    /// Read marks: member, room, offset.
    pub reads: Vec<(u32, String, u64)>,
    /// Sheets of the crew, each once.
    pub sheets: Vec<Sheet>,
    /// Epoch of the desk state: random per start, since values are not kept.
    pub state_epoch: Epoch,
}

/// A room from storage.
#[derive(Clone, Debug)]
pub struct RestoredRoom {
    /// Name.
    pub room: String,
    /// Epoch, made when the room was first stored.
    pub epoch: Epoch,
    /// Newest entries, ascending without holes.
    pub entries: Vec<ChatEntry>,
    /// Offset and author of every message that can be edited.
    pub messages: Vec<(u64, u32)>,
}

/// A verdict from storage.
#[derive(Clone, Debug)]
pub struct RestoredDecision {
    /// Client id.
    pub cid: String,
    /// Number of the intent.
    pub n: u64,
    /// The verdict.
    pub decision: Decision,
    /// Number of the member whose client id it is; none when storage does not
    /// know, and then the first to say hello under it owns it.
    pub author: Option<u32>,
    /// What the intent said; none when that is not known any more.
    pub print: Option<Print>,
}

/// What an intent said, in short: two pages that were one tab may give one
/// number to two messages, and neither must get the verdict on the other's.
/// Good for the process that made it, not for storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print(u64);

impl Print {
    /// Of an intent as it is kept; none when its text was taken back.
    #[must_use]
    pub fn of(room: &str, body: &ChatBody) -> Option<Self> {
        if let ChatBody::Create { text } | ChatBody::Edit { text, .. } = body
            && text.is_empty()
        {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        (room, body).hash(&mut hasher);
        Some(Self(hasher.finish()))
    }
}

/// One room's log: its newest entries, encoded once for all.
pub(crate) struct ChatLog {
    pub(crate) room: String,
    pub(crate) epoch: Epoch,
    entries: VecDeque<(ChatEntry, Bytes)>,
    /// Newest stored offset.
    head: u64,
    /// Newest offset given out, stored or under way to disk.
    given: u64,
    kept: usize,
    /// Authors of messages, to check who may edit or delete.
    authors: BTreeMap<u64, u32>,
}

impl ChatLog {
    pub(crate) fn new(restored: RestoredRoom, kept: usize) -> Self {
        let head = restored.entries.last().map_or(0, |entry| entry.offset);
        let mut log = Self {
            room: restored.room,
            epoch: restored.epoch,
            entries: VecDeque::new(),
            head,
            given: head,
            kept,
            authors: restored.messages.into_iter().collect(),
        };
        for entry in restored.entries {
            log.keep(entry);
        }
        log
    }

    pub(crate) fn head(&self) -> u64 {
        self.head
    }

    /// First offset that is still in memory; head + 1 when none is.
    pub(crate) fn first(&self) -> u64 {
        self.entries.front().map_or(self.head + 1, |(entry, _)| entry.offset)
    }

    pub(crate) fn author(&self, offset: u64) -> Option<u32> {
        self.authors.get(&offset).copied()
    }

    /// Gives out the next offset.
    pub(crate) fn next_offset(&mut self) -> u64 {
        self.given += 1;
        self.given
    }

    /// Remembers the author before the entry is stored, so that an edit that
    /// follows at once finds its target.
    pub(crate) fn announce(&mut self, entry: &ChatEntry) {
        match entry.body {
            ChatBody::Create { .. } => {
                self.authors.insert(entry.offset, entry.author);
            }
            ChatBody::Delete { target } => {
                self.authors.remove(&target);
            }
            _ => {}
        }
    }

    /// Takes a stored entry into the log.
    pub(crate) fn publish(&mut self, entry: ChatEntry) {
        if let ChatBody::Delete { target } = entry.body {
            self.blank(target);
        }
        self.head = entry.offset;
        self.keep(entry);
    }

    fn keep(&mut self, entry: ChatEntry) {
        let bytes = Bytes::from(ServerText::Chat(entry.clone()).encode());
        self.entries.push_back((entry, bytes));
        if self.entries.len() > self.kept {
            self.entries.pop_front();
        }
    }

    /// A message taken back leaves nothing of its text behind.
    fn blank(&mut self, message: u64) {
        for (entry, bytes) in &mut self.entries {
            match &mut entry.body {
                ChatBody::Create { text } if entry.offset == message => text.clear(),
                ChatBody::Edit { target, text } if *target == message => text.clear(),
                _ => continue,
            }
            *bytes = Bytes::from(ServerText::Chat(entry.clone()).encode());
        }
    }

    /// Encoded entries after a cursor, oldest first.
    pub(crate) fn after(&self, cursor: u64) -> impl Iterator<Item = (u64, &Bytes)> {
        let skip = usize::try_from((cursor + 1).saturating_sub(self.first())).unwrap_or(usize::MAX);
        self.entries.iter().skip(skip).map(|(entry, bytes)| (entry.offset, bytes))
    }
}

/// The verdicts on one client id's intents.
#[derive(Default)]
struct Decided {
    /// Whose client id it is, once that is known.
    owner: Option<u32>,
    highest: u64,
    verdicts: BTreeMap<u64, (Decision, Option<Print>)>,
    /// What those say that are decided but not on disk yet.
    waiting: BTreeMap<u64, Option<Print>>,
    /// Highest intent that is decided but not on disk yet.
    under_way: u64,
}

/// Verdicts on intents, by client id.
#[derive(Default)]
pub(crate) struct Verdicts {
    by_cid: BTreeMap<String, Decided>,
    /// Client ids without a connection that have verdicts, longest idle first.
    idle: VecDeque<String>,
}

/// What to do with an intent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Intent {
    /// Decide it.
    New,
    /// It is on its way to disk; the verdict follows.
    UnderWay,
    /// It was decided before; none when the verdict is no longer kept.
    Decided(Option<Decision>),
    /// Another page gave its number to another message.
    Taken,
    /// Intents before it are missing.
    Early {
        /// The number that is due.
        expected: u64,
    },
}

impl Verdicts {
    pub(crate) fn restore(restored: &Restored) -> Self {
        let mut verdicts = Self::default();
        for RestoredDecision { cid, n, decision, author, print } in &restored.decided {
            verdicts.begin(cid, *n, *print);
            verdicts.record(cid, *n, decision.clone());
            if let Some(author) = author {
                verdicts.claim(cid, *author);
            }
        }
        for entry in restored.rooms.iter().flat_map(|room| &room.entries) {
            verdicts.claim(&entry.cid, entry.author);
        }
        // Whose newest message is oldest comes first.
        let newest = |decided: &Decided| {
            decided.verdicts.values().rev().find_map(|(decision, _)| match decision {
                Decision::Stored { offset } => Some(*offset),
                Decision::Refused { .. } => None,
            })
        };
        let all = verdicts.by_cid.iter().filter(|(_, decided)| decided.highest > 0);
        let mut idle: Vec<_> = all.map(|(cid, decided)| (newest(decided), cid.clone())).collect();
        idle.sort();
        for (_, cid) in idle {
            verdicts.rest(cid);
        }
        verdicts
    }

    /// Nobody is connected under this client id any more.
    fn rest(&mut self, cid: String) {
        self.idle.push_back(cid);
        if self.idle.len() > IDLE_KEPT
            && let Some(decided) = self.idle.pop_front().and_then(|cid| self.by_cid.get_mut(&cid))
        {
            decided.verdicts = BTreeMap::new();
        }
    }

    /// Whether a client id is this member's; one that is nobody's becomes it.
    /// Others can read it in the log, but must not write under it.
    pub(crate) fn claim(&mut self, cid: &str, member: u32) -> bool {
        let decided = self.by_cid.entry(cid.to_owned()).or_default();
        *decided.owner.get_or_insert(member) == member
    }

    /// A connection under this client id was taken in.
    pub(crate) fn enter(&mut self, cid: &str) {
        self.idle.retain(|idle| idle != cid);
    }

    /// The last connection under this client id is gone: forgets one under
    /// which nothing was ever written.
    pub(crate) fn leave(&mut self, cid: &str) {
        let Some(decided) = self.by_cid.get(cid) else { return };
        if decided.highest.max(decided.under_way) == 0 {
            self.by_cid.remove(cid);
        } else if !self.idle.iter().any(|idle| idle == cid) {
            self.rest(cid.to_owned());
        }
    }

    /// Highest decided and stored intent of a client id.
    pub(crate) fn highest(&self, cid: &str) -> u64 {
        self.by_cid.get(cid).map_or(0, |decided| decided.highest)
    }

    /// What to do with an intent that says this.
    pub(crate) fn classify(&self, cid: &str, n: u64, print: Option<Print>) -> Intent {
        let unknown = Decided::default();
        let decided = self.by_cid.get(cid).unwrap_or(&unknown);
        if n <= decided.highest {
            match decided.verdicts.get(&n) {
                Some((decision, kept)) if !vouches(decision, *kept, print) => Intent::Taken,
                verdict => Intent::Decided(verdict.map(|(decision, _)| decision.clone())),
            }
        } else if n <= decided.under_way {
            let same = decided.waiting.get(&n).is_none_or(|kept| *kept == print);
            if same { Intent::UnderWay } else { Intent::Taken }
        } else if n == decided.highest.max(decided.under_way) + 1 {
            Intent::New
        } else {
            Intent::Early { expected: decided.highest.max(decided.under_way) + 1 }
        }
    }

    pub(crate) fn begin(&mut self, cid: &str, n: u64, print: Option<Print>) {
        let decided = self.by_cid.entry(cid.to_owned()).or_default();
        decided.under_way = n;
        decided.waiting.insert(n, print);
    }

    pub(crate) fn record(&mut self, cid: &str, n: u64, decision: Decision) {
        let decided = self.by_cid.entry(cid.to_owned()).or_default();
        decided.highest = decided.highest.max(n);
        let print = decided.waiting.remove(&n).flatten();
        decided.verdicts.insert(n, (decision, print));
        if decided.verdicts.len() > VERDICTS_KEPT {
            decided.verdicts.pop_first();
        }
    }
}

/// Whether a verdict is on what a repeat says. That something was refused may
/// be told of what is not known any more: who hears it still has the text.
fn vouches(decision: &Decision, kept: Option<Print>, repeat: Option<Print>) -> bool {
    match decision {
        Decision::Refused { .. } if kept.is_none() => true,
        _ => kept.is_some() && kept == repeat,
    }
}

#[cfg(test)]
mod tests;
