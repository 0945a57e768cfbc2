//! On the way to a welcome: probes until one is answered, the socket that is
//! opened then, and hello over it. The first way after a start or a loss, or
//! a better one beside a socket that fell silent.

use std::time::Duration;

use desk::Moment;
use protocol::{ClientText, CloseCode, Hello, RoomCursor};

use super::Client;
use crate::backoff::{after_refusal, while_silent};
use crate::{Action, LinkState, SocketId};

/// A socket has to open within this time.
const CONNECT_WITHIN: Duration = Duration::from_secs(3);
/// One beside a silent one within this: a fresh attempt finds a path that has
/// come back sooner than an old one.
const HEDGE_WITHIN: Duration = Duration::from_secs(1);
/// Pause before the next attempt beside a silent socket.
const HEDGE_PAUSE: Duration = Duration::from_millis(250);
/// A path that was there all along says that the relay stalls: not everybody
/// opens a second socket in the same moment, but within this time.
const SPREAD: Duration = Duration::from_millis(300);
/// So soon after the first probe its answer says that, or after two round
/// trips.
const AT_ONCE: Duration = Duration::from_millis(150);
/// Welcome has to come within this time after hello.
const WELCOME_WITHIN: Duration = Duration::from_secs(4);

/// What hello told, and may not be so any more when its welcome comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Told {
    /// The revision of the state that is here.
    pub(super) rev: u64,
    /// Whether the page is on screen.
    pub(super) visible: bool,
}

/// On the way to a welcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Attempt {
    /// The first probe leaves at the time, none while the page is hidden.
    Waiting { until: Moment },
    /// Probes are under way since then; the next one leaves at the time.
    Probing { since: Moment, next: Moment },
    /// A probe was answered; a socket is opened at the time.
    Found { at: Moment },
    /// A socket is being opened.
    Connecting { socket: SocketId, until: Moment },
    /// It is open, but fingers or commands are busy on the live one: hello is
    /// said at the time, when that one is suspect.
    Opened { socket: SocketId, at: Moment },
    /// Hello was said over it.
    Greeting { socket: SocketId, until: Moment, told: Told },
}

impl Attempt {
    pub(super) fn socket(self) -> Option<SocketId> {
        match self {
            Self::Connecting { socket, .. }
            | Self::Opened { socket, .. }
            | Self::Greeting { socket, .. } => Some(socket),
            Self::Waiting { .. } | Self::Probing { .. } | Self::Found { .. } => None,
        }
    }

    /// When it goes on or is given up; a hidden page sends no probes, and
    /// judges no link.
    pub(super) fn due(self, visible: bool) -> Option<Moment> {
        match self {
            Self::Waiting { until: at }
            | Self::Probing { next: at, .. }
            | Self::Opened { at, .. } => visible.then_some(at),
            Self::Found { at } => Some(at),
            Self::Connecting { until, .. } | Self::Greeting { until, .. } => Some(until),
        }
    }
}

impl Client {
    /// The outcome of a probe. One that is not answered need not be told of:
    /// others follow it.
    pub fn handle_probe(&mut self, now: Moment, alive: bool) {
        let Some(Attempt::Probing { since, .. }) = self.attempt else { return };
        if alive {
            let stalls = now.since(since) <= AT_ONCE.max(self.way * 2);
            // Pages wake up one by one.
            if self.live.is_some() && stalls && self.pulse.asked().is_none() {
                let pause = self.random.below(SPREAD.as_millis() as u64);
                self.attempt = Some(Attempt::Found { at: now + Duration::from_millis(pause) });
            } else {
                self.connect(now);
            }
            if self.live.is_none() {
                self.show_link(LinkState::Connecting);
            }
        } else {
            // Somebody is there who says no: it will not change in a moment.
            let pause = after_refusal(now.since(since), &mut self.random);
            self.attempt = Some(Attempt::Probing { since, next: now + pause });
        }
    }

