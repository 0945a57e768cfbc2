//! What the bad network does to bytes, per direction.

use std::time::Duration;

use tokio::time::Instant;

/// What happens to bytes in one direction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Way {
    /// How long every byte is under way.
    pub delay: Duration,
    /// Up to this much more at random, in order all the same.
    pub jitter: Duration,
    /// Nothing is passed on; nobody is told.
    pub held: bool,
    /// Largest piece that is passed on at once, of random size; 0 leaves
    /// pieces as they come.
    pub split: usize,
}

/// What happens to all connections.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rules {
    /// From clients.
    pub up: Way,
    /// To clients.
    pub down: Way,
    /// Connections that begin now are never answered.
    pub lost: bool,
    /// A connection is reset after this many bytes, in whichever direction.
    pub cut_after: Option<u64>,
    /// Connections up to this number are held until that time.
    older: Option<(u64, Instant)>,
}

impl Rules {
    /// Both directions the same.
    #[must_use]
    pub fn both(way: Way) -> Self {
        Self { up: way, down: way, ..Self::default() }
    }

    pub(super) fn lose_everything(&mut self) {
        (self.up.held, self.down.held, self.lost) = (true, true, true);
    }

    pub(super) fn mend(&mut self, up_to: u64, until: Instant) {
        (self.up.held, self.down.held, self.lost) = (false, false, false);
        self.older = Some((up_to, until));
    }

    /// Until when an older connection waits, if it does.
    pub(super) fn waits(&self, number: u64) -> Option<Instant> {
        let (_, until) = self.older.filter(|(up_to, _)| number <= *up_to)?;
        (until > Instant::now()).then_some(until)
    }
}
