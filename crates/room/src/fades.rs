//! Fades under way: where each parameter is at a given time. Whoever sets,
//! touches or moves a parameter otherwise takes it over, which ends its fade.

use std::collections::BTreeMap;
use std::time::Duration;

use desk::{Moment, ParamId, Value};
use protocol::{Easing, Entry};

/// A little slower than a desk takes a key, 30 times per second: while a write
/// waits for its turn, a hand on the desk would not be seen.
const STEP: Duration = Duration::from_millis(40);

struct Fade {
    from: f64,
    to: u16,
    began: Moment,
    lasts: Duration,
    easing: Easing,
}

impl Fade {
    /// Where it is; `None` once it is over.
    fn at(&self, now: Moment) -> Option<u16> {
        let passed = now.since(self.began);
        if passed >= self.lasts {
            return None;
        }
        let way = ease(self.easing, passed.as_secs_f64() / self.lasts.as_secs_f64());
        let place = self.from + (f64::from(self.to) - self.from) * way;
        // Between two sixteen-bit numbers, so the cast cannot wrap.
        Some(place.round() as u16)
    }
}

/// The share of the way after a share of the time, both 0 to 1.
fn ease(easing: Easing, time: f64) -> f64 {
    let rest = 1.0 - time;
    match easing {
        Easing::Linear => time,
        Easing::Both => time * time * (3.0 - 2.0 * time),
        Easing::Start => time * time,
        Easing::End => 1.0 - rest * rest,
    }
}

/// All fades of a desk, at most one per parameter.
#[derive(Default)]
pub(crate) struct Fades {
    running: BTreeMap<ParamId, Fade>,
    due: Option<Moment>,
}

impl Fades {
    /// Begins a fade from where the parameter is; one that is under way on it
    /// ends there.
    pub(crate) fn start(
        &mut self,
        now: Moment,
        id: ParamId,
        (from, to): (u16, u16),
        lasts: Duration,
        easing: Easing,
    ) {
        self.running.insert(id, Fade { from: from.into(), to, began: now, lasts, easing });
        self.due.get_or_insert(now + STEP);
    }

    /// Somebody took a parameter over. `true` when it was fading.
    pub(crate) fn stop(&mut self, id: ParamId) -> bool {
        self.running.remove(&id).is_some()
    }

    /// Ends them all where they are.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// When [`Fades::step`] has something to do.
    pub(crate) fn due(&self) -> Option<Moment> {
        self.due.filter(|_| !self.running.is_empty())
    }

    /// The values that are due, if any are.
    pub(crate) fn step(&mut self, now: Moment) -> Vec<Entry> {
        if self.due().is_none_or(|due| due > now) {
            return Vec::new();
        }
        self.due = Some(now + STEP);
        let mut entries = Vec::with_capacity(self.running.len());
        self.running.retain(|id, fade| {
            let place = fade.at(now);
            entries.push((*id, Value::Short(place.unwrap_or(fade.to))));
            place.is_some()
        });
        if self.running.is_empty() {
            self.due = None;
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const A: ParamId = ParamId(1);
    const B: ParamId = ParamId(2);

    fn at(millis: u64) -> Moment {
        Moment::from_millis(millis)
    }

    /// Every step until all is over, as time and values.
    fn run(fades: &mut Fades) -> Vec<(u64, Vec<Entry>)> {
        let mut steps = Vec::new();
        while let Some(due) = fades.due() {
            steps.push((due.as_millis(), fades.step(due)));
        }
        steps
    }

    #[test]
    fn a_fade_goes_evenly_and_ends_on_its_goal() {
        let mut fades = Fades::default();
        fades.start(at(0), A, (0, 1000), Duration::from_millis(100), Easing::Linear);
        let steps = run(&mut fades);
        let places = [(40, 400), (80, 800), (120, 1000)];
        let expected = places.map(|(at, place)| (at, vec![(A, Value::Short(place))]));
        assert_eq!(steps, expected);
        assert_eq!(fades.due(), None);
    }

    #[test]
    fn nothing_is_due_early_and_a_late_step_catches_up() {
        let mut fades = Fades::default();
        fades.start(at(0), A, (1000, 0), Duration::from_millis(1000), Easing::Linear);
        assert!(fades.step(at(39)).is_empty());
        assert_eq!(fades.step(at(900)), [(A, Value::Short(100))]);
        assert_eq!(fades.step(at(5_000)), [(A, Value::Short(0))]);
    }

    #[test]
    fn who_takes_over_ends_it_and_another_fade_goes_on_from_there() {
        let mut fades = Fades::default();
        let second = Duration::from_secs(1);
        fades.start(at(0), A, (0, 1000), second, Easing::Linear);
        fades.start(at(0), B, (0, 1000), second, Easing::Linear);
        assert!(fades.stop(A));
        assert!(!fades.stop(A));
        assert_eq!(fades.step(at(500)), [(B, Value::Short(500))]);
        fades.start(at(500), B, (500, 0), second, Easing::Linear);
        assert_eq!(fades.step(at(1_000)), [(B, Value::Short(250))]);
        fades.clear();
        assert_eq!(fades.due(), None);
        assert!(fades.step(at(2_000)).is_empty());
    }

    #[test]
    fn easings_begin_and_end_as_they_say_and_never_turn_back() {
        for easing in Easing::ALL {
            assert_eq!((ease(easing, 0.0), ease(easing, 1.0)), (0.0, 1.0), "{easing:?}");
            for step in 0..100 {
                let time = f64::from(step) / 100.0;
                assert!(ease(easing, time) < ease(easing, time + 0.01), "{easing:?} at {time}");
            }
        }
        assert!(ease(Easing::Start, 0.1) < 0.05 && ease(Easing::Both, 0.1) < 0.05);
        assert!(ease(Easing::End, 0.9) > 0.95 && ease(Easing::Both, 0.9) > 0.95);
    }
}
