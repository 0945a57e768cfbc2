//! The link to the desk: drives the vendor's state machine over a real socket
//! and translates between it and the hub. It reconnects for ever; what the
//! desk says is the truth, so a write that cannot be made is answered with
//! the value the desk has.

mod line;
mod moving;
mod orders;
mod target;
mod words;
mod writes;

use desk::{ParamId, Surface, Value};
use protocol::{DeskState, DeskStatus, ListName, Notice, Refusal};
use room::{ConnId, ListGroup};
use soundcraft::{Action, Driver, Event, State};
use tokio::sync::{mpsc, watch};

use crate::app::DeskView;
use crate::clock::{self, Clock};
use crate::config::DeskAddress;
use line::{Heard, Line};
use orders::Awaited;

pub(crate) use orders::Order;
pub(crate) use target::Place;
pub(crate) use writes::DeskWrites;

/// Events that may wait for the hub; meters are dropped when they do.
const EVENTS: usize = 256;

/// What the hub learns of the desk.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DeskEvent {
    /// How the desk is, in a sentence.
    Status(DeskStatus),
    /// The whole state. `generation` counts surfaces: an index belongs to one.
    Synced { generation: u64, surface: Surface, values: Vec<Value> },
    /// A parameter changed on the desk.
    Changed { generation: u64, id: ParamId, value: Value },
    /// Meters in surface order, newest only.
    Meters(Vec<u8>),
    /// What came of a command.
    Commanded { conn: ConnId, n: u64, outcome: Result<Vec<String>, Refusal> },
    /// A list of the desk.
    List { name: ListName, names: Vec<String> },
    /// Lists have changed.
    ListsChanged(ListGroup),
    /// What the desk has to say, or one of its clients through it, to all but
    /// this one.
    Notice { notice: Notice, but: Option<ConnId> },
}

/// What a link is made of.
pub(crate) struct DeskLink {
    driver: Driver,
    line: Line,
    clock: Clock,
    options: soundcraft::Options,
    /// The desk that is driven.
    place: Place,
    /// Which one people want to be driven.
    wanted: watch::Receiver<DeskAddress>,
    generation: u64,
    /// Why the last attempt failed.
    trouble: String,
    told: Option<DeskStatus>,
    /// Whether the log says that the desk is away.
    warned: bool,
    events: mpsc::Sender<DeskEvent>,
    view: watch::Sender<DeskView>,
    writes: DeskWrites,
    /// Presets that are on their way.
    awaited: Vec<Awaited>,
    /// Lists that a command of this turn has changed.
    changed: Option<ListGroup>,
}

/// The ends of a link that others hold.
pub(crate) struct Ends {
    pub(crate) events: mpsc::Receiver<DeskEvent>,
    pub(crate) writes: DeskWrites,
    pub(crate) view: watch::Receiver<DeskView>,
    /// Where to go instead.
    pub(crate) wanted: watch::Sender<DeskAddress>,
}

impl DeskLink {
    /// A link that will connect once it runs.
    pub(crate) fn new(clock: Clock, place: Place, jitter: f64) -> (Self, Ends) {
        let (events, receiver) = mpsc::channel(EVENTS);
        let status = DeskStatus {
            state: DeskState::Offline,
            address: place.address.to_string(),
            reason: "the relay has only just started".to_owned(),
        };
        let (view, viewer) = watch::channel(DeskView { status, surface: Surface::default() });
        let (wanted_by, wanted) = watch::channel(place.address.clone());
        let writes = DeskWrites::default();
        let options = soundcraft::Options {
            simulated: place.target.simulated,
            jitter,
            extent: soundcraft::Extent::Whole,
        };
        let link = Self {
            driver: Driver::new(clock.now(), options),
            line: Line::new(place.target.clone()),
            clock,
            options,
            place,
            wanted,
            generation: 0,
            trouble: String::new(),
            told: None,
            warned: false,
            events,
            view,
            writes: writes.clone(),
            awaited: Vec::new(),
            changed: None,
        };
        (link, Ends { events: receiver, writes, view: viewer, wanted: wanted_by })
    }

    /// Keeps the desk that people want connected until `stop` is true, then
    /// says goodbye.
    pub(crate) async fn run(mut self, mut stop: watch::Receiver<bool>) {
        loop {
            if !self.move_on().await || !self.settle().await {
                return;
            }
            let due = self.driver.poll_deadline().into_iter().chain(self.preset_due()).min();
            let deadline = due.map(|at| self.clock.instant(at));
            tokio::select! {
                heard = self.line.hear() => self.take(heard),
                () = self.writes.wait() => {}
                () = clock::sleep_until(deadline) => self.driver.handle_timeout(self.clock.now()),
                Ok(()) = self.wanted.changed() => {}
                _ = stop.wait_for(|stop| *stop) => break,
            }
        }
        self.write();
        self.driver.stop();
        self.settle().await;
        self.leave().await;
    }

    fn take(&mut self, heard: Heard) {
        let now = self.clock.now();
        match heard {
            Heard::Text(text) => self.driver.handle_text(now, &text),
            Heard::Opened => self.driver.handle_opened(now),
            Heard::Handshake(body) => self.driver.handle_handshake(now, &body),
            Heard::Failed(why) => {
                self.trouble = why;
                self.driver.handle_connect_failed(now);
            }
            Heard::Closed(why) => {
                self.trouble = why;
                self.driver.handle_closed(now);
            }
        }
    }

