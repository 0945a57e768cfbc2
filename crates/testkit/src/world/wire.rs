//! What went over the network of a world, to count and to look at.

use desk::Moment;
use protocol::{ClientFrame, ClientText, ServerText};

use super::PageId;
use super::link::{Link, Packet};

/// A packet that was sent, whether or not it arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// When it was sent.
    pub at: Moment,
    /// Page at one end.
    pub page: PageId,
    /// From the relay.
    pub down: bool,
    /// The packet.
    pub packet: Packet,
}

impl Carried {
    /// What the relay said, if this is text of it.
    #[must_use]
    pub fn server_text(&self) -> Option<ServerText> {
        match &self.packet {
            Packet::Text(bytes) if self.down => {
                ServerText::decode(std::str::from_utf8(bytes).ok()?).ok()
            }
            _ => None,
        }
    }

    /// What a client said, if this is text of it.
    #[must_use]
    pub fn client_text(&self) -> Option<ClientText> {
        match &self.packet {
            Packet::Text(bytes) if !self.down => {
                ClientText::decode(std::str::from_utf8(bytes).ok()?).ok()
            }
            _ => None,
        }
    }

    /// First byte of a binary frame, which names its kind.
    #[must_use]
    pub fn kind(&self) -> Option<u8> {
        match &self.packet {
            Packet::Binary(bytes) => bytes.first().copied(),
            _ => None,
        }
    }

    /// Whether this is a client's set.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.down && ClientFrame::op_of(self.packet.bytes()).is_some()
    }

    /// Bytes on the socket with the WebSocket header: masked on the way up.
    #[must_use]
    pub fn wire_bytes(&self) -> usize {
        let size = self.packet.size();
        let length = match size {
            0..126 => 2,
            126..65_536 => 4,
            _ => 10,
        };
        size + length + if self.down { 0 } else { 4 }
    }
}

/// A recorder, off until it is switched on.
#[derive(Debug, Default)]
pub struct Wire {
    on: bool,
    carried: Vec<Carried>,
}

impl Wire {
    /// Records from now on, and forgets what was recorded.
    pub fn record(&mut self) {
        self.on = true;
        self.carried.clear();
    }

    /// What was recorded since.
    #[must_use]
    pub fn carried(&self) -> &[Carried] {
        &self.carried
    }

    /// What was recorded from the relay to a page.
    pub fn down(&self, page: PageId) -> impl Iterator<Item = &Carried> {
        self.carried.iter().filter(move |carried| carried.down && carried.page == page)
    }

    /// What was recorded from a page to the relay.
    pub fn up(&self, page: PageId) -> impl Iterator<Item = &Carried> {
        self.carried.iter().filter(move |carried| !carried.down && carried.page == page)
    }

    pub(super) fn note(&mut self, at: Moment, link: &Link, down: bool, packet: &Packet) {
        if self.on {
            let page = PageId(link.page);
            self.carried.push(Carried { at, page, down, packet: packet.clone() });
        }
    }
}
