//! The FX processors: what their six parameters mean for each type, and how a
//! type is changed.
//!
//! **Source:** Soundcraft Ui protocol reference, FX processors and their
//! parameters.

use desk::{Law, Shape, Unit};

use super::{Draft, Write};
use crate::Tree;
use crate::keys::Channel;

/// What a processor can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

const REVERB: [f64; 6] = [0.5, 0.4, 0.5, 1.0, 0.0, 0.0];
const DELAY: [f64; 6] = [0.0, 0.5, 0.3, 1.0, 0.0, 0.0];
const CHORUS: [f64; 6] = [0.4, 0.5, 1.0, 0.0, 0.0, 0.0];
const PERCENT: Law = Law::Linear { min: 0.0, max: 100.0, unit: Unit::Percent };

impl FxType {
    /// All types in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Reverb, Self::Delay, Self::Chorus, Self::Room];

    /// The number on the wire.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Reverb => 0,
            Self::Delay => 1,
            Self::Chorus => 2,
            Self::Room => 3,
        }
    }

    /// What the parameters of a freshly chosen type are, as positions.
    #[must_use]
    pub fn factory(self) -> [f64; 6] {
        match self {
            Self::Reverb | Self::Room => REVERB,
            Self::Delay => DELAY,
            Self::Chorus => CHORUS,
        }
    }

    /// How parameter 1 to 6 reads; `None` for those that do nothing known. The
    /// delay's first one reads a time except at 0, where the tempo counts; its
    /// second one is a share of a beat.
    #[must_use]
    pub fn law(self, parameter: u16) -> Option<Law> {
        Some(match (self, parameter) {
            (Self::Reverb, 1) => exponential(300.0, 8_000.0, Unit::Milliseconds),
            (Self::Room, 1) => exponential(100.0, 1_000.0, Unit::Milliseconds),
            (Self::Reverb | Self::Room, 2 | 3) => PERCENT,
            (Self::Reverb | Self::Room, 4) => exponential(400.0, 22_050.0, Unit::Hertz),
            (Self::Reverb | Self::Room, 5) => exponential(20.0, 5_000.0, Unit::Hertz),
            (Self::Delay, 1) => Law::Curve {
                shape: Shape::Eased,
                low: 100.0,
                high: 1_000.0,
                unit: Unit::Milliseconds,
            },
            (Self::Delay, 2) => Law::Linear { min: 0.0, max: 2.0, unit: Unit::None },
            (Self::Delay, 3) => PERCENT,
            (Self::Delay, 4) => exponential(20.0, 22_050.0, Unit::Hertz),
            (Self::Chorus, 1) => Law::Linear { min: -100.0, max: 100.0, unit: Unit::Cents },
            (Self::Chorus, 2) => PERCENT,
            (Self::Chorus, 3) => exponential(400.0, 22_050.0, Unit::Hertz),
            _ => return None,
        })
    }

    /// The types that the manufacturer's client offers in slot 1 to 4 of a
    /// Ui24R.
    #[must_use]
    pub fn of_slot(slot: u16) -> &'static [Self] {
        match slot {
            1 => &[Self::Reverb],
            2 => &[Self::Reverb, Self::Delay],
            3 => &[Self::Delay, Self::Chorus],
            4 => &[Self::Room, Self::Delay],
            _ => &[],
        }
    }
}

const fn exponential(low: f32, high: f32, unit: Unit) -> Law {
    Law::Exponential { low, high, unit }
}

/// Makes another type of a processor, with that type's own parameters. It is
/// bypassed meanwhile and sounds afterwards. Nothing for other strips.
#[must_use]
pub fn set_type(tree: &Tree, fx: Channel, to: FxType) -> Vec<Write> {
    let mut draft = Draft::new(tree);
    if tree.get(&fx.key("fxtype")).is_some() {
        draft.switch(&fx.key("bypass"), true);
        draft.number(&fx.key("fxtype"), f64::from(to.number()));
        for (number, position) in (1..).zip(to.factory()) {
            draft.number(&fx.key(&format!("par{number}")), position);
        }
        draft.switch(&fx.key("bypass"), false);
    }
    draft.writes
}

#[cfg(test)]
mod tests {
    use desk::FaderLevel;

    use super::super::bench::{shown, tree};
    use super::*;

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
            let law = fx.law(parameter).unwrap();
            let read = law.reading(FaderLevel::new(position).unwrap()).unwrap();
            assert!((read - reading).abs() < 0.01, "{fx:?} {parameter}: {read}");
        }
        assert_eq!(FxType::Delay.law(5), None);
        assert_eq!(FxType::Reverb.law(6), None);
        for (number, fx) in (0..).zip(FxType::ALL) {
            assert_eq!(fx.number(), number);
            assert!((1..=4).any(|slot| FxType::of_slot(slot).contains(&fx)));
        }
    }

    #[test]
    fn a_type_is_changed_behind_a_bypass() {
        let keys = "f.2.fxtype 1\nf.2.bypass 0\nf.2.par1 0\nf.2.par2 0.5\nf.2.par3 1\nf.2.par4 1";
        let fx = Channel::new("fx", 3).unwrap();
        assert_eq!(
            shown(&set_type(&tree(keys), fx, FxType::Chorus)),
            ["f.2.bypass 1", "f.2.fxtype 2", "f.2.par1 0.4", "f.2.par4 0", "f.2.bypass 0"]
        );
        assert!(set_type(&tree(keys), Channel::new("input", 1).unwrap(), FxType::Room).is_empty());
    }
}
