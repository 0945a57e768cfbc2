//! The two clocks: one that only runs forward, for the state machines, and
//! the wall clock, for people.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use desk::Moment;

/// Turns the running clock into [`Moment`]s and back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    start: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { start: Instant::now() }
    }

    pub(crate) fn now(self) -> Moment {
        Moment::from_duration(self.start.elapsed())
    }

    pub(crate) fn instant(self, moment: Moment) -> Instant {
        self.start + moment.since(Moment::START)
    }
}

/// Milliseconds since 1970; 0 on a machine whose clock is set before that.
pub(crate) fn wall_millis() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
