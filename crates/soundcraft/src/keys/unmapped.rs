//! The keys that have no row in the table on purpose. They stay reachable as
//! raw keys, but for the secret one, which is not even kept.
//!
//! **Source:** Soundcraft Ui protocol reference, globals and access limits.

/// Why a key has no parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The access password, in clear text: neither kept nor shown nor logged.
    Secret,
    /// The desk tells it, and nothing comes of it: the fifth band of an
    /// equaliser with four.
    Inert,
    /// Diagnostics of the desk's inside, without known meaning.
    Diagnostics,
}

/// Whole keys, and what they are.
const KEYS: &[(&str, Reason)] = &[
    (SECRET, Reason::Secret),
    ("var.asosec", Reason::Diagnostics),
    ("var.digitech_avoid", Reason::Diagnostics),
    ("var.footswitch", Reason::Diagnostics),
    ("var.fswgpio", Reason::Diagnostics),
    ("var.lig_bypass", Reason::Diagnostics),
    ("var.nophantom", Reason::Diagnostics),
    ("var.pongtime", Reason::Diagnostics),
    ("var.rswgpio", Reason::Diagnostics),
    ("var.sdram", Reason::Diagnostics),
    ("var.spids", Reason::Diagnostics),
    ("var.spiec", Reason::Diagnostics),
    ("var.spien", Reason::Diagnostics),
    ("var.spimb", Reason::Diagnostics),
    ("var.spioa", Reason::Diagnostics),
    ("var.spior", Reason::Diagnostics),
    ("var.testcode", Reason::Diagnostics),
];

/// The access password's key.
const SECRET: &str = "settings.block.pass";
/// Stands in every key of the fifth band.
const FIFTH_BAND: &str = ".eq.b5.";

/// Why a key has no parameter; `None` for keys that have one and for keys
/// nobody has heard of.
#[must_use]
pub fn unmapped(key: &str) -> Option<Reason> {
    if key.contains(FIFTH_BAND) {
        return Some(Reason::Inert);
    }
    KEYS.iter().find(|(known, _)| *known == key).map(|(_, reason)| *reason)
}

/// Whether a key's value must not be kept.
pub(crate) fn is_secret(key: &str) -> bool {
    key == SECRET
}
