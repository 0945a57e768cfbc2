//! The three desks of the family and how many strips of each kind they have.
//! What keys those strips carry is the business of `tree`.

use std::fmt;
use std::str::FromStr;

/// A desk of the Ui series, with the counts of firmware 3.3.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Model {
    /// Ui12: 8 inputs, 4 auxes.
    Ui12,
    /// Ui16: 12 inputs, 6 auxes.
    Ui16,
    /// Ui24R: 24 inputs, 10 auxes, VCAs and patching.
    #[default]
    Ui24R,
}

/// How many strips of each kind a model has.
///
/// **Source:** Soundcraft Ui protocol reference, models.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Counts {
    /// Inputs, `i`.
    pub inputs: usize,
    /// Line inputs, `l`.
    pub lines: usize,
    /// Player channels, `p`.
    pub players: usize,
    /// Effect returns, `f`.
    pub effects: usize,
    /// Subgroups, `s`.
    pub subgroups: usize,
    /// Aux outputs, `a`.
    pub auxes: usize,
    /// VCA groups, `v`.
    pub vcas: usize,
    /// Patchable preamps, `hw`; none where the preamp belongs to the strip.
    pub preamps: usize,
}

/// The firmware every simulated desk claims to run.
const FIRMWARE: &str = "3.3.8293";

impl Model {
    /// Every model, smallest first.
    pub const ALL: [Self; 3] = [Self::Ui12, Self::Ui16, Self::Ui24R];

    /// How many strips of each kind this model has.
    pub const fn counts(self) -> Counts {
        let (inputs, auxes) = match self {
            Self::Ui12 => (8, 4),
            Self::Ui16 => (12, 6),
            Self::Ui24R => (24, 10),
        };
        let large = self.has_patching();
        Counts {
            inputs,
            lines: 2,
            players: 2,
            effects: 4,
            subgroups: if large { 6 } else { 4 },
            auxes,
            vcas: if large { 6 } else { 0 },
            preamps: if large { 20 } else { 0 },
        }
    }

    /// Whether preamps are patched to strips (and VCAs, automix, matrix and
    /// multitrack exist): only on the Ui24R.
    pub const fn has_patching(self) -> bool {
        matches!(self, Self::Ui24R)
    }

    /// The value of the key `model`. The Ui24R calls itself `ui24`.
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::Ui12 => "ui12",
            Self::Ui16 => "ui16",
            Self::Ui24R => "ui24",
        }
    }

    /// The value of the key `firmware`, such as `3.3.8293-ui24`.
    pub fn firmware(self) -> String {
        format!("{FIRMWARE}-{}", self.wire_name())
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ui12 => "ui12",
            Self::Ui16 => "ui16",
            Self::Ui24R => "ui24r",
        })
    }
}

/// A text that names no model.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("no such desk: {0:?} (known are ui12, ui16 and ui24r)")]
pub struct UnknownModel(pub String);

impl FromStr for Model {
    type Err = UnknownModel;

    /// Reads `ui12`, `ui16`, `ui24r` or `ui24`, in either case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().as_str() {
            "ui12" => Ok(Self::Ui12),
            "ui16" => Ok(Self::Ui16),
            "ui24r" | "ui24" => Ok(Self::Ui24R),
            _ => Err(UnknownModel(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for model in Model::ALL {
            assert_eq!(model.to_string().parse(), Ok(model));
        }
        assert_eq!("UI24".parse(), Ok(Model::Ui24R));
        let refused = "x32".parse::<Model>().unwrap_err();
        assert!(refused.to_string().contains("x32"), "{refused}");
    }
}
