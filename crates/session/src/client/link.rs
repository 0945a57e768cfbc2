//! Opening, watching, losing and finding again the socket, and the second one
//! that is opened beside it when it falls silent.

use std::time::Duration;

use desk::Moment;
use protocol::{AfterClose, ClientFrame, ClientText, CloseCode, Hello, RoomCursor};

use super::Client;
use crate::{Action, Event, LinkState, SocketId};

/// A socket has to open within this time.
const CONNECT_WITHIN: Duration = Duration::from_secs(3);
/// One beside a silent one within this: a fresh attempt finds a path that has
/// come back sooner than an old one.
const HEDGE_WITHIN: Duration = Duration::from_secs(1);
/// Pause before the next attempt beside a silent socket.
const HEDGE_PAUSE: Duration = Duration::from_millis(250);
/// A probe that is not answered for this long has failed.
const PROBE_WITHIN: Duration = Duration::from_millis(1500);
/// One beside a silent socket after this, or three round trips.
const HEDGE_PROBE_WITHIN: Duration = Duration::from_millis(500);
/// Welcome has to come within this time after hello.
const WELCOME_WITHIN: Duration = Duration::from_secs(4);
/// Answer to the question after a page wakes up: then it is suspect, and then
/// given up.
const WAKE_SUSPECT: Duration = Duration::from_millis(400);
const WAKE_WITHIN: Duration = Duration::from_millis(1500);
/// A timer that fires this late says that the page slept, not the relay.
const LATE: Duration = Duration::from_secs(1);

/// The socket that welcome came over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Live {
    pub(super) socket: SocketId,
    pub(super) since: Moment,
}

/// On the way to a welcome, the first one or a better one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Attempt {
    /// A probe leaves at the time, none while the page is hidden.
    Waiting { until: Moment },
    /// The probe is under way.
    Probing { until: Moment },
    /// A socket is being opened.
    Connecting { socket: SocketId, until: Moment },
    /// Hello was said over it; with the revision that it told.
    Greeting { socket: SocketId, until: Moment, rev: u64 },
}

impl Attempt {
    fn until(self) -> Moment {
        match self {
            Self::Waiting { until }
            | Self::Probing { until }
            | Self::Connecting { until, .. }
            | Self::Greeting { until, .. } => until,
        }
    }

    pub(super) fn socket(self) -> Option<SocketId> {
        match self {
            Self::Connecting { socket, .. } | Self::Greeting { socket, .. } => Some(socket),
            Self::Waiting { .. } | Self::Probing { .. } => None,
        }
    }
}

impl Client {
    /// Opens the first socket.
    pub fn start(&mut self, now: Moment) {
        if self.live.is_none() && self.attempt.is_none() && !self.ended {
            self.connect(now);
            self.show_link(LinkState::Connecting);
        }
    }

    /// Closes for good, as the user wishes.
    pub fn stop(&mut self) {
        self.end(CloseCode::Normal.code(), "");
    }

    fn end(&mut self, code: u16, reason: &str) {
        self.drop_attempt();
        self.drop_live();
        self.ended = true;
        self.events.push_back(Event::AllShown);
        self.show_link(LinkState::Stopped { code, reason: reason.to_owned() });
    }

    /// The outcome of a probe.
    pub fn handle_probe(&mut self, now: Moment, alive: bool) {
        if !matches!(self.attempt, Some(Attempt::Probing { .. })) {
            return;
        }
        if alive {
            self.connect(now);
            if self.live.is_none() {
                self.show_link(LinkState::Connecting);
            }
        } else {
            let pause = if self.live.is_some() {
                HEDGE_PAUSE
            } else {
                self.backoff.after_probe(now, &mut self.random)
            };
            self.attempt = Some(Attempt::Waiting { until: now + pause });
        }
    }

