//! One client of the desk: its keep-alive, its dump and its queue of frames.
//! What goes into the frames is decided by the desk.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Faults;
use crate::tree::{Slot, Tree};

/// How long a client hears of anything after its last `ALIVE`.
///
/// **Source:** Soundcraft Ui protocol reference, keep-alive: measured 5.0 s on
/// firmware 3.4. That a late `ALIVE` brings the data back, and that what
/// happened meanwhile is not told again, is unverified.
pub const ALIVE_LIMIT: Duration = Duration::from_secs(5);

/// When the first data comes after the greeting: measured 40 to 50 ms.
const DUMP_DELAY: Duration = Duration::from_millis(45);

/// The pause between two frames of a dump, so that the whole takes about as
/// long as measured (112 to 158 ms on a Ui24R).
const DUMP_PAUSE: Duration = Duration::from_micros(620);

/// Frames grow up to this many bytes.
const LONGEST_FRAME: usize = 2000;

/// Dump frames are grouped irregularly: where each one ends, in turn.
const DUMP_FRAMES: [usize; 7] = [1900, 640, 1310, 420, 2000, 880, 470];

/// The first `RTA` of a connection holds this many zeros.
const FIRST_RTA_BYTES: usize = 128;

/// Names a connection: 1 for the first, never used twice.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ClientId(pub u64);

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// How a client is connected.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Transport {
    /// Text frames with `1::`, `2::` and `3:::`.
    WebSocket,
    /// Bare lines, as after `GET /raw`.
    Raw,
}

/// What is sent to a client.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Frame {
    /// `1::`
    Connected,
    /// `2::`
    Heartbeat,
    /// One or more lines, separated by newlines, without prefix.
    Lines(Arc<str>),
    /// The connection is to be ended with a goodbye.
    Close,
    /// The connection is to be ended without a word.
    Cut,
}

#[derive(Debug)]
struct Dump {
    position: usize,
    next_at: Duration,
    frames: usize,
    greeting: bool,
}

/// A part of a dump.
pub(super) struct DumpStep {
    pub(super) lines: Vec<String>,
    pub(super) last: bool,
}

#[derive(Debug)]
pub(super) struct Client {
    transport: Transport,
    connected_at: Duration,
    alive_at: Duration,
    dump: Option<Dump>,
    queue: VecDeque<(Duration, Frame)>,
    last_due: Duration,
    closing: bool,
}

impl Client {
    pub(super) fn new(transport: Transport, now: Duration) -> Self {
        let dump = Dump { position: 0, next_at: now + DUMP_DELAY, frames: 0, greeting: true };
        Self {
            transport,
            connected_at: now,
            alive_at: now,
            dump: Some(dump),
            queue: VecDeque::new(),
            last_due: now,
            closing: false,
        }
    }

    /// Ends the connection before it tells anything.
    pub(super) fn refuse(&mut self, now: Duration) {
        self.dump = None;
        self.closing = true;
        self.push(Frame::Close, now, Duration::ZERO);
    }

    /// Queues a frame that leaves after `delay`, never before an earlier one.
    pub(super) fn push(&mut self, frame: Frame, now: Duration, delay: Duration) {
        self.last_due = self.last_due.max(now + delay);
        self.queue.push_back((self.last_due, frame));
    }

    pub(super) fn pop(&mut self, now: Duration) -> Option<Frame> {
        self.queue.pop_front_if(|(due, _)| *due <= now).map(|(_, frame)| frame)
    }

    pub(super) fn deadline(&self, faults: &Faults) -> Option<Duration> {
        let frame = self.queue.front().map(|(due, _)| *due);
        let dump = self.dump.as_ref().map(|dump| dump.next_at);
        let ends = faults.ends().filter(|_| !self.closing);
        let end = ends.map(|(limit, _)| self.connected_at + limit).min();
        frame.into_iter().chain(dump).chain(end).min()
    }

    pub(super) fn alive(&mut self, now: Duration) {
        self.alive_at = now;
    }

    /// Whether data goes to this client at all.
    pub(super) fn hears(&self, now: Duration) -> bool {
        now.saturating_sub(self.alive_at) < ALIVE_LIMIT
    }

    /// Heartbeats know no keep-alive; the raw stream has none.
    pub(super) fn heartbeat(&mut self, now: Duration, delay: Duration) {
        if self.transport == Transport::WebSocket {
            self.push(Frame::Heartbeat, now, delay);
        }
    }

    /// Ends the connection with `last` once it has lasted that long.
    pub(super) fn end_after(&mut self, limit: Duration, last: Frame, now: Duration) {
        if !self.closing && now.saturating_sub(self.connected_at) >= limit {
            self.closing = true;
            self.push(last, now, Duration::ZERO);
        }
    }

    pub(super) fn dumping(&self) -> bool {
        self.dump.is_some()
    }

    /// Starts to tell everything once more, at once.
    pub(super) fn dump_again(&mut self, now: Duration) {
        self.dump = Some(Dump { position: 0, next_at: now, frames: 0, greeting: false });
    }

    /// Whether the value at a slot has been told before, or no dump runs that
    /// could still tell it.
    pub(super) fn has_been_told(&self, slot: Slot) -> bool {
        self.dump.as_ref().is_none_or(|dump| slot.position() < dump.position)
    }

    /// The next frame of the running dump, if one is due. Values are read at
    /// this moment, so nothing in a frame is older than the frame.
    pub(super) fn next_dump_step(
        &mut self,
        tree: &Tree,
        pause: Option<Duration>,
        now: Duration,
    ) -> Option<DumpStep> {
        let dump = self.dump.as_mut().filter(|dump| dump.next_at <= now)?;
        let mut lines = Vec::new();
        if std::mem::take(&mut dump.greeting) {
            lines.push("UPDATE_PLAYLIST".to_owned());
            lines.push(format!("RTA^{}", STANDARD.encode([0; FIRST_RTA_BYTES])));
        }
        let room = DUMP_FRAMES[dump.frames % DUMP_FRAMES.len()];
        let mut bytes = lines.iter().map(String::len).sum::<usize>();
        let mut last = true;
        while let Some(slot) = tree.slot_at(dump.position) {
            let line = tree.line(slot);
            bytes += line.len() + 1;
            if bytes > room && !lines.is_empty() {
                last = false;
                break;
            }
            lines.push(line);
            dump.position += 1;
        }
        dump.frames += 1;
        dump.next_at += pause.unwrap_or(DUMP_PAUSE);
        if last {
            self.dump = None;
        }
        Some(DumpStep { lines, last })
    }
}

/// Joins lines to frames of no more than about 2 kB.
pub(super) fn frames(lines: &[String]) -> Vec<String> {
    let mut frames: Vec<String> = Vec::new();
    for line in lines {
        match frames.last_mut().filter(|frame| frame.len() + line.len() < LONGEST_FRAME) {
            Some(frame) => {
                frame.push('\n');
                frame.push_str(line);
            }
            None => frames.push(line.clone()),
        }
    }
    frames
}
