//! Effect processors: what they can be, and what their numbered parameters
//! mean for each type. A surface only says that there are such parameters,
//! since their meaning changes with the type.
//!
//! **Source:** Soundcraft Ui protocol reference, FX processors and their
//! parameters.

use crate::{Law, Shape, Unit};

/// What a processor can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FxType {
    /// A hall.
    Reverb,
    /// Echoes.
    Delay,
    /// Detuned voices.
    Chorus,
    /// A small reverb.
    Room,
}

/// What a parameter of a processor is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FxRole {
    /// How long it sounds, or how far echoes are apart.
    Time,
    /// How much sooner the high end dies away.
    Damping,
    /// How loud the low end is.
    Bass,
    /// What is above is taken away.
    LowPass,
    /// What is below is taken away.
    HighPass,
    /// The time between echoes, as a share of a beat.
    Division,
    /// How much of the output comes in again.
    Feedback,
    /// How far the voices are out of tune.
    Detune,
    /// How thick the voices are.
    Density,
}

impl FxRole {
    /// One of each.
    pub const ALL: [Self; 9] = [
        Self::Time,
        Self::Damping,
        Self::Bass,
        Self::LowPass,
        Self::HighPass,
        Self::Division,
        Self::Feedback,
        Self::Detune,
        Self::Density,
    ];
}

const PERCENT: Law = Law::Linear { min: 0.0, max: 100.0, unit: Unit::Percent };

impl FxType {
    /// All types in the order of their choices.
    pub const ALL: [Self; 4] = [Self::Reverb, Self::Delay, Self::Chorus, Self::Room];

    /// The type of a choice on a surface, where 0 is none.
    #[must_use]
    pub fn of_choice(choice: u16) -> Option<Self> {
        Self::ALL.get(usize::from(choice.checked_sub(1)?)).copied()
    }

    /// The choice that stands for it on a surface, from 1.
    #[must_use]
    pub fn choice(self) -> u16 {
        match self {
            Self::Reverb => 1,
            Self::Delay => 2,
            Self::Chorus => 3,
            Self::Room => 4,
        }
    }

    /// What the parameters of a freshly chosen type are, as positions.
    #[must_use]
    pub fn factory(self) -> [f64; 6] {
        match self {
            Self::Reverb | Self::Room => [0.5, 0.4, 0.5, 1.0, 0.0, 0.0],
            Self::Delay => [0.0, 0.5, 0.3, 1.0, 0.0, 0.0],
            Self::Chorus => [0.4, 0.5, 1.0, 0.0, 0.0, 0.0],
        }
    }

    /// What parameter 1 to 6 is for and how it reads; `None` for those that do
    /// nothing known. The delay's time reads so except at 0, where the tempo
    /// counts; its division is a share of a beat.
    #[must_use]
    pub fn parameter(self, number: u16) -> Option<(FxRole, Law)> {
        Some(match (self, number) {
            (Self::Reverb, 1) => (FxRole::Time, exponential(300.0, 8_000.0, Unit::Milliseconds)),
            (Self::Room, 1) => (FxRole::Time, exponential(100.0, 1_000.0, Unit::Milliseconds)),
            (Self::Reverb | Self::Room, 2) => (FxRole::Damping, PERCENT),
            (Self::Reverb | Self::Room, 3) => (FxRole::Bass, PERCENT),
            (Self::Reverb | Self::Room, 4) => {
                (FxRole::LowPass, exponential(400.0, 22_050.0, Unit::Hertz))
            }
            (Self::Reverb | Self::Room, 5) => {
                (FxRole::HighPass, exponential(20.0, 5_000.0, Unit::Hertz))
            }
            (Self::Delay, 1) => {
                let (low, high) = (100.0, 1_000.0);
                let law = Law::Curve { shape: Shape::Eased, low, high, unit: Unit::Milliseconds };
                (FxRole::Time, law)
            }
            (Self::Delay, 2) => {
                (FxRole::Division, Law::Linear { min: 0.0, max: 2.0, unit: Unit::None })
            }
            (Self::Delay, 3) => (FxRole::Feedback, PERCENT),
            (Self::Delay, 4) => (FxRole::LowPass, exponential(20.0, 22_050.0, Unit::Hertz)),
            (Self::Chorus, 1) => {
                (FxRole::Detune, Law::Linear { min: -100.0, max: 100.0, unit: Unit::Cents })
            }
            (Self::Chorus, 2) => (FxRole::Density, PERCENT),
            (Self::Chorus, 3) => (FxRole::LowPass, exponential(400.0, 22_050.0, Unit::Hertz)),
            _ => return None,
        })
    }
}

const fn exponential(low: f32, high: f32, unit: Unit) -> Law {
    Law::Exponential { low, high, unit }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FaderLevel;

    #[test]
    fn parameters_read_as_the_type_says() {
        for (fx, parameter, position, reading) in [
            (FxType::Reverb, 1, 0.0, 300.0),
            (FxType::Reverb, 1, 0.5, 1_549.19),
            (FxType::Reverb, 1, 1.0, 8_000.0),
            (FxType::Room, 1, 0.5, 316.23),
            (FxType::Reverb, 5, 1.0, 5_000.0),
            (FxType::Room, 4, 0.0, 400.0),
            (FxType::Delay, 1, 1.0, 1_000.0),
            (FxType::Delay, 2, 0.25, 0.5),
            (FxType::Delay, 4, 1.0, 22_050.0),
            (FxType::Chorus, 1, 0.5, 0.0),
            (FxType::Chorus, 2, 0.5, 50.0),
        ] {
            let (_, law) = fx.parameter(parameter).unwrap();
            let read = law.reading(FaderLevel::new(position).unwrap()).unwrap();
            assert!((read - reading).abs() < 0.01, "{fx:?} {parameter}: {read}");
        }
        assert_eq!(FxType::Delay.parameter(5), None);
        assert_eq!(FxType::Reverb.parameter(6), None);
    }

    #[test]
    fn choices_stand_for_types_and_none() {
        for fx in FxType::ALL {
            assert_eq!(FxType::of_choice(fx.choice()), Some(fx));
        }
        assert_eq!(FxType::of_choice(0), None);
        assert_eq!(FxType::of_choice(5), None);
    }
}
