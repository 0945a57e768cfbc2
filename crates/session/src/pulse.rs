//! How silent a healthy link usually is, so that a silence out of the ordinary
//! is noticed long before it is suspicious. It may be wrong: what is done then
//! breaks nothing that somebody has in hand.

use std::time::Duration;

use desk::Moment;

/// A silence this many times as long as the longest of late is unusual.
const UNUSUAL: u32 = 4;
/// Shorter silences are what a wireless link does.
const LEAST: Duration = Duration::from_millis(500);
/// The answer to a question may take this long, or two round trips.
const ANSWER_WITHIN: Duration = Duration::from_millis(150);
/// No silence counts as longer than this.
const LONGEST: Duration = Duration::from_secs(1);
/// A long silence is forgotten within a few of these, however much is heard.
const FADES_IN: Duration = Duration::from_secs(2);

/// Listens to the rhythm of what comes.
#[derive(Clone, Debug)]
pub(crate) struct Pulse {
    last: Moment,
    /// Something was asked after a sleep that the silence does not count.
    asked: Option<Moment>,
    /// The longest silence of late.
    usual: Duration,
}

impl Default for Pulse {
    fn default() -> Self {
        Self::begin(Moment::START)
    }
}

impl Pulse {
    /// A link of which nothing is known yet.
    pub(crate) fn begin(now: Moment) -> Self {
        Self { last: now, asked: None, usual: LONGEST }
    }

    /// Something came.
    pub(crate) fn beat(&mut self, now: Moment) {
        let gap = now.since(self.last).min(LONGEST);
        let kept = 1.0 - gap.div_duration_f64(FADES_IN);
        self.usual = self.usual.mul_f64(kept).max(gap);
        (self.last, self.asked) = (now, None);
    }

    /// The page woke up and asked whether anybody is there.
    pub(crate) fn ask(&mut self, now: Moment) {
        self.asked.get_or_insert(now);
    }

    /// When that was, while there is no answer.
    pub(crate) fn asked(&self) -> Option<Moment> {
        self.asked
    }

    /// When the present silence becomes unusual on a link over which something
    /// comes every `beacon` and that has this round trip.
    pub(crate) fn missed_at(&self, beacon: Duration, way: Duration) -> Moment {
        match self.asked {
            Some(asked) => asked + ANSWER_WITHIN.max(way * 2),
            None => {
                let most = beacon + beacon / 2 + way * 2;
                self.last + (self.usual * UNUSUAL).max(LEAST.max(way * 3)).min(most)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const BEACON: Duration = Duration::from_secs(1);

    fn at(millis: u64) -> Moment {
        Moment::from_millis(millis)
    }

    fn patience(pulse: &Pulse, way: u64) -> u64 {
        let missed = pulse.missed_at(BEACON, Duration::from_millis(way));
        missed.since(pulse.last).as_millis() as u64
    }

    #[test]
    fn on_a_link_with_nothing_but_beacons_one_may_be_half_late() {
        let mut pulse = Pulse::begin(at(0));
        assert_eq!(patience(&pulse, 0), 1500, "at first");
        for beacon in 1..100 {
            pulse.beat(at(beacon * 1000));
            assert_eq!(patience(&pulse, 0), 1500);
        }
        assert_eq!(patience(&pulse, 200), 1900);
    }

    #[test]
    fn where_meters_flow_half_a_second_is_long() {
        let mut pulse = Pulse::begin(at(0));
        for frame in 1..4000 {
            pulse.beat(at(frame * 33));
        }
        assert_eq!(patience(&pulse, 5), 500);
        assert_eq!(patience(&pulse, 300), 900);
        // A stall is remembered for a while.
        pulse.beat(at(4000 * 33 + 300));
        assert!(patience(&pulse, 5) > 1200);
        for frame in 4011..4200 {
            pulse.beat(at(frame * 33));
        }
        assert_eq!(patience(&pulse, 5), 500);
    }

    /// A welcome brings a hundred frames in one moment: that is no rhythm.
    #[test]
    fn a_burst_says_nothing_about_silence() {
        let mut pulse = Pulse::begin(at(0));
        for _ in 0..1000 {
            pulse.beat(at(10));
        }
        assert_eq!(patience(&pulse, 0), 1500);
    }

    #[test]
    fn who_asked_waits_for_the_answer_alone() {
        let mut pulse = Pulse::begin(at(0));
        pulse.ask(at(600_000));
        pulse.ask(at(600_010));
        assert_eq!(pulse.missed_at(BEACON, Duration::ZERO), at(600_150));
        pulse.beat(at(600_020));
        assert_eq!(patience(&pulse, 0), 1500);
    }
}
