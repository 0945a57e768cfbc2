//! The driver of one desk: finds the way in, keeps the desk talking, syncs,
//! reports changes, paces writes, notices silence and comes back for ever.
//!
//! The shell owns the socket. It feeds `handle_*` and then drains, in this
//! order, [`Driver::poll_transmit`], [`Driver::poll_action`] and
//! [`Driver::poll_event`] until each says `None`, and calls
//! [`Driver::handle_timeout`] at [`Driver::poll_deadline`]. A new
//! [`Action::Connect`] or [`Action::Close`] ends whatever the shell had open;
//! it reports nothing more of it.

mod command;
mod dial;
mod feed;
mod link;
mod talk;
mod write;

use std::collections::VecDeque;
use std::time::Duration;

use desk::Moment;

use crate::frame::Packet;
use crate::handshake::{FETCH_PATH, Handshake, PLAIN_PATH};
use crate::line::{Line, Statement};
use crate::meters::MeterMap;
use crate::mirror::{Mirror, Raw, Tree};
use crate::outbox::Outbox;

use dial::{Dial, Next, Way};
use link::{Link, Stage};

pub use talk::{Action, Counters, Event, LostReason, Options, State};
pub use write::SetError;

/// How long an upgrade or a handshake request may take.
const CONNECT_LIMIT: Duration = Duration::from_secs(3);

#[derive(Debug)]
enum Phase {
    Waiting { until: Moment },
    Fetching { deadline: Moment },
    Connecting { deadline: Moment },
    Open(Box<Link>),
    Stopped,
}

/// The state machine of one desk.
#[derive(Debug)]
pub struct Driver {
    options: Options,
    dial: Dial,
    phase: Phase,
    mirror: Option<Mirror>,
    meter_map: MeterMap,
    outbox: Outbox,
    counters: Counters,
    actions: VecDeque<Action>,
    transmits: VecDeque<String>,
    events: VecDeque<Event>,
    meters: Option<Vec<u8>>,
    rta: Option<Vec<u8>>,
    last_rta: Vec<u8>,
    recorder: command::Told,
    multitrack: command::Told,
}

impl Driver {
    /// A driver that begins to connect at once.
    #[must_use]
    pub fn new(now: Moment, options: Options) -> Self {
        let mut driver = Self {
            options,
            dial: Dial::default(),
            phase: Phase::Waiting { until: now },
            mirror: None,
            meter_map: MeterMap::default(),
            outbox: Outbox::default(),
            counters: Counters::default(),
            actions: VecDeque::new(),
            transmits: VecDeque::new(),
            events: VecDeque::new(),
            meters: None,
            rta: None,
            last_rta: Vec::new(),
            recorder: None,
            multitrack: None,
        };
        driver.handle_timeout(now);
        driver
    }

    /// The socket that [`Action::Connect`] asked for is open.
    pub fn handle_opened(&mut self, now: Moment) {
        if matches!(self.phase, Phase::Connecting { .. }) {
            self.phase = Phase::Open(Box::new(Link::new(now)));
            self.handle_timeout(now);
        }
    }

    /// The upgrade or the handshake request failed.
    pub fn handle_connect_failed(&mut self, now: Moment) {
        if matches!(self.phase, Phase::Connecting { .. } | Phase::Fetching { .. }) {
            self.redial(now);
        }
    }

    /// The body that [`Action::FetchHandshake`] asked for.
    pub fn handle_handshake(&mut self, now: Moment, body: &str) {
        if !matches!(self.phase, Phase::Fetching { .. }) {
            return;
        }
        match Handshake::decode(body) {
            Ok(handshake) => self.connect(now, handshake.path()),
            Err(_) => self.redial(now),
        }
    }

    /// The open socket ended, from the desk's side or the network's.
    pub fn handle_closed(&mut self, now: Moment) {
        match self.phase {
            Phase::Open(_) => self.lose(now, LostReason::Closed),
            _ => self.handle_connect_failed(now),
        }
    }

    /// One text frame came.
    pub fn handle_text(&mut self, now: Moment, text: &str) {
        match Packet::decode(text) {
            Packet::Connected => self.greeted(now),
            Packet::Heartbeat => {}
            Packet::Disconnect => self.lose(now, LostReason::Disconnected),
            Packet::Message(lines) => {
                self.greeted(now);
                for line in lines {
                    self.handle_line(now, line);
                }
            }
            Packet::Unknown(_) => self.counters.unknown += 1,
        }
        self.handle_timeout(now);
    }

    /// Time has passed. Does what is due; calling it early does no harm.
    pub fn handle_timeout(&mut self, now: Moment) {
        match &mut self.phase {
            Phase::Waiting { until } if *until <= now => self.dial(now),
            Phase::Fetching { deadline } | Phase::Connecting { deadline } if *deadline <= now => {
                self.actions.push_back(Action::Close);
                self.redial(now);
            }
            Phase::Open(link) => {
                let due = link.due(now, self.mirror.as_ref());
                self.handle_due(now, due);
            }
            _ => {}
        }
        self.flush(now);
    }

    /// The next text frame to send. Ask again after every `handle_*`, `set`
    /// and `stop`.
    pub fn poll_transmit(&mut self) -> Option<String> {
        self.transmits.pop_front()
    }

