//! The relay's clock as a client can know it.

use desk::Moment;

/// Estimates the relay's wall clock from the times it tells.
///
/// A told time is old by its way here, never young, so the latest-looking
/// sample is the best; a stalled one cannot make moves look old.
#[derive(Clone, Debug, Default)]
pub(crate) struct RelayClock {
    ahead_millis: Option<i64>,
}

impl RelayClock {
    /// The relay told its clock, milliseconds since 1970.
    pub(crate) fn hear(&mut self, now: Moment, clock: u64) {
        let told = i64::try_from(clock).unwrap_or(i64::MAX);
        let ahead = told.saturating_sub(i64::try_from(now.as_millis()).unwrap_or(i64::MAX));
        self.ahead_millis = Some(self.ahead_millis.map_or(ahead, |known| known.max(ahead)));
    }

    /// The relay's clock in units of 16 ms, wrapping.
    pub(crate) fn tick(&self, now: Moment) -> u16 {
        let now = i64::try_from(now.as_millis()).unwrap_or(i64::MAX);
        let wall = now.saturating_add(self.ahead_millis.unwrap_or(0)).max(0);
        ((wall / 16) & 0xffff) as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_sample_does_not_set_the_clock_back() {
        let mut clock = RelayClock::default();
        clock.hear(Moment::from_millis(0), 1_600_000);
        let before = clock.tick(Moment::from_millis(1600));
        clock.hear(Moment::from_millis(1600), 1_600_100);
        assert_eq!(clock.tick(Moment::from_millis(1600)), before);
    }
}
