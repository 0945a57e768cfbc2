//! Sine and cosine of half a turn, by the sine's series. Those of the standard
//! library know all angles, which is 7 kB of what browsers load, with a table
//! that does not compress, and differ between machines in the last digit.

use std::f64::consts::FRAC_PI_2;

/// The sine of an angle from 0 to a quarter turn.
pub fn sine(angle: f64) -> f64 {
    const TERMS: [f64; 10] = [420.0, 342.0, 272.0, 210.0, 156.0, 110.0, 72.0, 42.0, 20.0, 6.0];
    let square = angle * angle;
    angle * TERMS.iter().fold(1.0, |rest, term| 1.0 - rest * square / term)
}

/// Sine and cosine of an angle from 0 to half a turn.
pub fn sine_and_cosine(angle: f64) -> (f64, f64) {
    let (half, rest) = (sine(angle / 2.0), sine(FRAC_PI_2 - angle / 2.0));
    (2.0 * half * rest, 1.0 - 2.0 * half * half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_a_sine() {
        for step in 0..=1000 {
            let angle = FRAC_PI_2 * f64::from(step) / 1000.0;
            assert!((sine(angle) - angle.sin()).abs() < 1e-15, "{angle}");
        }
    }

    #[test]
    fn half_a_turn_has_both() {
        for step in 0..=1000 {
            let angle = std::f64::consts::PI * f64::from(step) / 1000.0;
            let (sine, cosine) = sine_and_cosine(angle);
            assert!((sine - angle.sin()).abs() < 1e-15, "sine of {angle}");
            assert!((cosine - angle.cos()).abs() < 1e-15, "cosine of {angle}");
        }
    }
}
