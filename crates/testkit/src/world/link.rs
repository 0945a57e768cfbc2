//! A simulated socket: two lanes that keep order, and an end on each side
//! that can be gone without the other knowing.

use std::collections::VecDeque;

use bytes::Bytes;
use desk::Moment;
use protocol::Hello;
use room::ConnId;
use session::SocketId;

/// Bytes a network takes before a writer has to wait.
pub(super) const WINDOW: usize = 64 * 1024;

/// What travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet {
    /// A text frame.
    Text(Bytes),
    /// A binary frame.
    Binary(Bytes),
    /// The sender's end is closed, with a code and a reason.
    Close(u16, String),
}

impl Packet {
    /// Length of the payload in bytes, without any framing.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Text(bytes) | Self::Binary(bytes) => bytes.len(),
            Self::Close(_, reason) => 2 + reason.len(),
        }
    }

    /// The payload.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(bytes) | Self::Binary(bytes) => bytes,
            Self::Close(_, reason) => reason.as_bytes(),
        }
    }
}

/// One direction.
#[derive(Debug, Default)]
pub(super) struct Lane {
    packets: VecDeque<(Moment, Packet)>,
    /// Arrival of the newest packet: a later one does not overtake it.
    newest: Moment,
    pub(super) bytes: usize,
}

impl Lane {
    pub(super) fn put(&mut self, arrives: Moment, packet: Packet) {
        self.newest = self.newest.max(arrives);
        self.bytes += packet.size();
        self.packets.push_back((self.newest, packet));
    }

    pub(super) fn due(&self) -> Option<Moment> {
        self.packets.front().map(|(at, _)| *at)
    }

    pub(super) fn take(&mut self, now: Moment) -> Option<Packet> {
        if self.due()? > now {
            return None;
        }
        let (_, packet) = self.packets.pop_front()?;
        self.bytes -= packet.size();
        Some(packet)
    }

    /// Loses everything from this byte on; with a code, the receiver's end then
    /// learns that it is closed.
    pub(super) fn cut(&mut self, kept: usize, told: Option<u16>) {
        let mut left = kept;
        let whole = self.packets.iter().take_while(|(_, packet)| {
            let rest = left.checked_sub(packet.size());
            left = rest.unwrap_or(0);
            rest.is_some()
        });
        let whole = whole.count();
        self.packets.truncate(whole);
        if let Some(code) = told {
            let last = self.packets.back().map_or(Moment::START, |(at, _)| *at);
            self.packets.push_back((last, Packet::Close(code, String::new())));
        }
        self.bytes = self.packets.iter().map(|(_, packet)| packet.size()).sum();
    }
}

/// How far the relay's side of a link is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Far {
    /// The upgrade is under way and is answered at the time.
    Opening(Moment),
    /// Open, hello is waited for until the time.
    Open(Moment),
    /// Hello was taken.
    Known(ConnId),
    /// Closed, or never there.
    Gone,
}

/// One socket with both its ends.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) page: usize,
    pub(super) socket: SocketId,
    pub(super) far: Far,
    /// Whether the page still listens.
    pub(super) near: bool,
    pub(super) up: Lane,
    pub(super) down: Lane,
    /// What is under way still arrives, nothing more is taken.
    pub(super) severed: bool,
    /// What is under way waits.
    pub(super) stalled: bool,
    /// A batch waits for room in the network.
    pub(super) unwritten: bool,
    /// When the relay sends its next WebSocket ping.
    pub(super) next_ping: Moment,
}

impl Link {
    /// Whether both ends have forgotten it.
    pub(super) fn is_over(&self) -> bool {
        !self.near && self.far == Far::Gone
    }

    /// Whether bytes get through: the relay's end is open, and nothing broke it.
    pub(super) fn is_open(&self) -> bool {
        !self.severed && matches!(self.far, Far::Open(_) | Far::Known(_))
    }

    pub(super) fn conn(&self) -> Option<ConnId> {
        match self.far {
            Far::Known(conn) => Some(conn),
            _ => None,
        }
    }
}

/// What the relay's doorkeeper makes of a first frame.
pub(super) fn hello_of(packet: &Packet) -> Option<Box<Hello>> {
    let Packet::Text(bytes) = packet else { return None };
    match protocol::ClientText::decode(std::str::from_utf8(bytes).ok()?) {
        Ok(protocol::ClientText::Hello(hello)) => Some(hello),
        _ => None,
    }
}
