//! The desk as a pure machine: lines, ticks and a clock in; frames out.
//! Sockets, real time and files are left to the shell around it.

mod changes;
mod client;
mod feedback;
mod isolation;
mod multitrack;
mod player;
mod presets;
mod shows;
mod verbs;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

pub use client::{ClientId, Frame, Transport};

use crate::meters::Meters;
use crate::options::Scene;
use crate::tree::{Slot, Tree, Value};
use crate::{Faults, Model, line, number, scene};
use changes::Changes;
use client::Client;
use feedback::Feedback;
use multitrack::Multitrack;
use player::Player;
use presets::Presets;
use shows::Library;

/// How often the desk tells changes and meters, and runs its machines.
///
/// **Source:** Soundcraft Ui protocol reference, several clients: measured 33
/// to 34 ms on firmware 3.4.
pub const TICK: Duration = Duration::from_millis(33);

/// A heartbeat comes with every second tick: measured every 66 to 68 ms.
const TICKS_PER_HEARTBEAT: u64 = 2;

/// Texts longer than this are not stored. What the real desk does with them
/// is unverified.
const LONGEST_TEXT: usize = 4096;

/// Keys that known clients use although no dump of a real desk holds the first,
/// and only dumps of the Ui24R the second. They come into being when first
/// written.
const LATE_KEYS: [&str; 2] = ["settings.shuffle", "var.currentCue"];

/// A frame for one client.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Output {
    /// Who is to get it.
    pub client: ClientId,
    /// What to send.
    pub frame: Frame,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Heard {
    /// The desk has dealt with it (which may mean: ignored it).
    Taken,
    /// A fault lost it before the desk could see it.
    Swallowed,
}

/// The state of a simulated desk and everyone connected to it.
///
/// Feed it with [`connect`](Self::connect), [`handle_line`](Self::handle_line)
/// and [`handle_timeout`](Self::handle_timeout), then drain
/// [`poll_output`](Self::poll_output). `now` is the time since any fixed
/// moment and never goes back.
#[derive(Debug)]
pub struct Desk {
    model: Model,
    tree: Tree,
    clients: BTreeMap<ClientId, Client>,
    latest_client: u64,
    changes: Changes,
    faults: Faults,
    writes: u32,
    dice: fastrand::Rng,
    next_tick: Option<Duration>,
    ticks: u64,
    meters: Meters,
    library: Library,
    player: Player,
    multitrack: Multitrack,
    presets: Presets,
    feedback: Feedback,
}

impl Desk {
    /// A desk that nobody is connected to yet.
    pub fn new(model: Model, scene: Scene, faults: Faults, seed: u64) -> Self {
        let factory = Tree::factory(model);
        let mut library = Library::new(&factory);
        let mut tree = factory;
        for ((show, snapshot), state) in scene::apply(scene, model, &mut tree) {
            library.keep(show, snapshot, &state);
        }
        Self {
            model,
            meters: Meters::new(model, seed, &tree),
            tree,
            clients: BTreeMap::new(),
            latest_client: 0,
            changes: Changes::default(),
            faults,
            writes: 0,
            dice: fastrand::Rng::with_seed(seed),
            next_tick: None,
            ticks: 0,
            library,
            player: Player::default(),
            multitrack: Multitrack::default(),
            presets: Presets::default(),
            feedback: Feedback::default(),
        }
    }

    /// Every key with its present value.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What goes wrong at present.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Changes what goes wrong, from now on and for everyone.
    pub fn set_faults(&mut self, faults: Faults) {
        self.faults = faults;
    }

    /// Who is connected, longest first.
    pub fn clients(&self) -> impl Iterator<Item = ClientId> {
        self.clients.keys().copied()
    }

