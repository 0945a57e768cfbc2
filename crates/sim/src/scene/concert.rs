//! The school-hall concert as plain data: who plays where, how loud, and what
//! hears it. Smaller desks take as much of it as they have strips.

/// The show of the concert.
pub(super) const SHOW: &str = "School concert";

/// Where the master stands, in dB.
pub(super) const MAIN_DB: f64 = -4.0;

/// The six mute groups; [`Part::mute_groups`] gives their members.
pub(super) const MUTE_GROUPS: [&str; 6] = ["Band", "Vocals", "Drums", "Speech", "FX", "Walk-in"];

/// The VCAs; [`Part::vca`] gives their members.
pub(super) const VCAS: [&str; 4] = ["Band", "Vocals", "Drums", "Speech"];

/// The subgroups; [`Part::subgroup`] gives their members.
pub(super) const SUBGROUPS: [&str; 1] = ["Drums"];

/// View groups of a Ui24R: lists of linear channel indices.
pub(super) const VIEW_GROUPS: [(&str, &str); 2] =
    [("Band", "[0,1,3,4,5,6,7,11,12,13]"), ("Speech", "[8,9,10,15,16]")];

/// What a channel belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    Band,
    Vocals,
    Drums,
    Speech,
    Effects,
    WalkIn,
}

impl Part {
    /// Membership bits of the mute groups. Drums are of the band, too.
    pub(super) fn mute_groups(self) -> f64 {
        f64::from(match self {
            Self::Band => 1_u8,
            Self::Vocals => 2,
            Self::Drums => 1 + 4,
            Self::Speech => 8,
            Self::Effects => 16,
            Self::WalkIn => 32,
        })
    }

    pub(super) fn vca(self) -> f64 {
        match self {
            Self::Band => 0.0,
            Self::Vocals => 1.0,
            Self::Drums => 2.0,
            Self::Speech => 3.0,
            Self::Effects | Self::WalkIn => -1.0,
        }
    }

    pub(super) fn subgroup(self) -> f64 {
        if self == Self::Drums { 0.0 } else { -1.0 }
    }

    /// The position of the high-pass filter: 100 Hz for voices, off elsewhere.
    pub(super) fn low_cut(self) -> f64 {
        if matches!(self, Self::Vocals | Self::Speech) { 0.23 } else { 0.0 }
    }
}

/// An input of the concert. Levels are in dB; colours are numbers of the
/// desk's palette.
pub(super) struct Channel {
    pub(super) name: &'static str,
    pub(super) color: f64,
    pub(super) part: Part,
    pub(super) db: f64,
    pub(super) pan: f64,
    pub(super) gain_db: f64,
    pub(super) phantom: bool,
    /// Aux and level.
    pub(super) auxes: &'static [(usize, f64)],
    /// Effect and level.
    pub(super) effects: &'static [(usize, f64)],
}

const RED: f64 = 3.0;
const ORANGE: f64 = 4.0;
const YELLOW: f64 = 5.0;
const GREEN: f64 = 6.0;
const BLUE: f64 = 7.0;
const VIOLET: f64 = 8.0;
const GREY: f64 = 9.0;

const fn channel(name: &'static str, color: f64, part: Part, db: f64, gain_db: f64) -> Channel {
    Channel { name, color, part, db, pan: 0.5, gain_db, phantom: false, auxes: &[], effects: &[] }
}

impl Channel {
    const fn pan(self, pan: f64) -> Self {
        Self { pan, ..self }
    }

    const fn phantom(self) -> Self {
        Self { phantom: true, ..self }
    }

    const fn auxes(self, auxes: &'static [(usize, f64)]) -> Self {
        Self { auxes, ..self }
    }

    const fn effects(self, effects: &'static [(usize, f64)]) -> Self {
        Self { effects, ..self }
    }
}

