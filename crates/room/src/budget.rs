//! A token bucket: how much a client may send.

use desk::Moment;

/// A budget that refills evenly.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    per_second: f64,
    most: f64,
    left: f64,
    filled: Moment,
}

impl Budget {
    /// A full budget of `most`, refilled by `per_second`.
    pub(crate) fn new(now: Moment, per_second: f64, most: f64) -> Self {
        Self { per_second, most, left: most, filled: now }
    }

    /// Whether a second's worth is left.
    pub(crate) fn has_a_second(&self) -> bool {
        self.left >= self.per_second
    }

    /// Takes one, if there is one.
    pub(crate) fn take(&mut self, now: Moment) -> bool {
        let refill = now.since(self.filled).as_secs_f64() * self.per_second;
        self.left = (self.left + refill).min(self.most);
        self.filled = now;
        let enough = self.left >= 1.0;
        if enough {
            self.left -= 1.0;
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn refills_with_time_but_not_beyond_its_most() {
        let mut budget = Budget::new(Moment::START, 2.0, 3.0);
        let taken = |budget: &mut Budget, millis| {
            (0..10).filter(|_| budget.take(Moment::from_millis(millis))).count()
        };
        assert_eq!(taken(&mut budget, 0), 3);
        assert_eq!(taken(&mut budget, 400), 0);
        assert_eq!(taken(&mut budget, 600), 1);
        assert_eq!(taken(&mut budget, 60_000), 3);
    }
}
