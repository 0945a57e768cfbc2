//! The session of one client; see the crate.

mod asks;
mod attempt;
mod control;
mod link;
mod receive;
mod twin;
mod watch;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use desk::{Index, Moment, ParamId, SortedMap, Value};
use protocol::{
    ChatBody, ClientFrame, ClientInfo, ClientText, DeskState, Epoch, Heartbeat, Limits, ListName,
    Member, Resume, Role,
};

use self::attempt::Attempt;
use self::link::Live;
use crate::backoff::Backoff;
use crate::clock::RelayClock;
use crate::desk_view::DeskView;
use crate::outbox::{Draft, Outbox, Saved};
use crate::pulse::Pulse;
use crate::random::Random;
use crate::{Action, Event, LinkState, SocketId};

/// An outbox that is not decided for this long is sent again: a refusal for
/// speed, or a disk that was slow.
const RESEND_AFTER: Duration = Duration::from_secs(2);
/// What the mark of a repeat adds to a post.
const RESUMED_BYTES: usize = r#","resumed":true"#.len();

/// What a session is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// The program.
    pub client: ClientInfo,
    /// Token from joining.
    pub token: String,
    /// Random number from the shell; client id and jitter come from it.
    pub seed: u64,
    /// What an earlier page of this tab saved.
    pub saved: Option<Saved>,
    /// Whether the page is on screen.
    pub visible: bool,
}

/// Where the client stands in one chat room.
struct RoomCursorAt {
    room: String,
    epoch: Epoch,
    offset: u64,
}

/// The client's end of a session.
///
/// After every `handle_*` call and every command, drain [`Client::poll_action`]
/// and [`Client::poll_event`], then wait no longer than
/// [`Client::poll_deadline`] before [`Client::handle_timeout`].
pub struct Client {
    client: ClientInfo,
    token: String,
    tab: String,
    random: Random,
    cid: String,
    resume: Option<Resume>,
    live: Option<Live>,
    attempt: Option<Attempt>,
    /// Whether what is tried began with silence: nobody may be there.
    dark: bool,
    /// Closed for good.
    ended: bool,
    link: LinkState,
    visible: bool,
    sockets: u32,
    backoff: Backoff,
    retry_not_before: Option<Moment>,
    heard: Moment,
    pulse: Pulse,
    pinged: Moment,
    /// The link is not given up before this.
    grace: Option<Moment>,
    /// When a page that woke up gets suspicious.
    woken: Option<Moment>,
    ping: Option<(u32, Moment)>,
    round_trip: Option<Duration>,
    /// Newest round trip of any socket; zero before the first.
    way: Duration,
    clock: RelayClock,
    heartbeat: Heartbeat,
    limits: Limits,
    desk_state: DeskState,
    epoch: Epoch,
    desk: DeskView,
    me: Option<Member>,
    /// Roles of everybody who is here.
    roles: SortedMap<u32, Role>,
    /// Who has which control in hand.
    holds: SortedMap<ParamId, u32>,
    rooms: Vec<RoomCursorAt>,
    outbox: Outbox,
    /// Whether no other page had its client id before: it drew it at the start,
    /// or the relay has welcomed it under it.
    known: bool,
    /// Since when the relay says that another page has this client id.
    twin: Option<Moment>,
    resend: Option<Moment>,
    meter_kinds: Vec<String>,
    /// Meter frames in a row that were too old to show.
    old_meters: u8,
    lists: Vec<ListName>,
    /// Commands without an answer yet.
    commands: Vec<u64>,
    next_command: u64,
    reads: SortedMap<String, u64>,
    actions: VecDeque<Action>,
    events: VecDeque<Event>,
}

