//! Who is here, told to everybody as one list: encoded once for all, at once
//! after quiet, and the more seldom the more there are, since each who comes
//! is news to all the others.

use std::time::Duration;

use bytes::Bytes;
use desk::Moment;

/// Shortest pause between two lists.
const PAUSE: Duration = Duration::from_millis(50);
/// What each connection adds to it: a thousand that come back at once are told
/// of each other every two seconds.
const PAUSE_PER_CONNECTION: Duration = Duration::from_millis(2);

/// The list as it was told last, and whether it is still true.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roster {
    version: u64,
    told: u64,
    bytes: Bytes,
    last: Option<Moment>,
}

impl Roster {
    /// Somebody came, left or looked away.
    pub(crate) fn change(&mut self) {
        self.version += 1;
    }

    /// What a connection has seen that is told everything now.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// The newest that was told.
    pub(crate) fn told(&self) -> u64 {
        self.told
    }

    /// When the next list is due, if there is one.
    pub(crate) fn due(&self, connections: usize) -> Option<Moment> {
        let count = u32::try_from(connections).unwrap_or(u32::MAX);
        let pause = PAUSE + PAUSE_PER_CONNECTION.saturating_mul(count);
        let due = self.last.map_or(Moment::START, |last| last + pause);
        (self.version != self.told).then_some(due)
    }

    /// Encodes the list if it is due.
    pub(crate) fn publish(
        &mut self,
        now: Moment,
        connections: usize,
        encode: impl FnOnce() -> String,
    ) {
        if self.due(connections).is_some_and(|due| due <= now) {
            self.bytes = Bytes::from(encode());
            self.told = self.version;
            self.last = Some(now);
        }
    }

    /// The list, if it is news to one who has seen so much.
    pub(crate) fn news(&self, seen: &mut u64) -> Option<Bytes> {
        (*seen < self.told).then(|| {
            *seen = self.told;
            self.bytes.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn at(millis: u64) -> Moment {
        Moment::from_millis(millis)
    }

    #[test]
    fn many_changes_are_one_list() {
        let mut roster = Roster::default();
        let mut seen = 0;
        roster.change();
        roster.publish(at(0), 100, || "one".into());
        assert_eq!(roster.news(&mut seen), Some("one".into()), "at once after quiet");
        assert_eq!(roster.news(&mut seen), None, "once each");
        for _ in 0..50 {
            roster.change();
            roster.publish(at(249), 100, || panic!("too soon"));
        }
        assert_eq!(roster.due(100), Some(at(250)));
        roster.publish(at(250), 100, || "fifty".into());
        assert_eq!(roster.news(&mut seen), Some("fifty".into()));
        assert_eq!(roster.due(100), None);
    }

    #[test]
    fn who_was_welcomed_with_the_list_is_not_told_it_again() {
        let mut roster = Roster::default();
        roster.change();
        let mut seen = roster.version();
        roster.publish(at(0), 1, || "one".into());
        assert_eq!(roster.news(&mut seen), None);
    }
}