    /// A client has opened its stream. It gets its greeting and its dump.
    ///
    /// Beyond `settings.maxconn` clients, which is 48 on every known desk, it is
    /// closed at once. Whether a real desk enforces that key is unverified.
    pub fn connect(&mut self, transport: Transport, now: Duration) -> ClientId {
        self.latest_client += 1;
        let id = ClientId(self.latest_client);
        let mut client = Client::new(transport, now);
        if self.clients.len() as f64 >= self.number("settings.maxconn").max(1.0) {
            client.refuse(now);
        } else if transport == Transport::WebSocket {
            client.push(Frame::Connected, now, self.faults.delay);
        }
        self.clients.insert(id, client);
        self.next_tick.get_or_insert(now + TICK);
        id
    }

    /// A client is gone; nothing more is made for it.
    pub fn disconnect(&mut self, client: ClientId) {
        self.clients.remove(&client);
        if self.clients.is_empty() {
            self.next_tick = None;
        }
    }

    /// The desk ends every connection.
    pub fn disconnect_all(&mut self, now: Duration) {
        for client in self.clients.values_mut() {
            client.push(Frame::Close, now, Duration::ZERO);
        }
    }

    /// Takes one line from a client. No line can do harm: what the desk does
    /// not understand it ignores.
    pub fn handle_line(&mut self, client: ClientId, text: &str, now: Duration) -> Heard {
        let line = line::Line::parse(text);
        if matches!(line.verb, "SETD" | "SETS") {
            self.writes = self.writes.wrapping_add(1);
            if self.faults.swallow.is_some_and(|n| self.writes.is_multiple_of(n.get())) {
                return Heard::Swallowed;
            }
        }
        if self.clients.contains_key(&client) && text.len() <= line::LONGEST_LINE {
            self.obey(Some(client), line, now);
        }
        Heard::Taken
    }

