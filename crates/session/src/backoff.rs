//! When to try again: at once after a good session, else with full jitter, so
//! that a relay that comes back is not run over.

use std::time::Duration;

use desk::Moment;

use crate::random::Random;

/// A session this long was good.
const GOOD_SESSION: Duration = Duration::from_secs(5);
const BASE_MILLIS: u64 = 200;
const MOST_MILLIS: u64 = 5000;
/// Jitter of a first try after a good session.
const FIRST_MILLIS: u64 = 100;
const PROBE_MILLIS: u64 = 250;
const SLOW_PROBE_MILLIS: u64 = 2000;
/// Probes slow down after this long.
const PROBE_SLOWS: Duration = Duration::from_secs(10);

/// Counts attempts and gives delays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Backoff {
    attempt: u32,
    probing_since: Option<Moment>,
}

impl Backoff {
    /// Forgets earlier attempts: the path is likely back.
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }

    /// Delay after a session that lasted `lived`, none when it never began.
    pub(crate) fn after_loss(&mut self, lived: Option<Duration>, random: &mut Random) -> Duration {
        self.probing_since = None;
        if lived.is_some_and(|lived| lived >= GOOD_SESSION) {
            self.attempt = 0;
            return Duration::from_millis(random.below(FIRST_MILLIS));
        }
        let most = BASE_MILLIS.saturating_mul(1 << self.attempt.min(16)).min(MOST_MILLIS);
        self.attempt += 1;
        // Never zero, or a relay that accepts and drops would be run over.
        Duration::from_millis(BASE_MILLIS / 4 + random.below(most))
    }

    /// Delay before the next probe after one that failed.
    pub(crate) fn after_probe(&mut self, now: Moment, random: &mut Random) -> Duration {
        let since = *self.probing_since.get_or_insert(now);
        let pause = if now.since(since) < PROBE_SLOWS { PROBE_MILLIS } else { SLOW_PROBE_MILLIS };
        Duration::from_millis(pause + random.below(pause / 4))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn probes_slow_down_after_ten_seconds() {
        let (mut backoff, mut random) = (Backoff::default(), Random::new(7));
        let early = backoff.after_probe(Moment::START, &mut random);
        let late = backoff.after_probe(Moment::from_millis(11_000), &mut random);
        assert!(early < Duration::from_millis(400), "{early:?}");
        assert!(late >= Duration::from_secs(2), "{late:?}");
    }
}
