//! How a needle moves: up at once, down at 20 dB/s, and a line that remembers
//! the peak for two seconds.
//!
//! **Source:** the project's own design numbers; the curve from decibels to
//! place gives the working range more room than the silence below it.

/// Fall, in decibels per second.
pub const FALL_DB_PER_SECOND: f32 = 20.0;
/// How long the peak line stays, in seconds.
pub const PEAK_HOLD_SECONDS: f32 = 2.0;
/// The foot of the scale; anything below is silence.
pub const FOOT_DB: f32 = -60.0;
/// From here on the lamp lights and stays lit.
pub const CLIP_DB: f32 = -1.0;

/// Decibels and their place on the meter, foot to top.
const CURVE: [(f32, f32); 9] = [
    (-60.0, 0.0),
    (-40.0, 0.2),
    (-30.0, 0.34),
    (-20.0, 0.52),
    (-18.0, 0.56),
    (-12.0, 0.7),
    (-6.0, 0.85),
    (-1.0, 0.97),
    (0.0, 1.0),
];

/// The place of a level on the meter, 0 to 1.
#[must_use]
pub fn place(db: f32) -> f32 {
    if db.is_nan() || db <= FOOT_DB {
        return 0.0;
    }
    CURVE.windows(2).find(|pair| db <= pair[1].0).map_or(1.0, |pair| {
        let ((low, from), (high, to)) = (pair[0], pair[1]);
        from + (to - from) * (db - low) / (high - low)
    })
}

/// One meter's movement.
#[derive(Debug, Clone, Copy)]
pub struct Needle {
    target: f32,
    shown: f32,
    peak: f32,
    peak_age: f32,
}

impl Default for Needle {
    fn default() -> Self {
        Self { target: FOOT_DB, shown: FOOT_DB, peak: FOOT_DB, peak_age: 0.0 }
    }
}

impl Needle {
    /// A new level, in decibels below full scale. Rising shows at once, so a
    /// peak between two frames is not lost. Returns whether it clips.
    pub fn hear(&mut self, db: f32) -> bool {
        let db = if db.is_nan() { FOOT_DB } else { db.clamp(FOOT_DB, 0.0) };
        self.target = db;
        self.shown = self.shown.max(db);
        if db >= self.peak {
            self.peak = db;
            self.peak_age = 0.0;
        }
        db >= CLIP_DB
    }

    /// Time passes, in seconds. Returns whether the needle still moves.
    pub fn fall(&mut self, seconds: f32) -> bool {
        let step = FALL_DB_PER_SECOND * seconds;
        self.shown = (self.shown - step).max(self.target);
        self.peak_age += seconds;
        if self.peak_age > PEAK_HOLD_SECONDS {
            self.peak = (self.peak - step).max(self.shown);
        }
        self.shown > self.target || self.peak > self.shown
    }

    /// Drops at once to what is heard now, for people who want less motion.
    pub fn settle(&mut self) {
        self.shown = self.target;
    }

    /// Like `settle`, and the peak line too.
    pub fn forget(&mut self) {
        self.settle();
        self.peak = self.target;
    }

    /// The level shown, in decibels.
    #[must_use]
    pub fn shown_db(&self) -> f32 {
        self.shown
    }

    /// The peak line, in decibels.
    #[must_use]
    pub fn peak_db(&self) -> f32 {
        self.peak
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rises_at_once_and_falls_twenty_decibels_per_second() {
        let mut needle = Needle::default();
        needle.hear(-6.0);
        assert_eq!(needle.shown_db(), -6.0);
        needle.hear(-40.0);
        assert!(needle.fall(0.5));
        assert!((needle.shown_db() - -16.0).abs() < 1e-4);
        needle.fall(10.0);
        assert_eq!(needle.shown_db(), -40.0);
    }

    #[test]
    fn the_peak_line_stays_two_seconds_then_falls() {
        let mut needle = Needle::default();
        needle.hear(-3.0);
        needle.hear(-60.0);
        for _ in 0..19 {
            needle.fall(0.1);
        }
        assert_eq!(needle.peak_db(), -3.0);
        for _ in 0..10 {
            needle.fall(0.1);
        }
        assert!(needle.peak_db() < -10.0);
        for _ in 0..100 {
            needle.fall(0.1);
        }
        assert!(!needle.fall(0.1), "at rest");
    }

    #[test]
    fn clipping_begins_one_decibel_below_full_scale() {
        let mut needle = Needle::default();
        assert!(!needle.hear(-1.1));
        assert!(needle.hear(-1.0));
        assert!(needle.hear(3.0));
        assert!(!needle.hear(f32::NAN));
        assert_eq!(needle.peak_db(), 0.0);
    }

    #[test]
    fn zones_end_where_the_scale_says() {
        let check = |db: f32, at: f32| assert!((place(db) - at).abs() < 1e-5, "{db}");
        check(-90.0, 0.0);
        check(-18.0, 0.56);
        check(-6.0, 0.85);
        check(-1.0, 0.97);
        check(6.0, 1.0);
        check(f32::NAN, 0.0);
        check(f32::NEG_INFINITY, 0.0);
    }
}
