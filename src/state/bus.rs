//! Buses whose sends can lie on the faders, read off the desk's surface. Pure;
//! which bus a person chose is kept by the desk's store.

use desk::{Surface, kind, leaf};

use crate::widgets::Colour;

/// Colours of auxes and of FX buses, in order; more than these repeat. A name
/// always stands beside them.
const AUX_COLOURS: [Colour; 10] = [
    Colour::Sky,
    Colour::Pink,
    Colour::Amber,
    Colour::Teal,
    Colour::Orange,
    Colour::Green,
    Colour::Violet,
    Colour::Lime,
    Colour::Red,
    Colour::Blue,
];
const FX_COLOURS: [Colour; 4] = [Colour::Violet, Colour::Blue, Colour::Lime, Colour::Sand];

/// What a bus feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BusKind {
    /// An aux output: a wedge, an ear, a recorder.
    Aux,
    /// The input of an effect.
    Fx,
}

/// One bus that strips send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bus {
    /// What it feeds.
    pub kind: BusKind,
    /// Its number among its kind, from 1.
    pub number: u16,
}

impl Bus {
    /// An aux.
    #[must_use]
    pub fn aux(number: u16) -> Self {
        Self { kind: BusKind::Aux, number }
    }

    /// The kind of strip that is the bus itself: its own level and mute.
    #[must_use]
    pub fn strip_kind(self) -> &'static str {
        match self.kind {
            BusKind::Aux => kind::AUX,
            BusKind::Fx => kind::FX,
        }
    }

    /// The leaf of a strip's level into it.
    #[must_use]
    pub fn level(self) -> &'static str {
        match self.kind {
            BusKind::Aux => leaf::AUX_LEVEL,
            BusKind::Fx => leaf::FX_LEVEL,
        }
    }

    /// The leaf of a strip's send mute.
    #[must_use]
    pub fn mute(self) -> &'static str {
        match self.kind {
            BusKind::Aux => leaf::AUX_MUTE,
            BusKind::Fx => leaf::FX_MUTE,
        }
    }

    /// The leaf of a strip's pan within it; FX have none.
    #[must_use]
    pub fn pan(self) -> Option<&'static str> {
        (self.kind == BusKind::Aux).then_some(leaf::AUX_PAN)
    }

    /// The leaf of the switch that makes a send follow the strip's fader.
    #[must_use]
    pub fn post(self) -> &'static str {
        match self.kind {
            BusKind::Aux => leaf::AUX_POST,
            BusKind::Fx => leaf::FX_POST,
        }
    }

    /// The colour that the surface wears while its sends lie on it.
    #[must_use]
    pub fn colour(self) -> Colour {
        let colours: &[Colour] = match self.kind {
            BusKind::Aux => &AUX_COLOURS,
            BusKind::Fx => &FX_COLOURS,
        };
        colours[usize::from(self.number.max(1) - 1) % colours.len()]
    }
}

/// The buses that at least one kind of strip can send to, auxes first.
#[must_use]
pub fn buses(surface: &Surface) -> Vec<Bus> {
    let sends = |leaf: &str| {
        let templates = surface.kinds.iter().flat_map(|kind| &kind.params);
        templates.filter(|template| template.leaf == leaf).map(|t| t.repeat).max().unwrap_or(0)
    };
    let of = |kind: BusKind| {
        let count = sends(Bus { kind, number: 1 }.level());
        (1..=count).map(move |number| Bus { kind, number })
    };
    of(BusKind::Aux).chain(of(BusKind::Fx)).collect()
}

#[cfg(test)]
mod tests {
    use desk::{Kind, Law, Template};

    use super::*;

    #[test]
    fn buses_are_those_that_strips_send_to() {
        let input = Kind {
            id: kind::INPUT.into(),
            count: 2,
            single: false,
            params: vec![
                Template::each(leaf::AUX_LEVEL, 3, Law::Fader),
                Template::each(leaf::FX_LEVEL, 1, Law::Fader),
            ],
            meters: vec![],
        };
        let surface = Surface { kinds: vec![input], ..Surface::default() };
        let found = buses(&surface);
        assert_eq!(found.len(), 4);
        assert_eq!(found[2], Bus::aux(3));
        assert_eq!(found[3], Bus { kind: BusKind::Fx, number: 1 });
        assert!(buses(&Surface::default()).is_empty());
    }

    #[test]
    fn neighbours_differ_in_colour() {
        for number in 1..12 {
            assert_ne!(Bus::aux(number).colour(), Bus::aux(number + 1).colour());
        }
    }
}