    /// A socket opened: hello is said at once, and with it the switch to this
    /// socket is settled.
    pub fn handle_opened(&mut self, now: Moment, socket: SocketId) {
        if !matches!(self.attempt, Some(Attempt::Connecting { socket: of, .. }) if of == socket) {
            return;
        }
        let until = now + WELCOME_WITHIN;
        self.attempt = Some(Attempt::Greeting { socket, until, rev: self.desk.rev() });
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

    /// A socket closed, or could not be opened (code 1006).
    pub fn handle_closed(&mut self, now: Moment, socket: SocketId, code: u16, reason: &str) {
        if self.is_live_socket(socket) || self.attempted_socket() == Some(socket) {
            self.leave(now, socket, code, reason);
        }
    }

    /// The page came on screen or left it.
    pub fn handle_visible(&mut self, now: Moment, visible: bool) {
        if self.visible == visible {
            return;
        }
        self.visible = visible;
        if self.is_welcome() {
            self.send_text(&ClientText::Visible { visible });
            self.ask_meters();
        }
        if visible {
            self.handle_wake(now);
        }
    }

    /// The page woke up or the network is back: asks at once instead of
    /// waiting for a timer.
    pub fn handle_wake(&mut self, now: Moment) {
        if let Some(Attempt::Waiting { until }) = &mut self.attempt {
            *until = now;
            self.backoff.reset();
            self.handle_timeout(now);
        } else if self.is_welcome() {
            self.wake(now);
        }
    }

    /// What came while the page slept is read before the relay is judged; the
    /// ping asks whether it is still there.
    fn wake(&mut self, now: Moment) {
        let patience = WAKE_SUSPECT.max(self.round_trip.unwrap_or_default() * 2);
        self.woken.get_or_insert(now + patience);
        self.grace.get_or_insert(now + WAKE_WITHIN.max(patience));
        self.ping(now);
    }

    /// As after a sleep that nobody told of.
    fn wake_late(&mut self, now: Moment) {
        (self.grace, self.woken) = (None, None);
        self.wake(now);
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: Moment) {
        if self.live.is_some() {
            self.watch(now);
        }
        match self.attempt {
            Some(Attempt::Waiting { until }) if until <= now && self.visible => {
                let within = match self.live {
                    Some(_) => HEDGE_PROBE_WITHIN.max(self.round_trip.unwrap_or_default() * 3),
                    None => PROBE_WITHIN,
                };
                self.attempt = Some(Attempt::Probing { until: now + within });
                self.actions.push_back(Action::Probe);
            }
            Some(Attempt::Probing { until }) if until <= now => self.handle_probe(now, false),
            Some(Attempt::Connecting { until, .. } | Attempt::Greeting { until, .. })
                if until <= now =>
            {
                self.fail_attempt(now);
            }
            _ => {}
        }
    }

    fn watch(&mut self, now: Moment) {
        self.send_due_frames(now);
        if self.resend.is_some_and(|due| due <= now) {
            self.send_outbox(now);
        }
        if !self.visible {
            return;
        }
        // Whatever else is sent, only a ping measures the round trip.
        if self.pinged + self.millis(self.heartbeat.client_millis) <= now {
            self.ping(now);
        }
        let dead = self.dead_at();
        if dead <= now {
            if now.since(dead) > LATE {
                // The timer is late because the page slept: bytes may wait.
                self.wake_late(now);
            } else {
                self.lose(now);
                return;
            }
        }
        let suspect = self.suspect_at();
        if suspect <= now && self.link != LinkState::Suspect {
            if now.since(suspect) > LATE {
                self.wake_late(now);
            } else {
                self.suspect(now);
            }
        }
    }

    /// The relay is silent for too long: values may be old, and a second
    /// socket is opened beside this one.
    fn suspect(&mut self, now: Moment) {
        self.show_link(LinkState::Suspect);
        self.ping(now);
        if self.attempt.is_none() {
            self.connect(now);
        }
    }

    /// When [`Client::handle_timeout`] is due next; `None` while nothing is
    /// waited for.
    #[must_use]
    pub fn poll_deadline(&self) -> Option<Moment> {
        let waits = matches!(self.attempt, Some(Attempt::Waiting { .. }));
        let attempt = self.attempt.map(Attempt::until).filter(|_| self.visible || !waits);
        let Some(_) = self.live else { return attempt };
        let mut due = self.desk.due();
        let mut add = |at: Moment| due = Some(due.map_or(at, |due| due.min(at)));
        self.resend.map(&mut add);
        attempt.map(&mut add);
        if self.visible {
            add(self.pinged + self.millis(self.heartbeat.client_millis));
            add(self.dead_at());
            if self.link != LinkState::Suspect {
                add(self.suspect_at());
            }
        }
        due
    }

    fn dead_at(&self) -> Moment {
        let dead = self.heard + self.millis(self.heartbeat.dead_millis);
        self.grace.map_or(dead, |grace| if grace > dead { grace } else { dead })
    }

    fn suspect_at(&self) -> Moment {
        self.woken.unwrap_or(self.heard + self.millis(self.heartbeat.suspect_millis))
    }

    pub(super) fn millis(&self, millis: u32) -> Duration {
        Duration::from_millis(millis.into())
    }

    pub(super) fn is_live_socket(&self, socket: SocketId) -> bool {
        self.live.is_some_and(|live| live.socket == socket)
    }

    pub(super) fn attempted_socket(&self) -> Option<SocketId> {
        self.attempt.and_then(Attempt::socket)
    }

    /// Any byte over the live socket is a sign of life. A second socket is not
    /// needed then, unless hello has left over it: the relay may have let the
    /// first one go already.
    pub(super) fn note_life(&mut self, now: Moment) {
        self.heard = now;
        (self.grace, self.woken) = (None, None);
        if !matches!(self.attempt, Some(Attempt::Greeting { .. })) {
            self.drop_attempt();
        }
        if self.link == LinkState::Suspect {
            self.show_link(LinkState::Live { round_trip: self.round_trip });
        }
    }

    pub(super) fn ping(&mut self, now: Moment) {
        let nonce = (self.random.next() & 0xffff_ffff) as u32;
        self.ping = Some((nonce, now));
        self.pinged = now;
        self.send_frame(&ClientFrame::Ping { nonce });
    }

    fn connect(&mut self, now: Moment) {
        let socket = self.next_socket();
        let within = if self.live.is_some() { HEDGE_WITHIN } else { CONNECT_WITHIN };
        self.attempt = Some(Attempt::Connecting { socket, until: now + within });
        self.actions.push_back(Action::Connect(socket));
    }

    fn drop_attempt(&mut self) {
        if let Some(socket) = self.attempt.take().and_then(Attempt::socket) {
            self.actions.push_back(Action::Drop(socket, CloseCode::Normal.code()));
        }
    }

    /// Lets the live socket go without waiting for it; gives when it began.
    pub(super) fn drop_live(&mut self) -> Option<Moment> {
        let live = self.live.take()?;
        self.actions.push_back(Action::Drop(live.socket, CloseCode::Normal.code()));
        self.desk.break_link(self.heard);
        self.forget_holds();
        self.break_commands();
        self.resend = None;
        (self.grace, self.woken) = (None, None);
        self.ping = None;
        self.round_trip = None;
        Some(live.since)
    }

    /// The relay ended a socket: what the code says is done.
    pub(super) fn leave(&mut self, now: Moment, socket: SocketId, code: u16, reason: &str) {
        match AfterClose::of(code) {
            AfterClose::Stop => {
                self.end(code, reason);
                return;
            }
            AfterClose::NewClientId => self.meet_twin(now),
            AfterClose::StartOver => self.desk.forget_cursor(),
            AfterClose::Nothing if self.was_relieved(socket) => {
                self.show_link(LinkState::Suspect);
                self.drop_live();
                self.events.push_back(Event::AllShown);
                return;
            }
            AfterClose::Reconnect | AfterClose::Nothing => {}
        }
        if self.is_live_socket(socket) {
            self.lose(now);
        } else {
            self.fail_attempt(now);
        }
    }

    /// Whether the relay lets this socket go for the second one, whose welcome
    /// is under way.
    fn was_relieved(&self, socket: SocketId) -> bool {
        self.is_live_socket(socket) && matches!(self.attempt, Some(Attempt::Greeting { .. }))
    }

    /// The attempt came to nothing: the next one waits its turn.
    fn fail_attempt(&mut self, now: Moment) {
        self.drop_attempt();
        let mut until = now + HEDGE_PAUSE;
        if self.live.is_none() {
            until = now + self.backoff.after_loss(None, &mut self.random);
            self.show_link(LinkState::Offline);
        }
        if let Some(at) = self.retry_not_before.take() {
            until = at.max(until);
        }
        self.attempt = Some(Attempt::Waiting { until });
    }

    /// Gives the live socket up without waiting for it. An attempt beside it
    /// goes on; without one the next is made later.
    fn lose(&mut self, now: Moment) {
        let Some(since) = self.drop_live() else { return };
        if self.attempt.and_then(Attempt::socket).is_none() {
            let pause = self.backoff.after_loss(Some(now.since(since)), &mut self.random);
            let until = self.retry_not_before.take().map_or(now + pause, |at| at.max(now + pause));
            self.attempt = Some(Attempt::Waiting { until });
        }
        self.show_link(LinkState::Offline);
        self.events.push_back(Event::AllShown);
    }
}
