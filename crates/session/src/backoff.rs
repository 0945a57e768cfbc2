//! When to try again: at once after a good session, else with full jitter, so
//! that a relay that comes back is not run over.

use std::time::Duration;

use crate::random::Random;

/// A session this long was good.
const GOOD_SESSION: Duration = Duration::from_secs(5);
const BASE_MILLIS: u64 = 200;
const MOST_MILLIS: u64 = 5000;
/// Jitter of a first try after a good session.
const FIRST_MILLIS: u64 = 100;
/// Pause after a probe that was refused, and when refusals go on.
const REFUSED_MILLIS: u64 = 250;
const REFUSED_SLOW_MILLIS: u64 = 2000;
/// Probes slow down after this long.
const PROBE_SLOWS: Duration = Duration::from_secs(10);
/// Pauses between probes that nobody answers, by how long this goes on: a
/// path that comes back within seconds is found at once.
const SILENT: [(Duration, Duration); 2] = [
    (PROBE_SLOWS, Duration::from_millis(60)),
    (Duration::from_secs(30), Duration::from_millis(250)),
];
/// The same where somebody is known to be there, and as much again at random.
const UNANSWERED_MILLIS: u64 = 400;
const SILENT_SLOW: Duration = Duration::from_secs(2);

/// Counts attempts and gives delays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Backoff {
    attempt: u32,
}

impl Backoff {
    /// Forgets earlier attempts: the path is likely back.
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }

    /// Delay after a session that lasted `lived`, none when it never began.
    pub(crate) fn after_loss(&mut self, lived: Option<Duration>, random: &mut Random) -> Duration {
        if lived.is_some_and(|lived| lived >= GOOD_SESSION) {
            self.attempt = 0;
            return Duration::from_millis(random.below(FIRST_MILLIS));
        }
        let most = BASE_MILLIS.saturating_mul(1 << self.attempt.min(16)).min(MOST_MILLIS);
        self.attempt += 1;
        // Never zero, or a relay that accepts and drops would be run over.
        Duration::from_millis(BASE_MILLIS / 4 + random.below(most))
    }
}

/// Delay before the next probe after one that was refused; probes have been
/// sent for `probing`.
pub(crate) fn after_refusal(probing: Duration, random: &mut Random) -> Duration {
    let pause = if probing < PROBE_SLOWS { REFUSED_MILLIS } else { REFUSED_SLOW_MILLIS };
    Duration::from_millis(pause + random.below(pause / 4))
}

/// Delay before the next probe while the ones before are not answered; probes
/// have been sent for `probing`. Into the `dark` of a link that fell silent
/// they may be many, since they reach nobody. A relay that closed its sockets
/// is there and may have all hands full with everybody else.
pub(crate) fn while_silent(probing: Duration, dark: bool, random: &mut Random) -> Duration {
    if dark {
        let pause = SILENT.iter().find(|(until, _)| probing < *until);
        return pause.map_or(SILENT_SLOW, |(_, pause)| *pause);
    }
    Duration::from_millis(UNANSWERED_MILLIS + random.below(UNANSWERED_MILLIS))
        .max(probing / 2)
        .min(SILENT_SLOW)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn short_sessions_wait_longer_each_time_and_good_ones_do_not() {
        let (mut backoff, mut random) = (Backoff::default(), Random::new(7));
        let good = Some(Duration::from_secs(60));
        assert!(backoff.after_loss(good, &mut random) < Duration::from_millis(FIRST_MILLIS));
        for _ in 0..100 {
            let delay = backoff.after_loss(Some(Duration::ZERO), &mut random);
            assert!(delay >= Duration::from_millis(50));
            assert!(delay <= Duration::from_millis(MOST_MILLIS + 50));
        }
        let longest = (0..50).map(|_| backoff.after_loss(None, &mut random)).max().unwrap();
        assert!(longest > Duration::from_secs(2), "{longest:?}");
        assert!(backoff.after_loss(good, &mut random) < Duration::from_millis(FIRST_MILLIS));
    }

    /// A relay that drops a thousand pages is not met by all of them at once.
    #[test]
    fn pages_that_lost_the_relay_together_come_back_apart() {
        let mut random = Random::new(7);
        for lived in [None, Some(Duration::ZERO), Some(Duration::from_secs(60))] {
            for attempt in 0..6 {
                let delays = (0..200).map(|_| Backoff { attempt }.after_loss(lived, &mut random));
                let mut delays: Vec<Duration> = delays.collect();
                delays.sort();
                // A fifth of them is never closer together than 10 ms.
                let closest = delays.windows(40).map(|of| of[39] - of[0]).min().unwrap();
                assert!(closest >= Duration::from_millis(10), "{lived:?}, {attempt}: {closest:?}");
            }
        }
    }

    #[test]
    fn refused_probes_slow_down_after_ten_seconds() {
        let mut random = Random::new(7);
        let early = after_refusal(Duration::ZERO, &mut random);
        let late = after_refusal(Duration::from_secs(11), &mut random);
        assert!(early < Duration::from_millis(400), "{early:?}");
        assert!(late >= Duration::from_secs(2), "{late:?}");
    }

    fn sent(from: u64, to: u64, dark: bool) -> u32 {
        let mut random = Random::new(7);
        let (mut at, mut count) = (Duration::ZERO, 0);
        while at < Duration::from_secs(to) {
            count += u32::from(at >= Duration::from_secs(from));
            at += while_silent(at, dark, &mut random);
        }
        count
    }

    #[test]
    fn probes_into_the_dark_are_many_at_first_and_few_later() {
        let sent = |from, to| sent(from, to, true);
        assert_eq!((sent(0, 10), sent(10, 30), sent(30, 90)), (167, 80, 30));
    }

    /// A thousand pages are not ten thousand probes a second.
    #[test]
    fn a_relay_that_is_slow_to_answer_is_asked_less_and_less() {
        assert!((2..=4).contains(&sent(0, 2, false)));
        assert!(sent(0, 10, false) <= 9);
        assert!(sent(10, 90, false) <= 40);
    }
}