    /// The next thing to do. Ask again after every `handle_*` and `stop`.
    pub fn poll_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// The next event. Ask again after every `handle_*` and `set`. Meters and
    /// analyser come last and only the newest of each.
    pub fn poll_event(&mut self) -> Option<Event> {
        let event = self.events.pop_front();
        event
            .or_else(|| self.meters.take().map(Event::Meters))
            .or_else(|| self.rta.take().map(Event::Rta))
    }

    /// When [`Driver::handle_timeout`] is due; `None` once stopped. Ask again
    /// after every other call.
    #[must_use]
    pub fn poll_deadline(&self) -> Option<Moment> {
        match &self.phase {
            Phase::Waiting { until } => Some(*until),
            Phase::Fetching { deadline } | Phase::Connecting { deadline } => Some(*deadline),
            Phase::Open(link) => {
                let link = link.deadline();
                Some(self.outbox.deadline().map_or(link, |at| at.min(link)))
            }
            Phase::Stopped => None,
        }
    }

    /// Where the driver stands.
    #[must_use]
    pub fn state(&self) -> State {
        match &self.phase {
            Phase::Waiting { until } => State::Waiting { until: *until },
            Phase::Fetching { .. } | Phase::Connecting { .. } => State::Connecting,
            Phase::Open(link) => match link.stage {
                Stage::Greeting => State::Connecting,
                Stage::Syncing(_) => State::Syncing,
                Stage::Live { stalled: true, .. } => State::Stalled,
                Stage::Live { .. } => State::Live,
            },
            Phase::Stopped => State::Stopped,
        }
    }

    /// What was read so far.
    #[must_use]
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// The last known raw value of a wire key, mapped or not.
    #[must_use]
    pub fn raw(&self, key: &str) -> Option<&Raw> {
        self.mirror.as_ref()?.tree().get(key)
    }

    /// All keys the desk has told with their raw values, own writes included;
    /// what [`logic`](crate::logic) decides by. `None` before the first sync.
    #[must_use]
    pub fn tree(&self) -> Option<&Tree> {
        Some(self.mirror.as_ref()?.tree())
    }

    /// Ends the link for good: unsent writes go out, then the socket closes.
    pub fn stop(&mut self) {
        if self.state() == State::Live {
            for key in self.outbox.drain() {
                self.transmit_key(&key);
            }
        }
        if !matches!(self.phase, Phase::Waiting { .. } | Phase::Stopped) {
            self.actions.push_back(Action::Close);
        }
        self.phase = Phase::Stopped;
    }

    /// Any first frame shows that this way in works.
    fn greeted(&mut self, now: Moment) {
        if let Phase::Open(link) = &mut self.phase {
            link.greet(now);
        }
    }

    fn handle_line(&mut self, now: Moment, text: &str) {
        self.counters.lines += 1;
        let Phase::Open(link) = &mut self.phase else {
            return;
        };
        if link.hear(now) {
            self.events.push_back(Event::Resumed);
        }
        match Line::decode(text) {
            Ok(Line::Setd { key, value }) => self.handle_state(now, key, Raw::Number(value)),
            Ok(Line::Sets { key, value }) => {
                self.handle_state(now, key, Raw::Text(value.to_owned()));
            }
            Ok(Line::Vu2(text)) => self.handle_meters(text),
            Ok(Line::Rta(text)) => self.handle_rta(text),
            // The desk was reset under us: have it tell everything again.
            Ok(Line::Reload) => self.transmit(&Statement::Init),
            Ok(Line::Unknown(_)) => self.counters.unknown += 1,
            Ok(line) => self.handle_notice(&line),
            Err(_) => self.counters.malformed += 1,
        }
    }

    fn dial(&mut self, now: Moment) {
        let way = self.dial.start();
        self.approach(now, way);
    }

    fn approach(&mut self, now: Moment, way: Way) {
        match way {
            Way::Plain => self.connect(now, PLAIN_PATH.to_owned()),
            Way::Handshake => {
                let path = FETCH_PATH.to_owned();
                self.actions.push_back(Action::FetchHandshake { path });
                let deadline = now + CONNECT_LIMIT;
                self.phase = Phase::Fetching { deadline };
            }
        }
    }

    fn connect(&mut self, now: Moment, path: String) {
        self.actions.push_back(Action::Connect { path });
        let deadline = now + CONNECT_LIMIT;
        self.phase = Phase::Connecting { deadline };
    }

    /// An attempt failed: the other way in at once, or a pause.
    fn redial(&mut self, now: Moment) {
        self.transmits.clear();
        match self.dial.failed(self.options.jitter) {
            Next::Now(way) => self.approach(now, way),
            Next::After(delay) => self.phase = Phase::Waiting { until: now + delay },
        }
    }

    /// The link is gone, and says so.
    fn lose(&mut self, now: Moment, reason: LostReason) {
        let Phase::Open(link) = &self.phase else {
            return;
        };
        if reason != LostReason::Closed {
            self.actions.push_back(Action::Close);
        }
        self.outbox.clear();
        if !link.has_state() {
            // Never got in: this is a failed attempt, not a lost link.
            self.redial(now);
            return;
        }
        self.transmits.clear();
        self.meters = None;
        let retry_at = now + self.dial.lost(self.options.jitter);
        self.phase = Phase::Waiting { until: retry_at };
        self.events.push_back(Event::Lost { reason, retry_at });
    }
}
