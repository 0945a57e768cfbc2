//! What one phone saw and did, kept outside it, so that it survives the phone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use protocol::{ChatBody, RoomVerdict};
use session::{Event, LinkState, Saved};
use testkit::native::Noticed;
use tokio::time::Instant;

/// A phone's journal; clones are the same journal.
#[derive(Clone, Default)]
pub struct Journal(Arc<Mutex<Pages>>);

/// What stands in it.
#[derive(Default)]
pub struct Pages {
    /// Whether the link is up now, suspicious or not.
    pub live: bool,
    /// When the link came up last.
    pub live_since: Option<Instant>,
    /// When the link became suspicious last.
    pub suspected: Option<Instant>,
    /// When the link was given up last.
    pub lost: Option<Instant>,
    /// How often the link was given up.
    pub losses: u64,
    /// How often of these the relay had closed it, by code.
    pub closed: BTreeMap<u16, u64>,
    /// How often of these bytes waited in the socket that nobody had read.
    pub unread: u64,
    /// Chat texts by offset.
    pub entries: BTreeMap<u64, String>,
    /// Offsets that came twice, or not in order.
    pub disorder: u64,
    /// How often older entries were said to be missing.
    pub gaps: u64,
    /// Own texts without a verdict.
    pub waiting: usize,
    /// Own texts that the session took in.
    pub promised: BTreeSet<String>,
    /// What a reload would find.
    pub saved: Option<Saved>,
    /// Names of the people here, the last time they were told.
    pub people: Vec<String>,
}

impl Journal {
    /// The pages.
    pub fn read(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down an event.
    pub fn note(&self, noticed: &Noticed<'_>) {
        self.read().note(noticed);
    }
}

impl Pages {
    fn note(&mut self, noticed: &Noticed<'_>) {
        match noticed.event {
            Event::Link(LinkState::Live { .. }) => {
                if !self.live {
                    self.live_since = Some(noticed.at);
                }
                self.live = true;
            }
            Event::Link(LinkState::Suspect) => self.suspected = Some(noticed.at),
            Event::Link(_) => {
                if self.live {
                    self.lost = Some(noticed.at);
                    self.losses += 1;
                    if let Some(how) = noticed.given_up {
                        if let Some(code) = how.code {
                            *self.closed.entry(code).or_default() += 1;
                        }
                        self.unread += u64::from(how.unread);
                    }
                }
                self.live = false;
            }
            Event::Rooms(rooms) => {
                for room in rooms {
                    match room.verdict {
                        RoomVerdict::Resumed => {}
                        RoomVerdict::Snapshot => self.entries.clear(),
                        RoomVerdict::Gap => {
                            self.entries.clear();
                            self.gaps += 1;
                        }
                    }
                }
            }
            Event::Chat(entry) => {
                let last = self.entries.last_key_value().map(|(offset, _)| *offset);
                if last.is_some_and(|last| entry.offset != last + 1) {
                    self.disorder += 1;
                }
                let ChatBody::Create { text } = &entry.body else { return };
                self.entries.insert(entry.offset, text.clone());
            }
            Event::Outbox => self.waiting = noticed.client.outbox().len(),
            Event::Save => self.saved = Some(noticed.client.saved()),
            Event::Members(here) => {
                self.people = here.iter().map(|one| one.member.name.clone()).collect();
            }
            _ => {}
        }
    }
}