/// Inputs in the order of the sounds on the stage.
pub(super) const INPUTS: [Channel; 18] = [
    channel("Singer", RED, Part::Vocals, -3.0, 34.0)
        .auxes(&[(0, -12.0), (1, -2.0), (3, -9.0), (4, -6.0), (5, -6.0)])
        .effects(&[(0, -10.0), (1, -20.0)]),
    channel("Guitar", ORANGE, Part::Band, -6.0, 26.0)
        .pan(0.42)
        .auxes(&[(0, 0.0), (1, -10.0), (4, -12.0), (5, -12.0)])
        .effects(&[(0, -18.0)]),
    channel("Choir", VIOLET, Part::Vocals, -5.0, 40.0)
        .phantom()
        .auxes(&[(3, -14.0)])
        .effects(&[(0, -8.0)]),
    channel("E-Git", ORANGE, Part::Band, -9.0, 20.0).pan(0.65).auxes(&[(0, -8.0), (2, -12.0)]),
    channel("A-Git", ORANGE, Part::Band, -7.5, 24.0)
        .pan(0.35)
        .auxes(&[(0, -6.0), (1, -12.0)])
        .effects(&[(2, -14.0)]),
    channel("Keys", BLUE, Part::Band, -8.0, 12.0)
        .auxes(&[(1, -12.0), (3, 0.0)])
        .effects(&[(0, -20.0)]),
    channel("Bass", BLUE, Part::Band, -5.0, 14.0).auxes(&[(2, -6.0), (3, -12.0)]),
    channel("Kick", YELLOW, Part::Drums, -4.0, 22.0).auxes(&[(2, -3.0)]),
    channel("Lectern", GREEN, Part::Speech, -6.0, 36.0).phantom(),
    channel("Headset 1", GREEN, Part::Speech, -8.0, 32.0).auxes(&[(4, -14.0), (5, -14.0)]),
    channel("Headset 2", GREEN, Part::Speech, -8.0, 32.0).auxes(&[(4, -14.0), (5, -14.0)]),
    channel("Snare", YELLOW, Part::Drums, -7.0, 20.0).effects(&[(3, -12.0)]),
    channel("OH L", YELLOW, Part::Drums, -12.0, 28.0).pan(0.15).phantom(),
    channel("OH R", YELLOW, Part::Drums, -12.0, 28.0).pan(0.85).phantom(),
    channel("Choir 2", VIOLET, Part::Vocals, -5.0, 40.0).phantom().effects(&[(0, -8.0)]),
    channel("Headset 3", GREEN, Part::Speech, -10.0, 32.0),
    channel("Hand 2", GREY, Part::Speech, -20.0, 34.0),
    channel("Backing", RED, Part::Vocals, -9.0, 34.0).auxes(&[(1, -8.0)]).effects(&[(0, -12.0)]),
];

/// An effect return; its type is its index.
pub(super) struct Effect {
    pub(super) name: &'static str,
    pub(super) db: f64,
    pub(super) parameters: [f64; 4],
}

/// Reverb, delay, chorus, room: every slot of every model may hold this type.
pub(super) const EFFECTS: [Effect; 4] = [
    Effect { name: "Plate", db: -8.0, parameters: [0.55, 0.4, 0.5, 0.9] },
    Effect { name: "Delay", db: -14.0, parameters: [0.6, 0.5, 0.3, 0.8] },
    Effect { name: "Chorus", db: -16.0, parameters: [0.4, 0.5, 1.0, 0.0] },
    Effect { name: "Room", db: -12.0, parameters: [0.4, 0.4, 0.5, 1.0] },
];

/// An aux output; `side` is 0 or 1 in a linked pair, else -1.
pub(super) struct Output {
    pub(super) name: &'static str,
    pub(super) db: f64,
    pub(super) side: f64,
}

const fn mono(name: &'static str, db: f64) -> Output {
    Output { name, db, side: -1.0 }
}

/// The monitors, most wanted first.
pub(super) const AUXES: [Output; 7] = [
    mono("Guitar", -3.0),
    mono("Singer", -2.0),
    mono("Drums", -5.0),
    mono("Keys", -4.0),
    Output { name: "Wedge L", db: -6.0, side: 0.0 },
    Output { name: "Wedge R", db: -6.0, side: 1.0 },
    mono("Foyer", -10.0),
];