    /// Takes a line as if it came from the desk's own screen: everyone hears
    /// of what it changes.
    pub fn handle_own_line(&mut self, text: &str, now: Duration) {
        self.obey(None, line::Line::parse(text), now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) or
    /// [`poll_output`](Self::poll_output) next has something to do.
    pub fn next_deadline(&self) -> Option<Duration> {
        let clients = self.clients.values().filter_map(|client| client.deadline(&self.faults));
        clients.chain(self.next_tick).min()
    }

    /// Does what is due: goes on with dumps, ticks, ends connections.
    pub fn handle_timeout(&mut self, now: Duration) {
        self.go_on_with_dumps(now);
        if let Some(due) = self.next_tick
            && due <= now
        {
            // A machine that slept does not catch up on missed ticks.
            self.next_tick = Some(if due + TICK > now { due + TICK } else { now + TICK });
            self.tick(now);
        }
        for (limit, last) in self.faults.ends() {
            for client in self.clients.values_mut() {
                client.end_after(limit, last.clone(), now);
            }
        }
    }

    /// The next frame that is due, if any.
    pub fn poll_output(&mut self, now: Duration) -> Option<Output> {
        for (id, client) in &mut self.clients {
            while let Some(frame) = client.pop(now) {
                let lost = match frame {
                    Frame::Close | Frame::Cut => false,
                    Frame::Lines(_) => self.faults.silence || self.faults.stall_data,
                    Frame::Connected | Frame::Heartbeat => self.faults.silence,
                };
                if !lost {
                    return Some(Output { client: *id, frame });
                }
            }
        }
        None
    }

    fn tick(&mut self, now: Duration) {
        self.ticks += 1;
        if self.ticks.is_multiple_of(TICKS_PER_HEARTBEAT) {
            for client in self.clients.values_mut() {
                client.heartbeat(now, self.faults.delay);
            }
        }
        self.run_player(now);
        self.run_multitrack(now);
        self.run_feedback(now);
        self.tell_changes(now);
        self.meters.step(&self.tree, now);
        let streams = [self.meters.fresh_vu2(), self.meters.fresh_vua(), Some(self.meters.rta())];
        for line in streams.into_iter().flatten() {
            self.tell(None, &line, now);
        }
    }

    /// Sends what changed since the last tick to everyone but its writer.
    fn tell_changes(&mut self, now: Duration) {
        let changes = std::mem::take(&mut self.changes);
        if changes.is_empty() {
            return;
        }
        for id in self.clients.keys().copied().collect::<Vec<_>>() {
            let Some(client) = self.clients.get(&id) else { continue };
            // What a running dump has not told yet, it will tell.
            let news = changes.slots_for(id).filter(|slot| client.has_been_told(*slot));
            let lines: Vec<_> = news.map(|slot| self.tree.line(slot)).collect();
            for frame in client::frames(&lines) {
                self.send(id, &frame, now);
            }
        }
        for line in changes.notices() {
            self.tell(None, line, now);
        }
    }

    fn go_on_with_dumps(&mut self, now: Duration) {
        for id in self.clients.keys().copied().collect::<Vec<_>>() {
            while let Some(client) = self.clients.get_mut(&id)
                && let Some(step) = client.next_dump_step(&self.tree, self.faults.slow_dump, now)
            {
                self.send(id, &step.lines.join("\n"), now);
                if step.last {
                    let mut first = vec![self.meters.vu2()];
                    first.extend(self.meters.vua());
                    self.send(id, &first.join("\n"), now);
                }
            }
        }
    }

    /// Sends lines to one client, unless it has been silent for too long.
    fn send(&mut self, id: ClientId, lines: &str, now: Duration) {
        let Some(client) = self.clients.get_mut(&id).filter(|client| client.hears(now)) else {
            return;
        };
        let percent = self.faults.drop_percent;
        let lines: Arc<str> = if percent == 0 {
            lines.into()
        } else {
            let kept = lines.split('\n').filter(|_| self.dice.u8(0..100) >= percent);
            kept.collect::<Vec<_>>().join("\n").into()
        };
        if !lines.is_empty() {
            client.push(Frame::Lines(lines), now, self.faults.delay);
        }
    }

    /// Sends lines to everyone whose dump is complete, except one.
    fn tell(&mut self, except: Option<ClientId>, lines: &str, now: Duration) {
        for id in self.clients.keys().copied().collect::<Vec<_>>() {
            let ready = self.clients.get(&id).is_some_and(|client| !client.dumping());
            if ready && Some(id) != except {
                self.send(id, lines, now);
            }
        }
    }

    /// A client writes a key. Unknown keys, wrong types and numbers that are
    /// none are ignored; what the real desk does with them is unverified, as
    /// is whether it tells others of a value that was the same before.
    fn write(&mut self, writer: Option<ClientId>, line: line::Line<'_>) {
        let Some((key, text)) = line.key_and_value() else { return };
        let value = if line.verb == "SETD" {
            number::parse(text).map(Value::Number)
        } else {
            (text.len() <= LONGEST_TEXT).then(|| Value::Text(text.into()))
        };
        let Some(value) = value else { return };
        let slot = match self.tree.slot(key) {
            Some(slot) => slot,
            None if LATE_KEYS.contains(&key) => self.tree.add(key, value.clone()),
            None => return,
        };
        if self.tree.write(slot, value).is_some() {
            self.changes.record(slot, writer);
            self.clear_filters(key);
        }
    }

    /// The desk itself sets a key; everyone hears of it if the value is new.
    fn put(&mut self, key: &str, value: Value) {
        if let Some(slot) = self.tree.slot(key) {
            self.put_slot(slot, value);
        } else if LATE_KEYS.contains(&key) {
            let slot = self.tree.add(key, value);
            self.changes.record(slot, None);
        }
    }

    fn put_slot(&mut self, slot: Slot, value: Value) {
        if self.tree.write(slot, value) == Some(true) {
            self.changes.record(slot, None);
        }
    }

    fn put_number(&mut self, key: &str, value: f64) {
        self.put(key, Value::Number(value));
    }

    fn put_text(&mut self, key: &str, value: &str) {
        self.put(key, Value::Text(value.into()));
    }

    fn number(&self, key: &str) -> f64 {
        self.tree.slot(key).map_or(0.0, |slot| self.tree.number(slot))
    }

    fn text(&self, key: &str) -> Arc<str> {
        match self.tree.get(key) {
            Some(Value::Text(text)) => Arc::clone(text),
            _ => "".into(),
        }
    }
}

#[cfg(test)]
mod tests;
