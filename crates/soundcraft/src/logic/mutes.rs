//! Whether a strip or a send is heard: its own mute, groups, the desk's mute
//! switches, its VCA, and the override of all these.
//!
//! **Source:** Soundcraft Ui protocol reference, effective mute and sends.

use desk::kind;

use crate::Tree;
use crate::keys::{Channel, WireIndex};

/// The desk's mask of active groups.
pub(super) const MASK: &str = "mgmask";
/// Overrides the mutes of groups.
pub(super) const FORCED: &str = "forceunmute";
/// Bits of the six groups.
pub(super) const GROUPS: u32 = 0b11_1111;
/// Bit that mutes every FX return.
pub(super) const FX: u32 = 1 << 22;
/// Bit that mutes everything.
pub(super) const ALL: u32 = 1 << 23;

/// What speaks for and against a strip being heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mutes {
    /// Its own button.
    pub own: bool,
    /// A mute group it is a member of.
    pub group: bool,
    /// The desk's switch for everything.
    pub all: bool,
    /// The desk's switch for FX returns, and it is one.
    pub fx: bool,
    /// Its VCA is not heard.
    pub vca: bool,
    /// The override: it is heard whatever else says.
    pub forced: bool,
}

impl Mutes {
    /// Whether anything but its own button mutes it.
    #[must_use]
    pub fn by_others(&self) -> bool {
        self.group || self.all || self.fx || self.vca
    }

    /// Whether it is not heard.
    #[must_use]
    pub fn is_muted(&self) -> bool {
        (self.own || self.by_others()) && !self.forced
    }
}

/// A mask as bits; what is no mask has none.
pub(super) fn bits(tree: &Tree, key: &str) -> u32 {
    let number = tree.number(key);
    // In range by the check, so the cast cannot wrap.
    if (0.0..=f64::from(u32::MAX)).contains(&number) { number as u32 } else { 0 }
}

/// The VCA a strip is assigned to.
pub(super) fn vca_of(tree: &Tree, channel: Channel) -> Option<Channel> {
    let number = tree.get(&channel.key("vca"))?.number()?;
    let index = WireIndex::parse(&number.to_string())?;
    Channel::new(kind::VCA, index.number())
}

/// What mutes a strip, and what does not.
#[must_use]
pub fn of(tree: &Tree, channel: Channel) -> Mutes {
    let active = bits(tree, MASK);
    let is_vca = channel.kind() == kind::VCA;
    let vca = vca_of(tree, channel).filter(|_| !is_vca);
    Mutes {
        own: tree.is_on(&channel.key("mute")),
        group: active & bits(tree, &channel.key(MASK)) & GROUPS != 0,
        all: active & ALL != 0,
        fx: channel.kind() == kind::FX && active & FX != 0,
        vca: vca.is_some_and(|vca| of(tree, vca).is_muted()),
        forced: tree.is_on(&channel.key(FORCED)),
    }
}

/// Whether a send to an aux is not heard. `aux` counts from 1.
#[must_use]
pub fn aux_send_is_muted(tree: &Tree, channel: Channel, aux: u16) -> bool {
    // Before the fader it plays on, unless the desk is told otherwise.
    let follows = tree.is_on("settings.auxmutelink");
    send_is_muted(tree, channel, "aux", aux, follows)
}

/// Whether a send to an FX is not heard. `fx` counts from 1. Desks without a
/// switch for it send after the fader.
#[must_use]
pub fn fx_send_is_muted(tree: &Tree, channel: Channel, fx: u16) -> bool {
    let switch = WireIndex::of_number(fx).map(|fx| channel.key(&format!("fx.{}.post", fx.get())));
    let follows = switch.is_some_and(|key| tree.get(&key).is_none());
    send_is_muted(tree, channel, "fx", fx, follows)
}

fn send_is_muted(tree: &Tree, channel: Channel, to: &str, bus: u16, follows: bool) -> bool {
    let Some(bus) = WireIndex::of_number(bus) else {
        return false;
    };
    let is_on = |leaf| tree.is_on(&channel.key(&format!("{to}.{}.{leaf}", bus.get())));
    is_on("mute") || ((follows || is_on("post")) && of(tree, channel).is_muted())
}

#[cfg(test)]
mod tests {
    use super::super::bench::tree;
    use super::*;

    fn muted(keys: &str, kind: &str) -> bool {
        of(&tree(keys), Channel::new(kind, 1).unwrap()).is_muted()
    }

    #[test]
    fn every_cause_counts_and_the_override_wins() {
        assert!(!muted("i.0.mute 0", "input"));
        let group_2_and_fx = 2 + (1 << 22);
        for (keys, kind) in [
            ("i.0.mute 1", "input"),
            (&*format!("i.0.mgmask 6\nmgmask {group_2_and_fx}"), "input"),
            (&*format!("f.0.mute 0\nmgmask {group_2_and_fx}"), "fx"),
            ("a.0.mute 0\nmgmask 8388608", "aux"),
            ("i.0.vca 2\nv.2.mute 1", "input"),
            ("i.0.vca 2\nv.2.mgmask 1\nmgmask 1", "input"),
            ("v.0.mute 1", "vca"),
        ] {
            assert!(muted(keys, kind), "{keys}");
            let prefix = keys.split('.').next().unwrap();
            assert!(!muted(&format!("{keys}\n{prefix}.0.forceunmute 1"), kind), "{keys}");
        }
        for (keys, kind) in [
            ("i.0.mgmask 1\nmgmask 2", "input"),
            ("i.0.mute 0\nmgmask 4194304", "input"),
            ("i.0.vca -1\nv.0.mute 1", "input"),
            ("i.0.vca 2\nv.2.mute 1\nv.2.forceunmute 1", "input"),
            // The highest bits are no groups, and a VCA follows no VCA.
            ("i.0.mgmask 64\nmgmask 64", "input"),
            ("v.0.vca 0\nv.0.mute 0", "vca"),
            ("i.0.mgmask -1\nmgmask 1", "input"),
        ] {
            assert!(!muted(keys, kind), "{keys}");
        }
    }

    #[test]
    fn sends_follow_the_strip_where_they_should() {
        let input = Channel::new("input", 1).unwrap();
        let aux = |keys: &str| aux_send_is_muted(&tree(keys), input, 1);
        assert!(aux("i.0.aux.0.mute 1"));
        assert!(aux("i.0.mute 1\ni.0.aux.0.post 1"));
        assert!(!aux("i.0.mute 1\ni.0.aux.0.post 0"));
        assert!(aux("i.0.mute 1\ni.0.aux.0.post 0\nsettings.auxmutelink 1"));
        assert!(!aux("i.0.mute 0\ni.0.aux.0.post 1"));
        let fx = |keys: &str| fx_send_is_muted(&tree(keys), input, 1);
        assert!(fx("i.0.mute 1\ni.0.fx.0.post 1"));
        assert!(!fx("i.0.mute 1\ni.0.fx.0.post 0"));
        assert!(fx("i.0.mute 1"), "a desk that always sends after the fader");
        assert!(fx("i.0.fx.0.mute 1\ni.0.fx.0.post 0"));
    }
}