    /// A socket opened: hello is said, and with it the switch to this socket
    /// is settled. A live one that may be merely quiet keeps what is busy on
    /// it until it is suspect.
    pub fn handle_opened(&mut self, now: Moment, socket: SocketId) {
        if !matches!(self.attempt, Some(Attempt::Connecting { socket: of, .. }) if of == socket) {
            return;
        }
        if self.must_keep_live() {
            self.attempt = Some(Attempt::Opened { socket, at: self.suspect_at() });
        } else {
            self.greet(now, socket);
        }
    }

    /// Nothing speaks against hello over a socket that waits for it.
    pub(super) fn greet_waiting(&mut self, now: Moment) {
        if let Some(Attempt::Opened { socket, .. }) = self.attempt {
            self.greet(now, socket);
        }
    }

    fn greet(&mut self, now: Moment, socket: SocketId) {
        let until = now + WELCOME_WITHIN;
        let told = Told { rev: self.desk.rev(), visible: self.visible };
        self.attempt = Some(Attempt::Greeting { socket, until, told });
        let rooms = self.rooms.iter().map(|at| RoomCursor {
            room: at.room.clone(),
            epoch: at.epoch,
            offset: at.offset,
        });
        let hello = Hello {
            token: self.token.clone(),
            cid: self.cid.clone(),
            tab: self.tab.clone(),
            client: self.client.clone(),
            resume: self.resume.clone(),
            state: self.desk.cursor(),
            rooms: rooms.collect(),
            visible: self.visible,
        };
        let hello = ClientText::Hello(Box::new(hello));
        self.actions.push_back(Action::SendText(socket, hello.encode()));
    }

    /// Time has passed for an attempt.
    pub(super) fn go_on(&mut self, now: Moment) {
        let due = self.attempt.and_then(|attempt| attempt.due(self.visible));
        if due.is_none_or(|due| now < due) {
            return;
        }
        match self.attempt {
            Some(Attempt::Waiting { .. }) => self.probe(now, now),
            Some(Attempt::Probing { since, .. }) => self.probe(now, since),
            Some(Attempt::Found { .. }) => self.connect(now),
            Some(Attempt::Opened { socket, .. }) if self.must_keep_live() => {
                let at = self.suspect_at().max(now);
                self.attempt = Some(Attempt::Opened { socket, at });
            }
            Some(Attempt::Opened { .. }) => self.greet_waiting(now),
            Some(Attempt::Connecting { .. } | Attempt::Greeting { .. }) => self.fail_attempt(now),
            None => {}
        }
    }

    /// Begins to probe if nothing is tried yet.
    pub(super) fn look_for_path(&mut self, now: Moment) {
        if self.attempt.is_none() {
            self.dark = true;
            self.probe(now, now);
        }
    }

    fn probe(&mut self, now: Moment, since: Moment) {
        // As many as fit beside each other on a slow path have time for their
        // answer.
        let pause = while_silent(now.since(since), self.dark, &mut self.random).max(self.way);
        self.attempt = Some(Attempt::Probing { since, next: now + pause });
        self.actions.push_back(Action::Probe);
    }

    pub(super) fn connect(&mut self, now: Moment) {
        let socket = self.next_socket();
        let within = if self.live.is_some() { HEDGE_WITHIN } else { CONNECT_WITHIN };
        self.attempt = Some(Attempt::Connecting { socket, until: now + within });
        self.actions.push_back(Action::Connect(socket));
    }

    pub(super) fn attempted_socket(&self) -> Option<SocketId> {
        self.attempt.and_then(Attempt::socket)
    }

    pub(super) fn drop_attempt(&mut self) {
        if let Some(socket) = self.attempt.take().and_then(Attempt::socket) {
            self.actions.push_back(Action::Drop(socket, CloseCode::Normal.code()));
        }
    }

    /// The attempt came to nothing: the next one waits its turn.
    pub(super) fn fail_attempt(&mut self, now: Moment) {
        self.drop_attempt();
        let mut until = now + HEDGE_PAUSE;
        if self.live.is_none() {
            self.dark = false;
            until = now + self.backoff.after_loss(None, &mut self.random);
            self.show_link(LinkState::Offline);
        }
        if let Some(at) = self.retry_not_before.take() {
            until = at.max(until);
        }
        self.attempt = Some(Attempt::Waiting { until });
    }
}
