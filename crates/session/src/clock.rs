//! The relay's clock as a client can know it.

use std::time::Duration;

use desk::Moment;

/// A sample counts for one to two of these.
const WINDOW: Duration = Duration::from_secs(10);

/// Estimates the relay's wall clock from the times it tells.
///
/// A told time is old by its way here, never young, so the latest-looking of
/// the recent samples is the best; a stalled one cannot make moves look old.
/// Older samples are let go, so that a clock that is set back is believed.
#[derive(Clone, Debug, Default)]
pub(crate) struct RelayClock {
    /// Start of the present window, and how far the relay is ahead by it.
    present: Option<(Moment, i64)>,
    /// The best of the window before it.
    before: Option<i64>,
}

impl RelayClock {
    /// The relay told its clock, milliseconds since 1970.
    pub(crate) fn hear(&mut self, now: Moment, clock: u64) {
        let told = i64::try_from(clock).unwrap_or(i64::MAX);
        self.take(now, told.saturating_sub(millis(now)));
    }

    /// The relay told the low bits of its clock, in units of 16 ms. They are
    /// read as the time nearest to the estimate so far; without one they say
    /// nothing.
    pub(crate) fn hear_tick(&mut self, now: Moment, tick: u16) {
        let Some(ahead) = self.ahead() else { return };
        let estimate = millis(now).saturating_add(ahead).max(0) / 16;
        let off = tick.wrapping_sub((estimate & 0xffff) as u16).cast_signed();
        let told = estimate.saturating_add(off.into()).saturating_mul(16);
        self.take(now, told.saturating_sub(millis(now)));
    }

    fn take(&mut self, now: Moment, ahead: i64) {
        match &mut self.present {
            Some((since, best)) if now.since(*since) < WINDOW => *best = ahead.max(*best),
            present => self.before = present.replace((now, ahead)).map(|(_, best)| best),
        }
    }

    /// How far the relay's clock is ahead of ours in milliseconds, as far as is
    /// known.
    pub(crate) fn ahead(&self) -> Option<i64> {
        self.present.map(|(_, best)| best).max(self.before)
    }

    /// How much longer ago than the fastest news this tick was, as far as is
    /// known.
    pub(crate) fn age(&self, now: Moment, tick: u16) -> Duration {
        let units = self.tick(now).wrapping_sub(tick).cast_signed().max(0);
        Duration::from_millis(16 * u64::from(units.unsigned_abs()))
    }

    /// The relay's clock in units of 16 ms, wrapping.
    pub(crate) fn tick(&self, now: Moment) -> u16 {
        let wall = millis(now).saturating_add(self.ahead().unwrap_or(0)).max(0);
        ((wall / 16) & 0xffff) as u16
    }
}

fn millis(now: Moment) -> i64 {
    i64::try_from(now.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const START: u64 = 1_800_000_000_000;

    fn at(millis: u64) -> Moment {
        Moment::from_millis(millis)
    }

    fn tick_of(wall: u64) -> u16 {
        ((wall / 16) & 0xffff) as u16
    }

    #[test]
    fn a_late_sample_does_not_set_the_clock_back() {
        let mut clock = RelayClock::default();
        clock.hear(at(0), 1_600_000);
        let before = clock.tick(at(1600));
        clock.hear(at(1600), 1_600_100);
        assert_eq!(clock.tick(at(1600)), before);
    }

    #[test]
    fn a_clock_set_forward_is_believed_with_the_next_meters() {
        let mut clock = RelayClock::default();
        clock.hear_tick(at(0), 7);
        assert_eq!(clock.tick(at(0)), 0, "low bits alone are no clock");
        clock.hear(at(0), START);
        let wall = START + 100_000 + 50;
        clock.hear_tick(at(50), tick_of(wall));
        assert_eq!(clock.tick(at(50)), tick_of(wall));
    }

    #[test]
    fn a_clock_set_back_is_believed_within_twenty_seconds() {
        let mut clock = RelayClock::default();
        clock.hear(at(0), START);
        for now in (50..=20_050).step_by(50) {
            clock.hear_tick(at(now), tick_of(START - 100_000 + now));
        }
        assert_eq!(clock.tick(at(20_050)), tick_of(START - 100_000 + 20_050));
    }

    #[test]
    fn low_bits_may_wrap_between_samples() {
        let mut clock = RelayClock::default();
        let wrap = 16 * 65_536;
        let start = START / wrap * wrap - 30;
        clock.hear(at(0), start);
        for now in (0..=60_000).step_by(100) {
            clock.hear_tick(at(now), tick_of(start + now));
            assert_eq!(clock.tick(at(now)), tick_of(start + now));
        }
    }
}
