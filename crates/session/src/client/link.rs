//! Opening, watching, losing and finding again the one socket.

use std::time::Duration;

use desk::Moment;
use protocol::{
    AfterClose, ClientFrame, ClientText, CloseCode, Decision, Hello, Refusal, RefusalCode,
    RoomCursor,
};

use super::Client;
use crate::{Action, Event, LinkState, SocketId};

/// A socket has to open within this time.
const CONNECT_WITHIN: Duration = Duration::from_secs(3);
/// A probe that is not answered for this long has failed.
const PROBE_WITHIN: Duration = Duration::from_millis(1500);
/// Welcome has to come within this time after hello.
const WELCOME_WITHIN: Duration = Duration::from_secs(4);
/// Answer to the question after a page wakes up.
const WAKE_WITHIN: Duration = Duration::from_millis(1500);
/// A timer that fires this late says that the page slept, not the relay.
const LATE: Duration = Duration::from_secs(1);
/// A page that lives is heard within this many times the pause it may make.
const TWIN_QUIET: u32 = 2;

/// Where the link is on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Phase {
    /// Not begun.
    Idle,
    /// Lost; a probe leaves at the time, none while the page is hidden.
    Waiting { until: Moment },
    /// The probe is under way.
    Probing { until: Moment },
    /// A socket is being opened.
    Connecting { socket: SocketId, until: Moment },
    /// Hello was said.
    Greeting { socket: SocketId, until: Moment },
    /// Welcome came.
    Live { socket: SocketId, since: Moment },
    /// Closed for good.
    Stopped,
}

impl Phase {
    /// The socket frames go to, once it is open.
    pub(super) fn socket(self) -> Option<SocketId> {
        match self {
            Self::Greeting { socket, .. } | Self::Live { socket, .. } => Some(socket),
            _ => None,
        }
    }

    fn any_socket(self) -> Option<SocketId> {
        match self {
            Self::Connecting { socket, .. } => Some(socket),
            other => other.socket(),
        }
    }
}

impl Client {
    /// Opens the first socket.
    pub fn start(&mut self, now: Moment) {
        if self.phase == Phase::Idle {
            self.connect(now);
        }
    }

    /// Closes for good, as the user wishes.
    pub fn stop(&mut self) {
        self.drop_socket(CloseCode::Normal.code());
        self.desk.break_link();
        self.break_commands();
        self.phase = Phase::Stopped;
        let code = CloseCode::Normal.code();
        self.events.push_back(Event::AllShown);
        self.show_link(LinkState::Stopped { code, reason: String::new() });
    }

    /// The outcome of a probe.
    pub fn handle_probe(&mut self, now: Moment, alive: bool) {
        if !matches!(self.phase, Phase::Probing { .. }) {
            return;
        }
        if alive {
            self.connect(now);
        } else {
            let pause = self.backoff.after_probe(now, &mut self.random);
            self.phase = Phase::Waiting { until: now + pause };
        }
    }

    /// A socket opened: hello is said at once.
    pub fn handle_opened(&mut self, now: Moment, socket: SocketId) {
        if self.phase.any_socket() != Some(socket) {
            return;
        }
        self.heard = now;
        self.phase = Phase::Greeting { socket, until: now + WELCOME_WITHIN };
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
        self.send_text(&ClientText::Hello(Box::new(hello)));
    }

    /// A socket closed, or could not be opened (code 1006).
    pub fn handle_closed(&mut self, now: Moment, socket: SocketId, code: u16, reason: &str) {
        if self.phase.any_socket() != Some(socket) {
            return;
        }
        self.leave(now, code, reason);
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
        match self.phase {
            Phase::Waiting { .. } => {
                self.backoff.reset();
                self.phase = Phase::Waiting { until: now };
                self.handle_timeout(now);
            }
            Phase::Live { .. } => {
                // What came while the page slept is read before the relay is
                // judged; the ping asks whether it is still there.
                self.grace = Some(now + WAKE_WITHIN);
                self.ping(now);
            }
            _ => {}
        }
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: Moment) {
        match self.phase {
            Phase::Waiting { until } if until <= now && self.visible => {
                self.phase = Phase::Probing { until: now + PROBE_WITHIN };
                self.actions.push_back(Action::Probe);
            }
            Phase::Probing { until } if until <= now => self.handle_probe(now, false),
            Phase::Connecting { until, .. } | Phase::Greeting { until, .. } if until <= now => {
                self.lose(now, None);
            }
            Phase::Live { since, .. } => self.watch(now, since),
            _ => {}
        }
    }

