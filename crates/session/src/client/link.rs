//! Opening the first socket, closing for good, losing the live one, and what
//! a close code asks for.

use desk::Moment;
use protocol::{AfterClose, CloseCode};

use super::Client;
use super::attempt::Attempt;
use crate::{Action, Event, LinkState, SocketId};

/// The socket that welcome came over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Live {
    pub(super) socket: SocketId,
    pub(super) since: Moment,
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

    /// A socket closed, or could not be opened (code 1006).
    pub fn handle_closed(&mut self, now: Moment, socket: SocketId, code: u16, reason: &str) {
        if self.is_live_socket(socket) || self.attempted_socket() == Some(socket) {
            self.leave(now, socket, code, reason);
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
            // It was not silence: what was tried against that counts no more.
            if self.attempted_socket().is_none() {
                self.attempt = None;
            }
            self.dark = false;
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

    /// Gives the live socket up without waiting for it. Probes or a socket beside
    /// it go on; without them the next attempt is made later.
    pub(super) fn lose(&mut self, now: Moment) {
        let Some(since) = self.drop_live() else { return };
        self.greet_waiting(now);
        if matches!(self.attempt, None | Some(Attempt::Waiting { .. })) {
            let pause = self.backoff.after_loss(Some(now.since(since)), &mut self.random);
            let until = self.retry_not_before.take().map_or(now + pause, |at| at.max(now + pause));
            self.attempt = Some(Attempt::Waiting { until });
        }
        self.show_link(LinkState::Offline);
        self.events.push_back(Event::AllShown);
    }
}
