//! Presets as the desk files them: their types, and names that say whether
//! they came with the desk.
//!
//! **Source:** Soundcraft Ui protocol reference, presets.

use std::fmt;

/// What a preset is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PresetKind {
    /// All of an input channel.
    Channel,
    /// All of the master.
    Master,
    /// The equaliser of a channel.
    ChannelEq,
    /// The equaliser of an aux.
    AuxEq,
    /// The equaliser of the master.
    MasterEq,
    /// The dynamics of a channel.
    ChannelDynamics,
    /// The dynamics of an aux.
    AuxDynamics,
    /// The dynamics of the master.
    MasterDynamics,
    /// A gate.
    Gate,
    /// Feedback suppression.
    Feedback,
    /// A reverb.
    Reverb,
    /// A delay.
    Delay,
    /// A chorus.
    Chorus,
    /// A room.
    Room,
    /// A guitar amplifier.
    Digitech,
    /// Messages to other devices.
    Udp,
    /// Buttons of the user's own.
    User,
}

use PresetKind as Kind;

/// Types and their words on the wire. That `chm` is the master's is a guess.
const WORDS: &[(PresetKind, &str)] = &[
    (Kind::Channel, "ch"),
    (Kind::Master, "chm"),
    (Kind::ChannelEq, "eqch"),
    (Kind::AuxEq, "eqaux"),
    (Kind::MasterEq, "eqm"),
    (Kind::ChannelDynamics, "dynch"),
    (Kind::AuxDynamics, "dynaux"),
    (Kind::MasterDynamics, "dynm"),
    (Kind::Gate, "gate"),
    (Kind::Feedback, "afs"),
    (Kind::Reverb, "fxrev"),
    (Kind::Delay, "fxdel"),
    (Kind::Chorus, "fxcho"),
    (Kind::Room, "fxroom"),
    (Kind::Digitech, "digi"),
    (Kind::Udp, "udp"),
    (Kind::User, "ux"),
];

impl PresetKind {
    /// The word on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The type behind a word on the wire.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }

    /// All types.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.iter().map(|(kind, _)| *kind)
    }
}

/// The name of a preset, and whether it came with the desk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PresetName {
    /// Came with the desk; cannot be changed.
    pub factory: bool,
    /// The name people see.
    pub name: String,
}

impl PresetName {
    /// A name that people gave.
    #[must_use]
    pub fn user(name: &str) -> Self {
        Self { factory: false, name: name.to_owned() }
    }

    /// Reads `f:Kick` or `u:Mine`; `None` without such a prefix.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let (prefix, name) = text.split_once(':')?;
        let factory = match prefix {
            "f" => true,
            "u" => false,
            _ => return None,
        };
        Some(Self { factory, name: name.to_owned() })
    }
}

impl fmt::Display for PresetName {
    /// The name as it stands on the wire.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = if self.factory { 'f' } else { 'u' };
        write!(f, "{prefix}:{}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names_read_back() {
        let mut words: Vec<_> = PresetKind::all().map(PresetKind::word).collect();
        for kind in PresetKind::all() {
            assert_eq!(PresetKind::of_word(kind.word()), Some(kind));
        }
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 17);
        for text in ["f:Kick", "u:Mine: soft"] {
            assert_eq!(PresetName::decode(text).unwrap().to_string(), text);
        }
        assert_eq!(PresetName::decode("Kick"), None);
        assert_eq!(PresetName::decode("x:Kick"), None);
    }
}