    fn watch(&mut self, now: Moment, since: Moment) {
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
                self.grace = Some(now + LATE);
                self.ping(now);
            } else {
                self.lose(now, Some(now.since(since)));
                return;
            }
        }
        if self.heard + self.millis(self.heartbeat.suspect_millis) <= now
            && matches!(self.link, LinkState::Live { .. })
        {
            self.show_link(LinkState::Suspect);
            self.ping(now);
        }
    }

    /// When [`Client::handle_timeout`] is due next; `None` while nothing is
    /// waited for.
    #[must_use]
    pub fn poll_deadline(&self) -> Option<Moment> {
        match self.phase {
            Phase::Idle | Phase::Stopped => None,
            Phase::Waiting { until } => self.visible.then_some(until),
            Phase::Probing { until }
            | Phase::Connecting { until, .. }
            | Phase::Greeting { until, .. } => Some(until),
            Phase::Live { .. } => {
                let mut due: Vec<Moment> = self.desk.due().into_iter().chain(self.resend).collect();
                if self.visible {
                    due.push(self.pinged + self.millis(self.heartbeat.client_millis));
                    due.push(self.dead_at());
                    if matches!(self.link, LinkState::Live { .. }) {
                        due.push(self.heard + self.millis(self.heartbeat.suspect_millis));
                    }
                }
                due.into_iter().min()
            }
        }
    }

    fn dead_at(&self) -> Moment {
        let dead = self.heard + self.millis(self.heartbeat.dead_millis);
        self.grace.map_or(dead, |grace| if grace > dead { grace } else { dead })
    }

    fn millis(&self, millis: u32) -> Duration {
        Duration::from_millis(millis.into())
    }

    /// Any byte from the relay is a sign of life.
    pub(super) fn note_life(&mut self, now: Moment) {
        self.heard = now;
        self.grace = None;
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
        self.phase = Phase::Connecting { socket, until: now + CONNECT_WITHIN };
        self.show_link(LinkState::Connecting);
        self.actions.push_back(Action::Connect(socket));
    }

    fn drop_socket(&mut self, code: u16) {
        if let Some(socket) = self.phase.any_socket() {
            self.actions.push_back(Action::Drop(socket, code));
        }
    }

    /// The relay ended the socket: what the code says is done.
    pub(super) fn leave(&mut self, now: Moment, code: u16, reason: &str) {
        let lived = match self.phase {
            Phase::Live { since, .. } => Some(now.since(since)),
            _ => None,
        };
        match AfterClose::of(code) {
            AfterClose::Stop => {
                self.drop_socket(CloseCode::Normal.code());
                self.desk.break_link();
                self.break_commands();
                self.phase = Phase::Stopped;
                self.events.push_back(Event::AllShown);
                self.show_link(LinkState::Stopped { code, reason: reason.to_owned() });
                return;
            }
            AfterClose::NewClientId => {
                self.meet_twin(now);
            }
            AfterClose::StartOver => self.desk.forget_cursor(),
            AfterClose::Reconnect | AfterClose::Nothing => {}
        }
        self.lose(now, lived);
    }

    /// Another page has this client id. It may be this very page before its
    /// reload, whose end the relay has not noticed: while an outbox depends on
    /// it, another try decides after a time in which a page that lives is
    /// heard. A page that lives owns the outbox it had;
    /// what only this page knows moves to a new client id.
    fn meet_twin(&mut self, now: Moment) {
        let quiet = self.millis(self.heartbeat.client_millis) * TWIN_QUIET;
        let decided_at = *self.twin.get_or_insert(now) + quiet;
        if !self.known && now < decided_at && self.outbox.carried() > 0 {
            self.retry_not_before = Some(decided_at);
            return;
        }
        // The other page took up from storage what was there. What became of
        // it is not known here, so its writer decides.
        let lost = if self.known { self.outbox.clear() } else { self.outbox.keep_fresh() };
        for draft in lost {
            let reason = "another page took over before this was stored";
            let refusal = Refusal::new(RefusalCode::NotStored, reason);
            let decision = Decision::Refused { refusal };
            self.events.push_back(Event::Decided { n: draft.n, decision });
        }
        (self.known, self.twin) = (false, None);
        self.cid = self.random.hex_id();
        self.resume = None;
        self.events.push_back(Event::Outbox);
        self.events.push_back(Event::Save);
    }

    /// Gives the socket up without waiting for it, and tries again later.
    pub(super) fn lose(&mut self, now: Moment, lived: Option<Duration>) {
        self.drop_socket(CloseCode::Normal.code());
        self.desk.break_link();
        self.break_commands();
        self.resend = None;
        self.grace = None;
        self.ping = None;
        self.round_trip = None;
        let pause = self.backoff.after_loss(lived, &mut self.random);
        let until = self.retry_not_before.take().map_or(now + pause, |at| at.max(now + pause));
        self.phase = Phase::Waiting { until };
        self.show_link(LinkState::Offline);
        self.events.push_back(Event::AllShown);
    }
}
