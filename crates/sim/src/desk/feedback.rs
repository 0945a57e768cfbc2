//! Feedback suppression on levels instead of sound: an output that is very loud
//! is taken to ring, and the desk sets a filter. Clearing and telling filters
//! is as clients know it; when and where one is set is chosen, not measured.
//!
//! **Source:** Soundcraft Ui protocol reference, feedback suppression.

use std::time::Duration;

use super::Desk;
use crate::tree::Value;

/// An output louder than this rings, in dB; the sensitivity moves it.
const RINGS_AT_DB: f64 = -6.0;

/// How often an output is listened to.
const LISTENS_EVERY: Duration = Duration::from_millis(1000);

const EMPTY: &str = "1000.0000000000,116.0000000000,0.0000000000,0";

const FIXED: u8 = 1;
const LIVE: u8 = 2;

/// When the desk last listened.
#[derive(Debug, Default)]
pub(super) struct Feedback {
    listened_at: Duration,
}

/// The state of a filter such as `1000.0,116.0,0.0,0`: its last number.
fn state(filter: &str) -> u8 {
    filter.rsplit(',').next().and_then(|state| state.trim().parse().ok()).unwrap_or(0)
}

impl Desk {
    /// Clears filters when a client has just pressed one of the three keys.
    pub(super) fn clear_filters(&mut self, key: &str) {
        let Some((bus, which)) = key.split_once(".afs.clear") else { return };
        if self.number(key) != 1.0 {
            return;
        }
        for (key, filter) in self.filters(bus) {
            let clear = match which {
                "live" => state(&filter) == LIVE,
                "fixed" => state(&filter) == FIXED,
                _ => state(&filter) != 0,
            };
            if clear {
                self.put_text(&key, EMPTY);
            }
        }
    }

    /// Listens to every output whose suppression is on.
    pub(super) fn run_feedback(&mut self, now: Duration) {
        if now.saturating_sub(self.feedback.listened_at) < LISTENS_EVERY {
            return;
        }
        self.feedback.listened_at = now;
        if self.number("afs.enabled") == 0.0 {
            return;
        }
        let auxes = (0..self.model.counts().auxes).map(|index| format!("a.{index}"));
        for bus in auxes.chain(["m".to_owned()]).collect::<Vec<_>>() {
            let sensitivity = 12.0 * self.number(&format!("{bus}.afs.sensitivity")) - 6.0;
            let rings = self.meters.output_db(&bus) > RINGS_AT_DB - sensitivity;
            // Locked ones keep the filters they have.
            let listens =
                ["enabled", "logic"].map(|leaf| self.number(&format!("{bus}.afs.{leaf}")));
            if rings && listens == [1.0, 1.0] {
                self.set_filter(&bus);
            }
        }
    }

    fn set_filter(&mut self, bus: &str) {
        let mode = if self.number(&format!("{bus}.afs.fmode")) == 0.0 { FIXED } else { LIVE };
        let count = |leaf| self.number(&format!("{bus}.afs.{leaf}")).max(0.0) as usize;
        let (fixed, total) = (count("numfixed"), count("numtotal"));
        let places: Vec<_> = match mode {
            FIXED => self.filters(bus).into_iter().take(fixed.min(total)).collect(),
            _ => self.filters(bus).into_iter().take(total).skip(fixed).collect(),
        };
        let Some((key, _)) = places.into_iter().find(|(_, filter)| state(filter) == 0) else {
            return;
        };
        let hertz = 200.0 * 40_f64.powf(self.dice.f64());
        self.put_text(&key, &format!("{hertz:.10},{:.10},{:.10},{mode}", 116.0, -6.0));
    }

    fn filters(&self, bus: &str) -> Vec<(String, String)> {
        let keys = (0..12).map(|index| format!("{bus}.afs.eq.{index}"));
        keys.filter_map(|key| match self.tree.get(&key) {
            Some(Value::Text(filter)) => Some((key, filter.to_string())),
            _ => None,
        })
        .collect()
    }
}
