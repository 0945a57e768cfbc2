//! Judging the silence of a live socket, and what the page's own sleep has to
//! do with it.

use std::time::Duration;

use desk::Moment;
use protocol::{ClientFrame, ClientText};

use super::Client;
use super::attempt::Attempt;
use crate::{LinkState, SocketId};

/// Answer to the question after a page wakes up: then it is suspect, and then
/// given up.
const WAKE_SUSPECT: Duration = Duration::from_millis(400);
const WAKE_WITHIN: Duration = Duration::from_millis(1500);
/// A timer that fires this late says that the page slept, not the relay.
const LATE: Duration = Duration::from_secs(1);
/// One that fires this late says that others had the processor: what came
/// meanwhile may not have been read yet.
const STARVED: Duration = Duration::from_millis(50);
/// Least time to read it.
const READ_FIRST: Duration = Duration::from_millis(100);

impl Client {
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
        match self.attempt {
            Some(Attempt::Waiting { .. } | Attempt::Probing { .. }) => {
                self.attempt = Some(Attempt::Waiting { until: now });
                self.backoff.reset();
                self.handle_timeout(now);
            }
            _ if self.is_welcome() => self.wake(now),
            _ => {}
        }
    }

    /// What came while the page slept is read before the relay is judged; the
    /// ping asks whether it is still there.
    fn wake(&mut self, now: Moment) {
        let patience = WAKE_SUSPECT.max(self.way * 2);
        self.woken.get_or_insert(now + patience);
        self.grace.get_or_insert(now + WAKE_WITHIN.max(patience));
        self.pulse.ask(now);
        self.ping(now);
    }

    /// The timer is late by so much. After a sleep that nobody told of the
    /// relay is asked anew; a page that was starved reads on first.
    fn oversleep(&mut self, now: Moment, late: Duration) {
        if late > LATE {
            (self.grace, self.woken) = (None, None);
            self.wake(now);
        } else {
            let read = now + READ_FIRST.max(late * 2);
            (self.grace, self.woken) = (self.grace.max(Some(read)), self.woken.max(Some(read)));
        }
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: Moment) {
        if self.live.is_some() {
            self.watch(now);
        }
        self.go_on(now);
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
            let late = now.since(dead);
            if late > STARVED {
                self.oversleep(now, late);
            }
            if self.dead_at() <= now {
                self.lose(now);
                return;
            }
        }
        let suspect = self.suspect_at();
        if suspect <= now && self.link != LinkState::Suspect {
            let late = now.since(suspect);
            if late > STARVED {
                self.oversleep(now, late);
            }
            if self.suspect_at() <= now {
                self.suspect(now);
            }
        }
        if self.uneasy_at() <= now && self.attempt.is_none() {
            // Most often the link is only quiet, and the answer says so.
            self.ping(now);
            self.look_for_path(now);
        }
    }

    /// The relay is silent for too long: values may be old, and a second
    /// socket takes this one's place as soon as there is a path for it.
    fn suspect(&mut self, now: Moment) {
        self.show_link(LinkState::Suspect);
        self.ping(now);
        self.look_for_path(now);
    }

    /// When [`Client::handle_timeout`] is due next; `None` while nothing is
    /// waited for.
    #[must_use]
    pub fn poll_deadline(&self) -> Option<Moment> {
        let attempt = self.attempt.and_then(|attempt| attempt.due(self.visible));
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
            if self.attempt.is_none() {
                add(self.uneasy_at());
            }
        }
        due
    }

    fn dead_at(&self) -> Moment {
        let dead = self.heard + self.millis(self.heartbeat.dead_millis);
        self.grace.map_or(dead, |grace| grace.min(self.last_hope(2)).max(dead))
    }

    pub(super) fn suspect_at(&self) -> Moment {
        let suspect = self.heard + self.millis(self.heartbeat.suspect_millis);
        self.woken.map_or(suspect, |woken| woken.min(self.last_hope(1)))
    }

    /// A page whose every timer is late puts its judgement off again and
    /// again, but never beyond this: so many times the silence of a dead link
    /// after the last that was heard, or after a sleep was noticed.
    fn last_hope(&self, times: u32) -> Moment {
        let from = self.pulse.asked().unwrap_or(self.heard);
        from + self.millis(self.heartbeat.dead_millis) * times
    }

    /// When another path is looked for. That costs a ping and a probe; what
    /// comes of an answer is for [`Client::handle_probe`] and
    /// [`Client::handle_opened`] to say.
    fn uneasy_at(&self) -> Moment {
        self.pulse.missed_at(self.millis(self.heartbeat.beacon_millis), self.way)
    }

    /// Whether something would break if another socket took the live one's
    /// place, which is merely quiet so far: a finger would have to lift, a
    /// command would have no answer.
    pub(super) fn must_keep_live(&self) -> bool {
        let busy = self.desk.has_finger() || !self.commands.is_empty();
        self.live.is_some() && self.link != LinkState::Suspect && busy
    }

    pub(super) fn millis(&self, millis: u32) -> Duration {
        Duration::from_millis(millis.into())
    }

    pub(super) fn is_live_socket(&self, socket: SocketId) -> bool {
        self.live.is_some_and(|live| live.socket == socket)
    }

    /// Any byte over the live socket is a sign of life. A second socket is not
    /// needed then, unless hello has left over it: the relay may have let the
    /// first one go already.
    pub(super) fn note_life(&mut self, now: Moment) {
        self.heard = now;
        self.pulse.beat(now);
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
}
