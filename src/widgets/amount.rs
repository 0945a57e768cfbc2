//! An amount that can be turned: its law, where it stands, and what to call. One
//! type behind knobs, points of graphs, bars and typed fields, so that all of
//! them read, step and obey alike.

use super::{ControlState, FaderScale, Grip};
use crate::signals::Signal;
use crate::text::{Text, parse_quantity};
use desk::{FaderLevel, Law, Shape, Unit};

/// How far a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// With Shift.
    Fine,
    /// One press of an arrow key.
    Step,
    /// One press of a button.
    Press,
    /// One press of a page key.
    Page,
}

impl Pace {
    /// The pace of an arrow key.
    #[must_use]
    pub fn of_shift(shift: bool) -> Self {
        if shift { Self::Fine } else { Self::Step }
    }

    /// So many decibels.
    fn db(self) -> f64 {
        match self {
            Self::Fine => 0.1,
            Self::Step => 0.5,
            Self::Press => 1.0,
            Self::Page => 3.0,
        }
    }

    /// Such a share of the whole way, or so many octaves.
    fn share(self) -> f64 {
        match self {
            Self::Fine => 1.0 / 200.0,
            Self::Step => 1.0 / 100.0,
            Self::Press | Self::Page => 1.0 / 20.0,
        }
    }

    fn octaves(self) -> f64 {
        match self {
            Self::Fine => 1.0 / 60.0,
            Self::Step => 1.0 / 12.0,
            Self::Press => 1.0 / 6.0,
            Self::Page => 1.0 / 3.0,
        }
    }
}

/// Something a person turns.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// How a position reads.
    pub law: Law,
    /// Where it stands, 0 to 1.
    pub position: Signal<f64>,
    /// Whether it may move.
    pub state: Signal<ControlState>,
    /// What to call.
    pub grip: Grip,
    /// Where a double tap and the key `0` put it.
    pub home: f64,
    /// The position at which it is off, for filters.
    pub off_at: Option<f64>,
}

impl Amount {
    /// An amount whose home is where its law reads 0 or, without a zero, where
    /// the law begins.
    #[must_use]
    pub fn new(law: Law, position: Signal<f64>, state: Signal<ControlState>, grip: Grip) -> Self {
        let zero = match law {
            Law::Linear { unit: Unit::Percent | Unit::None, .. } => FaderLevel::clamped(0.5),
            Law::Curve { shape: Shape::Inverse, .. } => FaderLevel::TOP,
            Law::Curve { .. } | Law::Exponential { .. } => FaderLevel::OFF,
            _ => law.position(0.0).unwrap_or_default(),
        };
        Self { law, position, state, grip, home: zero.position(), off_at: None }
    }

    /// The same with another home.
    #[must_use]
    pub fn at_home(self, home: f64) -> Self {
        Self { home, ..self }
    }

    /// The same, off at a position; that is its home too.
    #[must_use]
    pub fn off_at(self, off: f64) -> Self {
        Self { home: off, off_at: Some(off), ..self }
    }

    /// Whether it is off; tracked.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.off_at.is_some_and(|off| (self.position.get() - off).abs() < 1e-6)
    }

    /// What it reads; tracked.
    #[must_use]
    pub fn reading(&self) -> f64 {
        self.reading_at(self.position.get())
    }

    /// What a position reads.
    #[must_use]
    pub fn reading_at(&self, position: f64) -> f64 {
        self.law.reading(FaderLevel::clamped(position)).unwrap_or(position)
    }

    /// Where a knob points, 0 to 1: more is always to the right, also where the
    /// desk counts the other way round; tracked.
    #[must_use]
    pub fn place(&self) -> f64 {
        let position = self.position.get();
        if self.is_turned() { 1.0 - position } else { position }
    }

    /// Whether more of it is a smaller position, as with ratios.
    #[must_use]
    pub fn is_turned(&self) -> bool {
        matches!(self.law, Law::Curve { shape: Shape::Inverse, .. })
    }

    /// For the eye; tracked.
    #[must_use]
    pub fn words(&self, text: &dyn Text) -> String {
        match unit(&self.law) {
            _ if self.is_off() => text.off().to_owned(),
            Some(unit) => text.quantity(self.reading(), unit),
            None if self.law == Law::Pan => text.pan_position(self.position.get()),
            None => text.level_with_unit(self.reading()),
        }
    }

    /// For the ear; tracked.
    #[must_use]
    pub fn spoken(&self, text: &dyn Text) -> String {
        match unit(&self.law) {
            _ if self.is_off() => text.off().to_owned(),
            Some(unit) => text.quantity_spoken(self.reading(), unit),
            None if self.law == Law::Pan => text.pan_spoken(self.position.get()),
            None => text.level_spoken(self.reading()),
        }
    }

    /// The position one step up or down from the present one.
    #[must_use]
    pub fn nudged(&self, up: bool, pace: Pace) -> f64 {
        nudge(&self.law, self.position.get_untracked(), up != self.is_turned(), pace)
    }

    /// The position of what a person typed; none when it is no amount.
    #[must_use]
    pub fn typed(&self, text: &dyn Text, typed: &str) -> Option<f64> {
        let reading = match unit(&self.law) {
            Some(unit) => parse_quantity(typed, unit),
            None if self.law == Law::Pan => text.parse_pan(typed),
            None => text.parse_level(typed),
        };
        reading.and_then(|reading| self.law.position(reading)).map(FaderLevel::position)
    }

    /// Sets it, as one gesture.
    pub fn set(&self, position: f64) {
        self.grip.set(self.state, position);
    }
}

