//! What the relay says, taken in.

use std::sync::Arc;
use std::time::Duration;

use desk::{Index, Moment, ParamId, Surface};
use protocol::{
    ClientFrame, ClientText, CloseCode, Decision, DeskStatus, Epoch, RefusalCode, RoomState,
    RoomVerdict, ServerFrame, ServerText, StateVerdict, StoreState, Welcome, WireSurface,
};

use super::attempt::{Attempt, Told};
use super::link::Live;
use super::{Client, RESEND_AFTER, RoomCursorAt};
use crate::clock::RelayClock;
use crate::pulse::Pulse;
use crate::{Event, LinkState, SocketId};

/// Said when the relay's surface has laws that this program cannot read.
const TOO_OLD: &str = "this page is older than the relay";
/// An outbox that was refused for speed is sent again after this.
const PAUSE_AFTER_TOO_FAST: Duration = Duration::from_secs(1);

/// Meters that took this much longer than others are not shown.
const METERS_OLD: Duration = Duration::from_millis(80);
/// Most meter frames that the relay sends without hearing of them.
const METERS_UNDER_WAY: u8 = 4;

impl Client {
    /// A text frame came.
    pub fn handle_text(&mut self, now: Moment, socket: SocketId, text: &str) {
        if !self.is_live_socket(socket) {
            self.handle_first(now, socket, text);
            return;
        }
        self.note_life(now);
        // What a newer relay adds is skipped.
        let Ok(message) = ServerText::decode(text) else { return };
        match message {
            ServerText::Chat(entry) => {
                let Some(at) = self.rooms.iter_mut().find(|at| at.room == entry.room) else {
                    return;
                };
                if entry.offset > at.offset {
                    at.offset = entry.offset;
                    self.events.push_back(Event::Chat(entry));
                }
            }
            ServerText::Decided { n, decision } => self.take_decision(now, n, decision),
            ServerText::SetRefused { op, params, refusal } => {
                let params = params.into_iter().map(ParamId).collect();
                self.take_set_refused(op, params, refusal);
            }
            ServerText::TouchRefused { gesture, param, refusal } => {
                self.take_touch_refused(gesture, ParamId(param), refusal);
            }
            ServerText::Error { refusal } => {
                if refusal.code == RefusalCode::TooFast && self.outbox.drafts().len() > 0 {
                    self.resend = Some(now + PAUSE_AFTER_TOO_FAST);
                }
                self.events.push_back(Event::Refused(refusal));
            }
            ServerText::CommandDone { n, words } => self.take_command(n, Ok(words)),
            ServerText::CommandRefused { n, refusal } => self.take_command(n, Err(refusal)),
            ServerText::List { name, names } => {
                self.events.push_back(Event::List { name, names });
            }
            ServerText::Notice(notice) => self.events.push_back(Event::Notice(notice)),
            ServerText::Members { members } => self.take_members(members),
            ServerText::Desk { desk } => self.take_desk(desk),
            ServerText::Store { state } => self.events.push_back(Event::Store(state)),
            ServerText::Surface { epoch, surface } => {
                self.take_new_surface(now, socket, epoch, surface);
            }
            ServerText::Bye { code, retry_millis, reason } => {
                self.take_bye(now, socket, code, retry_millis, &reason);
            }
            _ => {}
        }
    }

    /// The relay answers hello.
    fn handle_first(&mut self, now: Moment, socket: SocketId, text: &str) {
        let Some(Attempt::Greeting { socket: greeted, told, .. }) = self.attempt else { return };
        if greeted != socket {
            return;
        }
        match ServerText::decode(text) {
            Ok(ServerText::Welcome(welcome)) => self.take_welcome(now, socket, told, *welcome),
            Ok(ServerText::Bye { code, retry_millis, reason }) => {
                self.take_bye(now, socket, code, retry_millis, &reason);
            }
            _ => {}
        }
    }

    fn take_bye(&mut self, now: Moment, socket: SocketId, code: u16, retry: u32, reason: &str) {
        if retry > 0 {
            // Everybody got the same hint: half of it again as jitter.
            let jitter = self.random.below(u64::from(retry) / 2);
            let pause = Duration::from_millis(u64::from(retry) + jitter);
            self.retry_not_before = Some(now + pause);
        }
        self.leave(now, socket, code, reason);
    }

