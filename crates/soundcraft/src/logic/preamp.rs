//! Which keys hold the preamp of a strip: its own on a Ui12 or Ui16, one of
//! the patch on a Ui24R, or none.
//!
//! **Source:** Soundcraft Ui protocol reference, patching and client timers.

use std::time::Duration;

use crate::Tree;
use crate::keys::{Channel, Place};

/// How long the manufacturer's client locks the gain after phantom power came
/// on.
pub const LOCKED_AFTER_ON: Duration = Duration::from_secs(4);
/// The same after it went off.
pub const LOCKED_AFTER_OFF: Duration = Duration::from_secs(17);

/// Front of the preamps' keys on a Ui24R.
const SOCKET: &str = "hw.";

/// The preamp behind a strip, by the paths of its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preamp {
    /// Its gain.
    pub gain: String,
    /// Its phantom power; line inputs have none worth speaking of.
    pub phantom: Option<String>,
    /// Its instrument switch, where the desk tells one. On a Ui24R only the
    /// first two preamps have the hardware, though all have the key.
    pub hi_z: Option<String>,
}

/// The preamp of an input or line; `None` where the patch gives it another
/// source.
#[must_use]
pub fn of(tree: &Tree, channel: Channel) -> Option<Preamp> {
    let front = match tree.get(&channel.key("src")) {
        Some(source) => {
            let socket = source.text()?;
            socket.starts_with(SOCKET).then(|| socket.to_owned())?
        }
        None => channel.id(),
    };
    let path = |leaf: &str| {
        let key = format!("{front}.{leaf}");
        tree.get(&key)?;
        Some(Place::of_key(&key).first()?.path())
    };
    Some(Preamp { gain: path("gain")?, phantom: path("phantom"), hi_z: path("hiz") })
}

#[cfg(test)]
mod tests {
    use super::super::bench::tree;
    use super::*;

    #[test]
    fn preamps_are_found_behind_the_patch() {
        let gain = |keys: &str| Some(of(&tree(keys), Channel::new("input", 1).unwrap())?.gain);
        let ui24r = "i.0.gain 0\ni.0.phantom 0\nhw.7.gain 0.5\nhw.7.phantom 0\ni.0.src ";
        assert_eq!(gain(&format!("{ui24r}hw.7")).as_deref(), Some("desk.preamp.8.gain"));
        for source in ["none", "ua.0", "", "hw.9", "hw.", "hw.x"] {
            assert_eq!(gain(&format!("{ui24r}{source}")), None, "{source}");
        }
        assert_eq!(gain("i.0.gain 0\ni.0.phantom 0").as_deref(), Some("input.1.gain"));
        assert_eq!(gain("i.0.mix 0"), None);
    }

    #[test]
    fn what_a_preamp_lacks_is_none() {
        let tree = tree("i.0.gain 0\ni.0.phantom 0\ni.0.hiz 0\ni.2.gain 0\ni.2.phantom 0");
        let with = of(&tree, Channel::new("input", 1).unwrap()).unwrap();
        assert_eq!(with.phantom.as_deref(), Some("input.1.phantom"));
        assert_eq!(with.hi_z.as_deref(), Some("input.1.hi_z"));
        let without = of(&tree, Channel::new("input", 3).unwrap()).unwrap();
        assert_eq!(without.hi_z, None);
    }
}