    /// Hands the driver's output on until it is quiet; false when the hub is
    /// gone.
    async fn settle(&mut self) -> bool {
        // A new surface first: writes that were meant for the one before it
        // must not land on what has their index now.
        if !self.report_all().await {
            return false;
        }
        // Orders first: a set that comes in between then goes ahead of them,
        // and none that was made before an order goes behind it.
        let orders = self.writes.take_orders();
        self.write();
        for order in orders {
            if !self.obey(order).await {
                return false;
            }
        }
        if !self.give_up_presets().await {
            return false;
        }
        if let Some(group) = self.changed.take()
            && self.events.send(DeskEvent::ListsChanged(group)).await.is_err()
        {
            return false;
        }
        loop {
            let mut quiet = true;
            while let Some(text) = self.driver.poll_transmit() {
                self.line.queue(text).await;
                quiet = false;
            }
            if let Err(why) = self.line.flush().await {
                self.take(Heard::Closed(why));
                quiet = false;
            }
            while let Some(action) = self.driver.poll_action() {
                match action {
                    Action::Connect { path } => self.line.connect(path),
                    Action::FetchHandshake { path } => self.line.fetch(path),
                    Action::Close if self.driver.state() == State::Stopped => {
                        self.line.close().await;
                    }
                    Action::Close => self.line.abort(),
                    other => tracing::warn!(?other, "the desk link does not know how to do this"),
                }
                quiet = false;
            }
            if !self.report_all().await {
                return false;
            }
            if quiet {
                return self.report_status().await;
            }
        }
    }

    /// Tells the hub what has happened; false when it is gone.
    async fn report_all(&mut self) -> bool {
        while let Some(event) = self.driver.poll_event() {
            if !self.report(event).await {
                return false;
            }
        }
        true
    }

    /// Gives the driver what the hub wants written.
    fn write(&mut self) {
        let now = self.clock.now();
        for (generation, id, value) in self.writes.take() {
            if generation != self.generation {
                continue;
            }
            if let Err(error) = self.driver.act(now, id, &value) {
                tracing::debug!(%error, parameter = id.0, "the desk did not take a write");
                self.correct(id);
            }
        }
    }

    /// Tells the hub the value the desk has, since it does not have ours.
    fn correct(&mut self, id: ParamId) {
        let Some(value) = self.driver.value(id).cloned() else { return };
        let event = DeskEvent::Changed { generation: self.generation, id, value };
        if self.events.try_send(event).is_err() {
            tracing::warn!(parameter = id.0, "a refused write could not be taken back");
        }
    }

    async fn report(&mut self, event: Event) -> bool {
        let event = match event {
            Event::Synced { surface, values } => {
                if self.view.borrow().surface != surface || self.generation == 0 {
                    self.generation += 1;
                    self.view.send_modify(|view| view.surface = surface.clone());
                }
                DeskEvent::Synced { generation: self.generation, surface, values }
            }
            Event::Changed { id, value } => {
                DeskEvent::Changed { generation: self.generation, id, value }
            }
            Event::Meters(levels) => {
                // Only the newest are worth having: a busy hub gets the next.
                return !matches!(
                    self.events.try_send(DeskEvent::Meters(levels)),
                    Err(mpsc::error::TrySendError::Closed(_))
                );
            }
            Event::Notice(notice) => return self.take_notice(notice).await,
            Event::Lost { reason, .. } => {
                self.trouble = reason.to_string();
                return true;
            }
            _ => return true,
        };
        self.events.send(event).await.is_ok()
    }

    /// Tells how the desk is, when that has changed.
    async fn report_status(&mut self) -> bool {
        let status = self.status();
        if self.told.as_ref() == Some(&status) {
            return true;
        }
        match status.state {
            DeskState::Live => {
                self.warned = false;
                tracing::info!("the desk {} is live", self.place.address);
            }
            // Once per absence, not once per attempt.
            DeskState::Offline if !self.warned && !self.trouble.is_empty() => {
                self.warned = true;
                tracing::warn!("the desk {} is offline: {}", self.place.address, status.reason);
            }
            _ => tracing::debug!(?status, "the desk's state"),
        }
        self.told = Some(status.clone());
        self.view.send_modify(|view| view.status = status.clone());
        self.events.send(DeskEvent::Status(status)).await.is_ok()
    }

    fn status(&self) -> DeskStatus {
        let (state, reason) = match self.driver.state() {
            State::Live => (DeskState::Live, String::new()),
            State::Syncing => (DeskState::Syncing, "the desk is telling its state".to_owned()),
            State::Stalled => (DeskState::Offline, "the desk has fallen silent".to_owned()),
            State::Stopped if self.trouble.is_empty() => {
                (DeskState::Offline, "the relay leaves this desk".to_owned())
            }
            State::Stopped => (DeskState::Offline, self.trouble.clone()),
            _ if self.trouble.is_empty() => {
                (DeskState::Offline, "the relay is connecting to the desk".to_owned())
            }
            _ => (DeskState::Offline, format!("{}; the relay keeps trying", self.trouble)),
        };
        DeskStatus { state, address: self.place.address.to_string(), reason }
    }
}

#[cfg(test)]
mod tests;
