//! What comes out of gates, compressors and de-essers for what goes in: the
//! static curves that pictures are drawn from. How fast they act is not in
//! them.
//!
//! **Source:** the textbook form, Giannoulis, Massberg and Reiss, "Digital
//! Dynamic Range Compressor Design" (Journal of the AES, 2012). What a desk
//! computes may differ: the compressor of a Ui24R was measured to do less than
//! its ratio says.

/// How wide a soft knee is drawn, in decibels. The Ui series has a switch for
/// it and does not tell the width.
pub const KNEE_DB: f64 = 12.0;

/// A compressor's static settings. Levels are in decibels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compressor {
    /// Where it begins to act.
    pub threshold: f64,
    /// So many decibels in for one out, at least 1; infinite limits.
    pub ratio: f64,
    /// How wide the bend is, around the threshold; 0 is a corner.
    pub knee: f64,
    /// What is added after it.
    pub makeup: f64,
}

impl Compressor {
    /// What comes out for a level.
    #[must_use]
    pub fn output(&self, level: f64) -> f64 {
        level - self.reduction(level) + self.makeup
    }

    /// By how much a level is lowered before the make-up gain; 0 or more.
    #[must_use]
    pub fn reduction(&self, level: f64) -> f64 {
        let over = level - self.threshold;
        let slope = 1.0 - self.ratio.max(1.0).recip();
        let knee = self.knee.max(0.0);
        if 2.0 * over <= -knee {
            0.0
        } else if 2.0 * over < knee {
            slope * (over + knee / 2.0).powi(2) / (2.0 * knee)
        } else {
            slope * over
        }
    }
}

/// A gate's static settings, in decibels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    /// Below it the gate is closed.
    pub threshold: f64,
    /// What is added while it is closed: 0 or less.
    pub depth: f64,
}

impl Gate {
    /// What comes out for a level.
    #[must_use]
    pub fn output(&self, level: f64) -> f64 {
        if level < self.threshold { level + self.depth.min(0.0) } else { level }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compressor(ratio: f64, knee: f64) -> Compressor {
        Compressor { threshold: -24.0, ratio, knee, makeup: 0.0 }
    }

    fn check(compressor: Compressor, level: f64, expected: f64) {
        let out = compressor.output(level);
        assert!((out - expected).abs() < 1e-9, "{compressor:?} for {level}: {out}");
    }

    #[test]
    fn a_hard_knee_is_two_straight_lines() {
        let four = compressor(4.0, 0.0);
        check(four, -60.0, -60.0);
        check(four, -24.0, -24.0);
        check(four, -20.0, -23.0);
        check(four, 0.0, -18.0);
        check(compressor(1.0, 0.0), 0.0, 0.0);
        check(compressor(f64::INFINITY, 0.0), 0.0, -24.0);
        check(Compressor { makeup: 6.0, ..four }, 0.0, -12.0);
        // Less than 1 would be an expander, which none of our desks has.
        check(compressor(0.5, 0.0), 0.0, 0.0);
    }

    #[test]
    fn a_soft_knee_bends_around_the_threshold_and_meets_the_lines() {
        let soft = compressor(4.0, 12.0);
        check(soft, -30.0, -30.0);
        check(soft, -18.0, compressor(4.0, 0.0).output(-18.0));
        // In the middle of the knee: an eighth of width times slope.
        check(soft, -24.0, -24.0 - 0.75 * 12.0 / 8.0);
    }

    #[test]
    fn a_curve_never_falls() {
        for curve in [compressor(4.0, 0.0), compressor(4.0, 12.0), compressor(f64::INFINITY, 6.0)] {
            let outputs: Vec<f64> = (-90..=6).map(|level| curve.output(f64::from(level))).collect();
            assert!(outputs.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9), "{curve:?}");
        }
    }

    #[test]
    fn a_gate_lowers_what_is_below() {
        let gate = Gate { threshold: -42.0, depth: -24.0 };
        assert_eq!(gate.output(-42.0), -42.0);
        assert_eq!(gate.output(-43.0), -67.0);
        assert_eq!(Gate { depth: 6.0, ..gate }.output(-60.0), -60.0);
    }
}
