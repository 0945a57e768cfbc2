//! Which way in is tried next, and after what pause.

use std::time::Duration;

/// Pause after the first failure.
const DELAY_FIRST: Duration = Duration::from_millis(250);
/// Longest pause.
const DELAY_MAX: Duration = Duration::from_secs(2);
/// How much of a pause jitter can take away.
const JITTER_SHARE: f64 = 0.25;
/// Every so many failures, a way that once worked is left for the other: the
/// desk's firmware may have changed.
const DOUBT_EVERY: u32 = 4;

/// A way onto the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Upgrade without ceremony.
    Plain,
    /// Fetch a session id first.
    Handshake,
}

impl Way {
    fn other(self) -> Self {
        match self {
            Self::Plain => Self::Handshake,
            Self::Handshake => Self::Plain,
        }
    }
}

/// What follows a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Next {
    /// Another way, at once.
    Now(Way),
    /// A new round after a pause.
    After(Duration),
}

/// Remembers what worked and how often nothing did.
#[derive(Debug)]
pub(super) struct Dial {
    way: Way,
    worked: Option<Way>,
    failures: u32,
}

impl Default for Dial {
    fn default() -> Self {
        Self { way: Way::Plain, worked: None, failures: 0 }
    }
}

impl Dial {
    /// The way for a new round.
    pub(super) fn start(&mut self) -> Way {
        self.way = match self.worked {
            None => Way::Plain,
            Some(way) if self.failures % DOUBT_EVERY == DOUBT_EVERY - 1 => way.other(),
            Some(way) => way,
        };
        self.way
    }

    /// The attempt failed before the desk said anything.
    pub(super) fn failed(&mut self, jitter: f64) -> Next {
        if self.worked.is_none() && self.way == Way::Plain {
            self.way = Way::Handshake;
            return Next::Now(self.way);
        }
        Next::After(self.lost(jitter))
    }

    /// A link that was open ended: how long to wait.
    pub(super) fn lost(&mut self, jitter: f64) -> Duration {
        let doublings = self.failures.min(8);
        self.failures = self.failures.saturating_add(1);
        let pause = (DELAY_FIRST * (1 << doublings)).min(DELAY_MAX);
        let jitter = if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 0.0 };
        let spread = pause.mul_f64(1.0 - JITTER_SHARE * jitter);
        // Whole milliseconds: shells whose timers are no finer would wake
        // too early and find nothing to do.
        Duration::from_millis(u64::try_from(spread.as_millis()).unwrap_or(u64::MAX))
    }

    /// The desk synced: this is the way to remember.
    pub(super) fn synced(&mut self) {
        self.worked = Some(self.way);
        self.failures = 0;
    }
}
