//! A surface: the compact description of a connected desk from which both
//! ends of the wire expand the same parameter index and meter list.

use crate::Law;

/// Names of the kinds of strips, as they appear in paths.
pub mod kind {
    /// Input channels.
    pub const INPUT: &str = "input";
    /// Line inputs.
    pub const LINE: &str = "line";
    /// Media player channels.
    pub const PLAYER: &str = "player";
    /// FX returns.
    pub const FX: &str = "fx";
    /// Subgroups.
    pub const SUBGROUP: &str = "sub";
    /// Aux outputs.
    pub const AUX: &str = "aux";
    /// VCA groups.
    pub const VCA: &str = "vca";
    /// The main output.
    pub const MASTER: &str = "master";
    /// What belongs to the desk as a whole: mute groups and the like.
    pub const DESK: &str = "desk";
}

/// Names of the parameters that every view knows; `{}` stands for the number
/// of the bus or group, counted from 1.
pub mod leaf {
    /// Fader position.
    pub const LEVEL: &str = "level";
    /// The strip's own mute button.
    pub const MUTE: &str = "mute";
    /// Solo.
    pub const SOLO: &str = "solo";
    /// Pan, or balance on a stereo strip.
    pub const PAN: &str = "pan";
    /// The name on the scribble strip.
    pub const NAME: &str = "name";
    /// Channel colour: 0 none, else the desk's palette.
    pub const COLOR: &str = "color";
    /// Membership in a mute group.
    pub const MUTE_GROUP: &str = "mute_group.{}";
    /// Overrides the mutes of groups.
    pub const FORCE_UNMUTE: &str = "force_unmute";
    /// Send level to an aux.
    pub const AUX_LEVEL: &str = "aux.{}.level";
    /// Send mute to an aux.
    pub const AUX_MUTE: &str = "aux.{}.mute";
    /// Send pan to a linked aux.
    pub const AUX_PAN: &str = "aux.{}.pan";
    /// Whether a send to an aux follows the fader.
    pub const AUX_POST: &str = "aux.{}.post";
    /// Send level to an FX.
    pub const FX_LEVEL: &str = "fx.{}.level";
    /// Send mute to an FX.
    pub const FX_MUTE: &str = "fx.{}.mute";
    /// Whether a send to an FX follows the fader.
    pub const FX_POST: &str = "fx.{}.post";
    /// A mute group's switch, on the desk.
    pub const GROUP_ACTIVE: &str = "mute_group.{}.active";
    /// A mute group's name, on the desk.
    pub const GROUP_NAME: &str = "mute_group.{}.name";
    /// Mutes every FX return, on the desk.
    pub const MUTE_FX: &str = "mute_fx";
    /// Mutes everything but the master, on the desk.
    pub const MUTE_ALL: &str = "mute_all";
}

/// Where on a strip a meter listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MeterTap {
    /// After processing, before the fader.
    Pre,
    /// After the fader.
    Post,
    /// Left side after the fader, of a stereo strip.
    PostLeft,
    /// Right side after the fader, of a stereo strip.
    PostRight,
    /// Gain reduction of the dynamics, in decibels below 0.
    GainReduction,
}

/// Who a parameter is for. What a role may do with it is the relay's to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Access {
    /// Those who mix.
    #[default]
    Mixing,
    /// Those who answer for the installation: who may enter, what happens at
    /// power-on, what leaves the desk for other devices.
    Settings,
    /// Nobody: the desk tells it.
    Told,
}

/// One parameter, or one per bus, that every strip of a kind has.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Path below the strip; `{}` stands for the bus number where `repeat`
    /// is not 0. See [`leaf`].
    pub leaf: String,
    /// How many times it repeats with numbers from 1; 0 for once, unnumbered.
    pub repeat: u16,
    /// How its value reads.
    pub law: Law,
    /// Who it is for.
    pub access: Access,
}

impl Template {
    /// A parameter that each strip has once, for those who mix.
    #[must_use]
    pub fn once(leaf: &str, law: Law) -> Self {
        Self::each(leaf, 0, law)
    }

    /// A parameter that each strip has once per bus, for those who mix.
    #[must_use]
    pub fn each(leaf: &str, repeat: u16, law: Law) -> Self {
        Self { leaf: leaf.to_owned(), repeat, law, access: Access::Mixing }
    }

    /// The same for somebody else.
    #[must_use]
    pub fn with_access(self, access: Access) -> Self {
        Self { access, ..self }
    }

    /// How many entries of the index this template takes per strip; a
    /// repeated template for a bus the model lacks takes none.
    #[must_use]
    pub fn width(&self) -> usize {
        if self.leaf.contains("{}") { usize::from(self.repeat) } else { 1 }
    }
}

/// A kind of strip and what each strip of it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// Name in paths, see [`kind`].
    pub id: String,
    /// How many strips of it there are. A kind with `single` has one.
    pub count: u16,
    /// Whether its path carries no number: `master.level`.
    pub single: bool,
    /// The parameters of each strip, in index order.
    pub params: Vec<Template>,
    /// The meters of each strip, in meter order.
    pub meters: Vec<MeterTap>,
}

/// One strip: a kind by its place in the surface, and a number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strip {
    /// Place of the kind in [`Surface::kinds`].
    pub kind: u8,
    /// Number as people count, from 1.
    pub number: u16,
}

/// A connected desk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surface {
    /// Model name for people: "Ui24R".
    pub model: String,
    /// Firmware as the desk tells it, empty when unknown.
    pub firmware: String,
    /// Whether the desk is a simulation, which every screen says.
    pub simulated: bool,
    /// Kinds of strips, in index order.
    pub kinds: Vec<Kind>,
}

impl Surface {
    /// The kind with this name and its place.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<(u8, &Kind)> {
        let place = self.kinds.iter().position(|kind| kind.id == id)?;
        Some((u8::try_from(place).ok()?, &self.kinds[place]))
    }

    /// All strips in index order.
    pub fn strips(&self) -> impl Iterator<Item = Strip> + '_ {
        (0u8..).zip(&self.kinds).flat_map(|(place, kind)| {
            (1..=kind.count).map(move |number| Strip { kind: place, number })
        })
    }

    /// How many meters the surface has, over all strips.
    #[must_use]
    pub fn meter_count(&self) -> usize {
        self.kinds.iter().map(|kind| usize::from(kind.count) * kind.meters.len()).sum()
    }
}
