//! A person's page: the client of a session, what it saved, and a journal in
//! which every event is checked against the promises.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use desk::Moment;
use protocol::{
    ChatBody, ChatEntry, ClientInfo, ClientText, Decision, Member, RefusalCode, RoomVerdict,
};
use session::{Client, Config, Event, Saved, SocketId};

use super::hands::Grip;
use super::heard::Heard;
use super::store::Store;

/// Sockets that a page may ask for within ten seconds, however often it is cut
/// off, shown and woken.
const MOST_ATTEMPTS: usize = 40;
const ATTEMPTS_WITHIN: Duration = Duration::from_secs(10);
/// How a hello begins.
const HELLO: &str = r#"{"t":"hello""#;

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
    /// Texts whose page was closed before it was told.
    pub abandoned: BTreeSet<String>,
}

impl Intents {
    /// A page was closed with these in its outbox.
    pub(super) fn abandon<'a>(&mut self, texts: impl Iterator<Item = &'a String>) {
        for text in texts {
            self.waiting.remove(text);
            self.abandoned.insert(text.clone());
        }
    }

    /// The disk with what was decided is gone.
    pub(super) fn forget_decided(&mut self) {
        self.decided.clear();
    }

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
    /// When the client's timer is due, by its own clock.
    pub(super) deadline: Option<Moment>,
    pub(super) member: Member,
    pub(super) saved: Option<Saved>,
    pub(super) events: VecDeque<Event>,
    pub(super) heard: Heard,
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
    /// What the controls under fingers show.
    pub(super) grip: Grip,
    /// How far this machine's clock is behind.
    lag: Duration,
    /// From when to when the clock stands still.
    stopped: Option<(Moment, Moment)>,
    /// When sockets were asked for lately.
    attempts: VecDeque<Moment>,
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
            deadline: None,
            member,
            saved,
            events: VecDeque::new(),
            heard: Heard::default(),
            rooms: BTreeMap::new(),
            drafts: BTreeMap::new(),
            held_until: None,
            dark_until: Moment::START,
            asleep_until: None,
            probe: None,
            visible,
            gone: false,
            grip: Grip::default(),
            lag: Duration::ZERO,
            stopped: None,
            attempts: VecDeque::new(),
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
        self.heard = Heard::default();
        self.rooms.clear();
        self.grip.clear();
        self.take_drafts();
        self.probe = None;
    }

    /// What this machine's clock says.
    pub(super) fn clock(&self, now: Moment) -> Moment {
        let stood = self.stopped.map_or(Duration::ZERO, |(from, until)| now.min(until).since(from));
        Moment::from_duration(now.since(Moment::START).saturating_sub(self.lag + stood))
    }

    /// When this machine's clock will say that.
    pub(super) fn when(&self, clock: Moment) -> Moment {
        let stands = self.stopped.map_or(Duration::ZERO, |(from, until)| until.since(from));
        clock + self.lag + stands
    }

    /// The clock stands still until then.
    pub(super) fn stop_clock(&mut self, now: Moment, until: Moment) {
        if let Some((from, until)) = self.stopped.take() {
            self.lag += now.min(until).since(from);
        }
        self.stopped = Some((now, until));
    }

    /// A socket is asked for.
    ///
    /// # Panics
    /// When the page runs the relay over.
    pub(super) fn note_connect(&mut self, now: Moment) {
        self.connects += 1;
        self.attempts.push_back(now);
        while self.attempts.front().is_some_and(|at| now.since(*at) >= ATTEMPTS_WITHIN) {
            self.attempts.pop_front();
        }
        let count = self.attempts.len();
        assert!(count <= MOST_ATTEMPTS, "{count} sockets within {ATTEMPTS_WITHIN:?}");
    }

    /// A hello must not claim more than the page has taken in.
    ///
    /// # Panics
    /// When it does.
    pub(super) fn check_hello(&mut self, socket: SocketId, text: &str) {
        if !text.starts_with(HELLO) {
            return;
        }
        let Ok(ClientText::Hello(hello)) = ClientText::decode(text) else {
            panic!("{text} is no hello");
        };
        self.heard.greet(socket, &hello);
        for cursor in &hello.rooms {
            let taken = self.rooms.get(&cursor.room).map(|seen| seen.head);
            assert_eq!(Some(cursor.offset), taken, "{} claims {cursor:?}", self.member.name);
        }
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
        let text = self.drafts.get(&n);
        let cid = self.client.cid();
        if let Decision::Stored { offset } = decision
            && store.entry(cid, n, *offset).is_none()
        {
            assert!(store.had(cid, n, *offset), "told stored, but {offset} is not on disk");
            text.map(|text| intents.waiting.remove(text));
            return;
        }
        let Some(text) = text else { return };
        intents.decide(text, decision);
    }

    pub(super) fn drafts(&self) -> impl Iterator<Item = &String> {
        self.drafts.values()
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