impl Client {
    /// A session that has not begun; [`Client::start`] opens the first socket.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let mut random = Random::new(config.seed);
        let tab = random.hex_id();
        // Nobody else can have a client id that was drawn here.
        let known = config.saved.is_none();
        let (cid, resume, outbox) = match config.saved {
            Some(saved) => (saved.cid, saved.resume, Outbox::restore(saved.next, saved.outbox)),
            None => (random.hex_id(), None, Outbox::new()),
        };
        Self {
            client: config.client,
            token: config.token,
            tab,
            random,
            cid,
            resume,
            live: None,
            attempt: None,
            dark: false,
            ended: false,
            link: LinkState::Connecting,
            visible: config.visible,
            sockets: 0,
            backoff: Backoff::default(),
            retry_not_before: None,
            heard: Moment::START,
            pulse: Pulse::default(),
            pinged: Moment::START,
            grace: None,
            woken: None,
            ping: None,
            round_trip: None,
            way: Duration::ZERO,
            clock: RelayClock::default(),
            heartbeat: Heartbeat::default(),
            limits: Limits::default(),
            desk_state: DeskState::Offline,
            epoch: Epoch::default(),
            desk: DeskView::new(),
            me: None,
            roles: SortedMap::new(),
            holds: SortedMap::new(),
            rooms: Vec::new(),
            outbox,
            known,
            twin: None,
            resend: None,
            meter_kinds: Vec::new(),
            old_meters: 0,
            lists: Vec::new(),
            commands: Vec::new(),
            next_command: 0,
            reads: SortedMap::new(),
            actions: VecDeque::new(),
            events: VecDeque::new(),
        }
    }

    /// What the shell has to do next.
    pub fn poll_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// What the application learns next.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// How the link is.
    #[must_use]
    pub fn link(&self) -> &LinkState {
        &self.link
    }

    /// The parameters of the present surface.
    #[must_use]
    pub fn index(&self) -> &Arc<Index> {
        self.desk.index()
    }

    /// The limits the relay told.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What a control shows.
    #[must_use]
    pub fn shown(&self, id: ParamId) -> Option<&Value> {
        self.desk.shown(id)
    }

    /// What the desk says, also while a finger holds the control.
    #[must_use]
    pub fn shadow(&self, id: ParamId) -> Option<&Value> {
        self.desk.shadow(id)
    }

    /// Where somebody else moved a control that a finger holds here.
    #[must_use]
    pub fn ghost(&self, id: ParamId) -> Option<&Value> {
        self.desk.ghost(id)
    }

    /// Own chat intents that are not decided, oldest first.
    pub fn outbox(&self) -> impl ExactSizeIterator<Item = &Draft> {
        self.outbox.drafts()
    }

    /// The client id, 32 hexadecimal digits.
    #[must_use]
    pub fn cid(&self) -> &str {
        &self.cid
    }

    /// What must survive a reload of the page.
    #[must_use]
    pub fn saved(&self) -> Saved {
        Saved {
            cid: self.cid.clone(),
            resume: self.resume.clone(),
            next: self.outbox.next(),
            outbox: self.outbox.drafts().cloned().collect(),
        }
    }

    /// Posts to a room and returns the intent's number; it is sent now or as
    /// soon as the link is back, which may change the number of one that was
    /// not sent yet. `None` when the outbox is full, or when the message is
    /// larger than the relay takes.
    pub fn post(&mut self, now: Moment, room: &str, body: ChatBody) -> Option<u64> {
        let post = self.outbox.draft(room.to_owned(), body);
        let n = post.n;
        let message = ClientText::Post(post.clone());
        // A message too large would end every socket that carries it.
        let size = u32::try_from(message.encode().len() + RESUMED_BYTES).unwrap_or(u32::MAX);
        if self.outbox.drafts().len() >= usize::from(self.limits.outbox)
            || size > self.limits.message_bytes
        {
            return None;
        }
        self.outbox.push(&post);
        if self.is_welcome() {
            self.outbox.note_carried();
            self.send_text(&message);
            self.resend.get_or_insert(now + RESEND_AFTER);
        }
        self.events.push_back(Event::Outbox);
        self.events.push_back(Event::Save);
        Some(n)
    }

    /// Marks a room as read up to an offset.
    pub fn read(&mut self, room: &str, offset: u64) {
        let mark = self.reads.get_or_default(room.to_owned());
        if offset <= *mark {
            return;
        }
        *mark = offset;
        if self.is_welcome() {
            self.send_text(&ClientText::Read { room: room.to_owned(), offset });
        }
    }

    /// Asks for the meters of these kinds of strips, again after every
    /// welcome; none stops them.
    pub fn want_meters(&mut self, kinds: Vec<String>) {
        if self.meter_kinds == kinds {
            return;
        }
        self.meter_kinds = kinds;
        self.ask_meters();
    }

    fn ask_meters(&mut self) {
        if self.is_welcome() {
            let kinds = if self.visible { self.meter_kinds.clone() } else { Vec::new() };
            self.send_text(&ClientText::Meters { kinds });
        }
    }

    fn send_text(&mut self, message: &ClientText) {
        if let Some(live) = self.live {
            self.actions.push_back(Action::SendText(live.socket, message.encode()));
        }
    }

    fn send_frame(&mut self, frame: &ClientFrame) {
        if let Some(live) = self.live {
            self.actions.push_back(Action::SendBinary(live.socket, frame.encode()));
        }
    }

    fn is_welcome(&self) -> bool {
        self.live.is_some()
    }

    fn next_socket(&mut self) -> SocketId {
        self.sockets += 1;
        SocketId(self.sockets)
    }

    fn show_link(&mut self, link: LinkState) {
        if self.link != link {
            self.link = link.clone();
            self.events.push_back(Event::Link(link));
        }
    }
}

#[cfg(test)]
mod tests;