    /// A binary frame came.
    pub fn handle_binary(&mut self, now: Moment, socket: SocketId, bytes: &[u8]) {
        if !self.is_live_socket(socket) {
            return;
        }
        self.note_life(now);
        let index = self.desk.index().clone();
        let taken = match ServerFrame::decode(bytes, &index) {
            Ok(frame) => self.take_frame(now, frame),
            Err(protocol::DecodeError::UnknownKind(_)) => Ok(()),
            Err(_) => Err(()),
        };
        if taken.is_err() {
            // The two ends do not agree about the state: start it over.
            self.leave(now, socket, CloseCode::StateInvalid.code(), "the state does not fit");
        }
    }

    fn take_frame(&mut self, now: Moment, frame: ServerFrame) -> Result<(), ()> {
        match frame {
            ServerFrame::Snapshot { rev, part, parts, start, values } => {
                let whole = self.desk.take_part(self.epoch, rev, (part, parts), start, values)?;
                self.events.extend(whole.then_some(Event::AllShown));
                self.report(now);
            }
            ServerFrame::Delta { from, advance, entries } => {
                let ids = self.desk.take_delta(from, advance, entries)?;
                self.events.push_back(Event::Shown(ids));
                self.report(now);
            }
            ServerFrame::CatchUp { rev, entries } => {
                let ids = self.desk.catch_up(rev, entries);
                self.events.push_back(Event::Shown(ids));
                self.report(now);
            }
            ServerFrame::OpAck { op } => {
                let ids = self.desk.acknowledge(op);
                self.events.push_back(Event::Shown(ids));
            }
            ServerFrame::Meters { seq, tick, kinds, levels } => {
                self.hear_clock(|clock| clock.hear_tick(now, tick));
                self.send_frame(&ClientFrame::MeterAck { seq });
                // After a stall comes what was under way when it began. Of a
                // link that is always this slow, old meters are all there is.
                let old = self.clock.age(now, tick) > METERS_OLD;
                if old && self.old_meters < METERS_UNDER_WAY {
                    self.old_meters += 1;
                } else {
                    self.old_meters = 0;
                    self.events.push_back(Event::Meters { kinds, levels });
                }
            }
            ServerFrame::Tick { rev, clock: told, heads } => {
                self.hear_clock(|clock| clock.hear(now, told));
                // A tick comes when nothing else is due, so a head that lies
                // ahead is a tail that got lost.
                let tails = self.rooms.iter().zip(heads).all(|(at, head)| at.offset == head);
                if !tails || (self.desk.cursor().is_some() && rev != self.desk.stream()) {
                    return Err(());
                }
            }
            ServerFrame::Holds { holds } => self.take_holds(holds),
            ServerFrame::Pong { nonce } => {
                if let Some((sent, at)) = self.ping
                    && sent == nonce
                {
                    self.ping = None;
                    // A page that slept meanwhile measured its sleep: that is
                    // nothing to show, and no reason to wait for a relay longer
                    // than for any.
                    let (took, most) = (now.since(at), self.millis(self.heartbeat.suspect_millis));
                    self.way = took.min(most);
                    self.round_trip = if took > most { self.round_trip } else { Some(took) };
                    self.show_link(LinkState::Live { round_trip: self.round_trip });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_welcome(&mut self, now: Moment, socket: SocketId, told: Told, welcome: Welcome) {
        let index = match welcome.surface {
            Some(surface) => self.index_of(surface),
            None => Some(Arc::clone(self.desk.index())),
        };
        let Some(index) = index else {
            self.leave(now, socket, CloseCode::NoCommonVersion.code(), TOO_OLD);
            return;
        };
        // The socket that fell silent, if it is still there, is relieved.
        if self.drop_live().is_some() {
            self.events.push_back(Event::AllShown);
        }
        self.attempt = None;
        self.live = Some(Live { socket, since: now });
        self.heard = now;
        self.pulse = Pulse::begin(now);
        if let Some(heartbeat) = welcome.heartbeat {
            self.heartbeat = heartbeat;
        }
        if let Some(limits) = welcome.limits {
            self.limits = limits;
        }
        self.hear_clock(|clock| {
            *clock = RelayClock::default();
            clock.hear(now, welcome.clock);
        });
        let resume = protocol::Resume { session: welcome.session, secret: welcome.secret };
        self.resume = Some(resume);
        self.epoch = welcome.epoch;
        if self.desk.take_surface(index) {
            self.events.push_back(Event::Surface);
        }
        if welcome.state == StateVerdict::Snapshot {
            // A relay that began anew may count from below our revision.
            self.desk.forget_cursor();
        }
        self.desk.begin_stream(told.rev, welcome.rev);
        let given_up = self.desk.mend_link(now);
        self.events.push_back(Event::Shown(given_up));
        (self.known, self.twin) = (true, None);
        self.outbox.settle(welcome.decided);
        self.events.extend([Event::Outbox, Event::Save]);
        self.take_rooms(welcome.rooms);
        self.take_desk(welcome.desk);
        self.events.push_back(Event::Store(StoreState::Well));
        self.me = Some(welcome.you.clone());
        self.events.push_back(Event::Me(welcome.you));
        self.take_members(welcome.members);
        self.show_link(LinkState::Live { round_trip: None });
        if self.visible != told.visible {
            self.send_text(&ClientText::Visible { visible: self.visible });
        }
        self.ping(now);
        self.ask_meters();
        self.ask_lists(false);
        for (room, offset) in self.reads.clone() {
            self.send_text(&ClientText::Read { room, offset });
        }
        self.send_outbox(now);
        self.send_due_frames(now);
        self.report(now);
    }

    /// The relay told its clock. A machine that slept may have a clock that
    /// slept, too: the relay's then runs ahead of what was known of it. So it
    /// does, by no more than a round trip, when a path gets faster.
    fn hear_clock(&mut self, hear: impl FnOnce(&mut RelayClock)) {
        let before = self.clock.ahead();
        hear(&mut self.clock);
        let slept = before.zip(self.clock.ahead()).map_or(0, |(before, now)| now - before);
        let slept = Duration::from_millis(u64::try_from(slept).unwrap_or(0));
        self.desk.note_sleep(slept.saturating_sub(self.way));
    }

    /// Tells what changed during an absence, once everything was read.
    fn report(&mut self, now: Moment) {
        let report = self.desk.take_report(now);
        self.events.extend(report.map(Event::Returned));
    }

    fn take_decision(&mut self, now: Moment, n: u64, decision: Decision) {
        if !self.outbox.decide(n) {
            return;
        }
        self.resend = (self.outbox.drafts().len() > 0).then(|| now + RESEND_AFTER);
        self.events.push_back(Event::Decided { n, decision });
        self.events.push_back(Event::Outbox);
        self.events.push_back(Event::Save);
    }

    fn take_rooms(&mut self, mut rooms: Vec<RoomState>) {
        for state in &mut rooms {
            // The socket before may have brought more after hello was said.
            let at = self.rooms.iter().find(|at| at.room == state.room);
            if let Some(at) = at.filter(|at| at.epoch == state.epoch)
                && state.verdict == RoomVerdict::Resumed
            {
                state.from = state.from.max(at.offset + 1);
            }
        }
        self.rooms = rooms
            .iter()
            .map(|state| RoomCursorAt {
                room: state.room.clone(),
                epoch: state.epoch,
                offset: state.from.saturating_sub(1),
            })
            .collect();
        for state in rooms.iter().filter(|state| state.verdict == RoomVerdict::Snapshot) {
            self.reads.insert(state.room.clone(), state.read);
        }
        self.events.push_back(Event::Rooms(rooms));
    }

    fn take_desk(&mut self, desk: DeskStatus) {
        self.desk_state = desk.state;
        self.events.push_back(Event::Desk(desk));
    }

    fn take_new_surface(
        &mut self,
        now: Moment,
        socket: SocketId,
        epoch: Epoch,
        surface: WireSurface,
    ) {
        let Some(index) = self.index_of(surface) else {
            self.leave(now, socket, CloseCode::NoCommonVersion.code(), TOO_OLD);
            return;
        };
        self.epoch = epoch;
        self.desk.take_surface(index);
        self.desk.forget_cursor();
        self.events.push_back(Event::Surface);
        self.send_text(&ClientText::Surface { epoch });
        self.ask_meters();
    }

    /// Sends everything undecided again; the relay knows repeats.
    pub(super) fn send_outbox(&mut self, now: Moment) {
        let posts = self.outbox.posts();
        self.resend = (!posts.is_empty()).then(|| now + RESEND_AFTER);
        for post in posts {
            self.send_text(&ClientText::Post(post));
        }
    }

    /// The parameters of a surface. Mostly it is the one that is known, and
    /// thousands of paths need not be put together again.
    fn index_of(&self, surface: WireSurface) -> Option<Arc<Index>> {
        let surface = Surface::try_from(surface).ok()?;
        if *self.desk.index().surface() == surface {
            return Some(Arc::clone(self.desk.index()));
        }
        Index::new(surface).ok().map(Arc::new)
    }
}
