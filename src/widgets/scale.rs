//! How far up a fader a level is. Each desk has its own law; a fader is handed
//! one and knows no other.

/// The marks people know from the desk, top to bottom, in decibels.
pub const UI_MARKS: &[f64] =
    &[10.0, 5.0, 0.0, -5.0, -10.0, -20.0, -30.0, -40.0, -60.0, f64::NEG_INFINITY];

/// Below this level a step up starts here, so that a fader leaves "off" in one
/// key press.
const FLOOR_DB: f64 = -80.0;

/// A fader law: place on the throw (0 to 1) to decibels and back.
#[derive(Debug, Clone, Copy)]
pub struct FaderScale {
    /// Decibels at a place; −∞ at the foot.
    pub to_db: fn(f64) -> f64,
    /// The place of a level, clamped to 0..1.
    pub from_db: fn(f64) -> f64,
    /// Levels to write beside the throw, in decibels.
    pub marks: &'static [f64],
}

impl FaderScale {
    /// The law of [`desk::Law::Fader`].
    pub const DESK: Self = Self {
        to_db: |position| desk::fader::decibels(desk::FaderLevel::clamped(position)).db(),
        from_db: |db| {
            desk::Decibels::new(db).map_or(0.0, |db| desk::fader::position(db).position())
        },
        marks: UI_MARKS,
    };

    /// The highest level of the law, in decibels.
    #[must_use]
    pub fn max_db(&self) -> f64 {
        (self.to_db)(1.0)
    }

    /// The place of 0 dB.
    #[must_use]
    pub fn zero(&self) -> f64 {
        (self.from_db)(0.0)
    }

    /// The place `step_db` above (or below) `position`, on whole tenths of a
    /// decibel.
    #[must_use]
    pub fn nudge(&self, position: f64, step_db: f64) -> f64 {
        let now = (self.to_db)(position);
        if step_db > 0.0 && now < FLOOR_DB {
            return (self.from_db)(FLOOR_DB);
        }
        let next = ((now + step_db) * 10.0).round() / 10.0;
        if next < FLOOR_DB {
            return 0.0;
        }
        (self.from_db)(next.min(self.max_db())).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> FaderScale {
        FaderScale {
            to_db: |place| {
                if place <= 0.0 { f64::NEG_INFINITY } else { place * 110.0 - 100.0 }
            },
            from_db: |db| ((db + 100.0) / 110.0).clamp(0.0, 1.0),
            marks: UI_MARKS,
        }
    }

    fn check(from_db: f64, step: f64, expected_db: f64) {
        let scale = line();
        let next = scale.nudge((scale.from_db)(from_db), step);
        let db = (scale.to_db)(next);
        assert!(
            db == expected_db || (db - expected_db).abs() < 1e-6,
            "{from_db} {step:+}: {db}, not {expected_db}"
        );
    }

    #[test]
    fn steps_land_on_tenths_and_stay_inside() {
        check(-3.24, 0.5, -2.7);
        check(-3.2, -0.1, -3.3);
        check(9.8, 0.5, 10.0);
        check(-79.0, -3.0, f64::NEG_INFINITY);
        check(f64::NEG_INFINITY, 0.5, -80.0);
        check(f64::NEG_INFINITY, -0.5, f64::NEG_INFINITY);
    }
}
