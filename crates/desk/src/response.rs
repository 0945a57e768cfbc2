//! How an equaliser changes the level of each frequency: the magnitude response
//! of single filters, and what a chain of them adds up to. Pictures are drawn
//! from it; which filters a desk really runs is the desk's secret.
//!
//! **Source:** Robert Bristow-Johnson, "Cookbook formulae for audio EQ biquad
//! filter coefficients"; slopes steeper than 12 dB per octave are Butterworth
//! filters made of several sections.

use std::f64::consts::{FRAC_1_SQRT_2, TAU};

use crate::sine::sine_and_cosine;

/// The rate the picture is computed at, in hertz. The Ui series draws its
/// equalisers at this rate.
///
/// **Source:** Soundcraft Ui protocol reference, equaliser.
pub const SAMPLE_RATE: f64 = 48_000.0;

/// What silence between two samples reads as, in decibels: no logarithm of 0.
const FLOOR_DB: f64 = -240.0;

/// Qualities of the sections of a Butterworth filter of 12, 24 or 36 dB per
/// octave.
///
/// **Source:** poles of the Butterworth polynomials of order 2, 4 and 6.
const SECTIONS: [&[f64]; 3] = [
    &[FRAC_1_SQRT_2],
    &[0.541_196_100_146_197, 1.306_562_964_876_377],
    &[0.517_638_090_205_041, FRAC_1_SQRT_2, 1.931_851_652_578_137],
];

/// How steep a pass filter is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slope {
    /// 12 dB per octave.
    #[default]
    Twelve,
    /// 24 dB per octave.
    TwentyFour,
    /// 36 dB per octave.
    ThirtySix,
}

impl Slope {
    /// From the gentlest to the steepest.
    pub const ALL: [Self; 3] = [Self::Twelve, Self::TwentyFour, Self::ThirtySix];

    /// In decibels per octave.
    #[must_use]
    pub fn db_per_octave(self) -> u16 {
        match self {
            Self::Twelve => 12,
            Self::TwentyFour => 24,
            Self::ThirtySix => 36,
        }
    }

    fn sections(self) -> &'static [f64] {
        match self {
            Self::Twelve => SECTIONS[0],
            Self::TwentyFour => SECTIONS[1],
            Self::ThirtySix => SECTIONS[2],
        }
    }
}

/// One filter of an equaliser. Frequencies are in hertz, gains in decibels, `q`
/// is the quality, above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are told above")]
pub enum Filter {
    /// Lets pass what is above.
    HighPass { hz: f64, slope: Slope },
    /// Lets pass what is below.
    LowPass { hz: f64, slope: Slope },
    /// Lifts or lowers what is around.
    Peak { hz: f64, db: f64, q: f64 },
    /// Lifts or lowers everything below.
    LowShelf { hz: f64, db: f64, q: f64 },
    /// Lifts or lowers everything above.
    HighShelf { hz: f64, db: f64, q: f64 },
}

impl Filter {
    /// What the filter does to a frequency, in decibels.
    #[must_use]
    pub fn db_at(&self, hz: f64) -> f64 {
        let pass = |slope: Slope, cut: f64, high: bool| {
            slope.sections().iter().map(|&q| Biquad::pass(cut, q, high).db_at(hz)).sum()
        };
        match *self {
            Self::HighPass { hz: cut, slope } => pass(slope, cut, true),
            Self::LowPass { hz: cut, slope } => pass(slope, cut, false),
            Self::Peak { hz: middle, db, q } => Biquad::peak(middle, db, q).db_at(hz),
            Self::LowShelf { hz: corner, db, q } => Biquad::shelf(corner, db, q, 1.0).db_at(hz),
            Self::HighShelf { hz: corner, db, q } => Biquad::shelf(corner, db, q, -1.0).db_at(hz),
        }
    }
}

/// What a chain of filters does to a frequency, in decibels.
#[must_use]
pub fn db_at(filters: &[Filter], hz: f64) -> f64 {
    filters.iter().map(|filter| filter.db_at(hz)).sum()
}

/// Coefficients of one second-order section, over and under the line.
struct Biquad {
    b: [f64; 3],
    a: [f64; 3],
}

/// Cosine of the angular frequency, and the bandwidth term of a quality.
fn angle(hz: f64, q: f64) -> (f64, f64) {
    // At half the rate and above the formulae turn around.
    let omega = TAU * hz.clamp(1.0, SAMPLE_RATE * 0.499) / SAMPLE_RATE;
    let (sine, cosine) = sine_and_cosine(omega);
    (cosine, sine / (2.0 * q.max(1e-3)))
}

impl Biquad {
    fn pass(hz: f64, q: f64, high: bool) -> Self {
        let (cos, alpha) = angle(hz, q);
        let sign = if high { -1.0 } else { 1.0 };
        let edge = f64::midpoint(1.0, -sign * cos);
        Self { b: [edge, sign * 2.0 * edge, edge], a: [1.0 + alpha, -2.0 * cos, 1.0 - alpha] }
    }

    fn peak(hz: f64, db: f64, q: f64) -> Self {
        let (cos, alpha) = angle(hz, q);
        let gain = 10f64.powf(db / 40.0);
        Self {
            b: [1.0 + alpha * gain, -2.0 * cos, 1.0 - alpha * gain],
            a: [1.0 + alpha / gain, -2.0 * cos, 1.0 - alpha / gain],
        }
    }

    /// `side` is 1 for what is below the corner, -1 for what is above.
    fn shelf(hz: f64, db: f64, q: f64, side: f64) -> Self {
        let (cos, alpha) = angle(hz, q);
        let gain = 10f64.powf(db / 40.0);
        let (plus, minus) = (gain + 1.0, side * (gain - 1.0));
        let root = 2.0 * gain.sqrt() * alpha;
        Self {
            b: [
                gain * (plus - minus * cos + root),
                2.0 * gain * (minus - plus * cos),
                gain * (plus - minus * cos - root),
            ],
            a: [plus + minus * cos + root, -2.0 * (minus + plus * cos), plus + minus * cos - root],
        }
    }

    fn db_at(&self, hz: f64) -> f64 {
        let omega = TAU * hz.clamp(0.0, SAMPLE_RATE / 2.0) / SAMPLE_RATE;
        let (sine, cosine) = sine_and_cosine(omega);
        // Of twice the angle.
        let (sine_2, cosine_2) = (2.0 * sine * cosine, 2.0 * cosine * cosine - 1.0);
        let square = |c: [f64; 3]| {
            let real = c[0] + c[1] * cosine + c[2] * cosine_2;
            let imaginary = c[1] * sine + c[2] * sine_2;
            real * real + imaginary * imaginary
        };
        (10.0 * (square(self.b) / square(self.a)).log10()).max(FLOOR_DB)
    }
}

#[cfg(test)]
mod tests;
