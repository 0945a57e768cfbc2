//! The clocks: one that only runs forward, for the state machines, with a
//! wall clock that keeps step with it; and the system's, for what is kept.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use desk::Moment;

/// Turns the running clock into [`Moment`]s and back, and tells the time of
/// day as it was at the start plus what has passed since.
///
/// The age of a move is a difference of such times. The system's clock may be
/// set while people mix, and then every move would seem old.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    start: Instant,
    start_wall: Duration,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { start: Instant::now(), start_wall: since_1970() }
    }

    pub(crate) fn now(self) -> Moment {
        self.read().0
    }

    /// Now, and the same as milliseconds since 1970.
    pub(crate) fn read(self) -> (Moment, u64) {
        let elapsed = self.start.elapsed();
        (Moment::from_duration(elapsed), millis(self.start_wall + elapsed))
    }

    pub(crate) fn instant(self, moment: Moment) -> Instant {
        self.start + moment.since(Moment::START)
    }
}

/// Sleeps until then; for ever when there is no such time.
pub(crate) async fn sleep_until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline.into()).await,
        None => std::future::pending().await,
    }
}

/// Milliseconds since 1970 by the system's clock; 0 on a machine whose clock
/// is set before that. For dates in the database, which other processes write
/// and compare too.
pub(crate) fn system_millis() -> u64 {
    millis(since_1970())
}

fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn millis(since: Duration) -> u64 {
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wall_clock_keeps_step_with_the_running_one() {
        // As if the system's clock had been an hour off at the start.
        let clock = Clock { start_wall: Duration::from_secs(3600), ..Clock::start() };
        for _ in 0..3 {
            let (now, wall) = clock.read();
            let passed = now.since(Moment::START);
            assert_eq!(wall, millis(Duration::from_secs(3600) + passed));
        }
        assert!(system_millis() > clock.read().1, "the system's clock is another");
    }
}
