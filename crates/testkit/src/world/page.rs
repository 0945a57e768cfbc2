//! A person's page: the client of a session, what it saved, and a journal in
//! which every event is checked against the promises.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use desk::Moment;
use protocol::{ChatBody, ChatEntry, ClientInfo, Decision, Member, RefusalCode, RoomVerdict};
use session::{Client, Config, Event, Saved};

use super::store::Store;

/// What a page knows of one chat room.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Entries in the order they came.
    pub entries: Vec<ChatEntry>,
    /// Offset of the newest entry, or the one before the first that comes.
    pub head: u64,
    /// How often the relay said that older entries are not sent.
    pub gaps: usize,
}

/// The fates of everything that was written, by its text, over reloads and
/// copies of pages.
#[derive(Clone, Debug, Default)]
pub struct Intents {
    /// Texts that wait for a verdict.
    pub waiting: BTreeSet<String>,
    /// Texts with a verdict, and which.
    pub decided: BTreeMap<String, Decision>,
    /// Texts of which the writer was told that they may not have been stored.
    pub reported: BTreeSet<String>,
}

impl Intents {
    /// A page was told a verdict.
    fn decide(&mut self, text: &str, decision: &Decision) {
        self.waiting.remove(text);
        if let Decision::Refused { refusal } = decision
            && refusal.code == RefusalCode::NotStored
        {
            self.reported.insert(text.to_owned());
            return;
        }
        let first = self.decided.entry(text.to_owned()).or_insert_with(|| decision.clone());
        assert_eq!(first, decision, "{text:?} got another verdict");
    }
}

/// A page in a world.
pub struct Page {
    pub(super) client: Client,
    pub(super) member: Member,
    pub(super) saved: Option<Saved>,
    pub(super) events: VecDeque<Event>,
    pub(super) rooms: BTreeMap<String, Seen>,
    /// Texts in the outbox, by number.
    drafts: BTreeMap<u64, String>,
    /// No packet comes or goes until then.
    pub(super) held_until: Option<Moment>,
    /// Sockets and probes that are begun before then come to nothing.
    pub(super) dark_until: Moment,
    /// The machine sleeps until then: neither timers nor packets.
    pub(super) asleep_until: Option<Moment>,
    /// When the outcome of a probe is known.
    pub(super) probe: Option<Moment>,
    pub(super) visible: bool,
    /// Closed for good.
    pub(super) gone: bool,
    /// Attempts to open a socket.
    pub(super) connects: usize,
    /// Probes asked for.
    pub(super) probes: usize,
}

impl Page {
    pub(super) fn new(member: Member, seed: u64, saved: Option<Saved>, visible: bool) -> Self {
        let client = new_client(&member, seed, saved.clone(), visible);
        let mut page = Self {
            client,
            member,
            saved,
            events: VecDeque::new(),
            rooms: BTreeMap::new(),
            drafts: BTreeMap::new(),
            held_until: None,
            dark_until: Moment::START,
            asleep_until: None,
            probe: None,
            visible,
            gone: false,
            connects: 0,
            probes: 0,
        };
        page.take_drafts();
        page
    }

    /// The page is loaded again: only what was saved survives.
    pub(super) fn reload(&mut self, seed: u64) {
        self.client = new_client(&self.member, seed, self.saved.clone(), self.visible);
        self.events.clear();
        self.rooms.clear();
        self.take_drafts();
        self.probe = None;
    }

    /// Takes an event in.
    ///
    /// # Panics
    /// When the event breaks a promise of the session.
    pub(super) fn note(&mut self, event: Event, store: &Store, intents: &mut Intents) {
        match &event {
            Event::Save => self.saved = Some(self.client.saved()),
            Event::Rooms(rooms) => {
                for state in rooms {
                    let seen = self.rooms.entry(state.room.clone()).or_default();
                    match state.verdict {
                        RoomVerdict::Resumed => {
                            assert_eq!(seen.head + 1, state.from, "resumed elsewhere: {state:?}");
                        }
                        RoomVerdict::Gap => {
                            seen.entries.clear();
                            seen.gaps += 1;
                        }
                        RoomVerdict::Snapshot => seen.entries.clear(),
                    }
                    seen.head = state.from - 1;
                }
            }
            Event::Chat(entry) => {
                let seen = self.rooms.get_mut(&entry.room).expect("welcome told of the room");
                assert_eq!(entry.offset, seen.head + 1, "{} saw {entry:?}", self.member.name);
                seen.head = entry.offset;
                seen.entries.push(entry.clone());
            }
            Event::Outbox => self.take_drafts(),
            Event::Decided { n, decision } => self.note_decision(*n, decision, store, intents),
            _ => {}
        }
        self.events.push_back(event);
    }

    /// A verdict that is told is the one on disk, and every page hears the same.
    fn note_decision(&self, n: u64, decision: &Decision, store: &Store, intents: &mut Intents) {
        if let Decision::Stored { offset } = decision {
            let entry = store.entry(self.client.cid(), n, *offset);
            assert!(entry.is_some(), "told stored, but {offset} is not on disk");
        }
        if let Some(text) = self.drafts.get(&n) {
            intents.decide(text, decision);
        }
    }

    fn take_drafts(&mut self) {
        let created = self.client.outbox().filter_map(|draft| match &draft.body {
            ChatBody::Create { text } => Some((draft.n, text.clone())),
            _ => None,
        });
        self.drafts = created.collect();
    }
}

fn new_client(member: &Member, seed: u64, saved: Option<Saved>, visible: bool) -> Client {
    Client::new(Config {
        client: ClientInfo { name: "test page".into(), version: "0".into() },
        token: token_of(member),
        seed,
        saved,
        visible,
    })
}

pub(super) fn token_of(member: &Member) -> String {
    format!("token of {}", member.id)
}