/// The unit that words are made with; none for faders and pans, which have
/// words of their own.
fn unit(law: &Law) -> Option<Unit> {
    match *law {
        Law::Linear { unit, .. }
        | Law::Exponential { unit, .. }
        | Law::Curve { unit, .. }
        | Law::Number { unit } => Some(unit),
        _ => None,
    }
}

/// One step from a position, `up` being the larger position. Decibels land on
/// whole tenths, stepped laws on the next step, frequencies go by musical
/// intervals.
fn nudge(law: &Law, from: f64, up: bool, pace: Pace) -> f64 {
    let sign = if up { 1.0 } else { -1.0 };
    let reading = |at: f64| law.reading(FaderLevel::clamped(at)).unwrap_or(at);
    let position = |to: f64| law.position(to).map_or(from, FaderLevel::position);
    match *law {
        Law::Curve { shape: Shape::Stepped, .. } => {
            let steps = if pace == Pace::Page { 6 } else { 1 };
            let here = reading(from);
            (steps..=steps + 2)
                .map(|step| position(here + sign * f64::from(step)))
                .find(|&next| reading(next) != here)
                .unwrap_or(from)
        }
        Law::Fader => FaderScale::DESK.nudge(from, sign * pace.db()),
        Law::Linear { unit: Unit::Decibels, .. } => {
            position(((reading(from) + sign * pace.db()) * 10.0).round() / 10.0)
        }
        Law::Exponential { unit: Unit::Hertz, .. } => {
            position(reading(from) * 2f64.powf(sign * pace.octaves()))
        }
        _ => (from + sign * pace.share()).clamp(0.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(law: Law, reading: f64, up: bool, pace: Pace, expected: f64) {
        let from = law.position(reading).unwrap().position();
        let to = FaderLevel::clamped(nudge(&law, from, up, pace));
        let read = law.reading(to).unwrap();
        assert!((read - expected).abs() < 1e-3, "{law:?}: {read}, not {expected}");
    }

    #[test]
    fn steps_are_of_the_unit() {
        let gain = Law::Linear { min: -20.0, max: 20.0, unit: Unit::Decibels };
        check(gain, 4.23, true, Pace::Step, 4.7);
        check(gain, 4.2, false, Pace::Fine, 4.1);
        check(gain, 19.0, true, Pace::Page, 20.0);
        let hertz = Law::Exponential { low: 20.0, high: 22_050.0, unit: Unit::Hertz };
        check(hertz, 1_000.0, true, Pace::Step, 1_059.463);
        check(hertz, 1_000.0, false, Pace::Page, 793.701);
        let percent = Law::Linear { min: 0.0, max: 100.0, unit: Unit::Percent };
        check(percent, 40.0, true, Pace::Step, 41.0);
    }

    #[test]
    fn a_stepped_preamp_takes_every_step_up_and_down() {
        let law = Law::Curve { shape: Shape::Stepped, low: -6.0, high: 57.0, unit: Unit::Decibels };
        for (from, up, to) in
            [(-6.0, true, -4.0), (22.0, true, 24.0), (24.0, true, 26.0), (26.0, true, 27.0)]
        {
            check(law, from, up, Pace::Step, to);
        }
        for (from, to) in [(57.0, 56.0), (26.0, 24.0), (24.0, 22.0), (-6.0, -6.0)] {
            check(law, from, false, Pace::Step, to);
        }
    }
}
