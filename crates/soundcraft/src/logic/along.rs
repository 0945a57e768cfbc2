//! What goes along with one write of a person, whatever page it came from:
//! partners of stereo pairs, other solos, overrides that a mute button or a
//! mute group ends, and the notes that a show is not saved.

use super::mutes::{ALL, FORCED, FX, MASK, bits};
use super::{Draft, Write, entailed, mute_buttons, solo};
use crate::keys::Channel;
use crate::{Raw, Tree};

const MUTE_GROUPS: u16 = 6;
/// Leaves whose change belongs to a show, and the note that it is not saved.
const NOTES: [(&str, &str); 2] =
    [(MASK, "var.unsaved.mutegroups"), ("safe", "var.unsaved.chsafes")];

/// What to write before and after a write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Along {
    /// What goes first.
    pub before: Vec<Write>,
    /// What follows.
    pub after: Vec<Write>,
}

/// The writes that go along with writing `raw` to `key`, without that one.
#[must_use]
pub fn along(tree: &Tree, key: &str, raw: &Raw) -> Along {
    let mut along = Along::default();
    if key == MASK {
        groups(tree, raw, &mut along);
        return along;
    }
    let Some(channel) = Channel::of_key(key) else {
        return along;
    };
    let on = raw.number().is_some_and(|number| number >= 0.5);
    if key == channel.key("solo") {
        along.before = solo::set(tree, channel, on);
    } else {
        let mut draft = Draft::new(tree);
        let others = entailed(tree, key);
        for other in &others {
            draft.set(other, raw.clone());
        }
        if on && key == channel.key("mute") {
            let partners = others.iter().filter_map(|other| Channel::of_key(other));
            for strip in std::iter::once(channel).chain(partners) {
                draft.switch(&strip.key(FORCED), false);
            }
        }
        for (leaf, note) in NOTES {
            if key == channel.key(leaf) {
                draft.switch(note, true);
            }
        }
        along.after = draft.writes;
    }
    along.before.retain(|write| write.key != key);
    along.after.retain(|write| write.key != key);
    along
}

/// Every group and switch of the desk that the new mask changes. A group
/// without members is switched all the same.
fn groups(tree: &Tree, raw: &Raw, along: &mut Along) {
    let before = bits(tree, MASK);
    // Masks have far fewer bits than an `f64` holds.
    let after = raw.number().map_or(before, |number| number.max(0.0) as u32);
    for group in 1..=MUTE_GROUPS {
        let bit = 1 << (group - 1);
        let on = after & bit != 0;
        if (before ^ after) & bit != 0
            && let Ok(writes) = mute_buttons::set_group(tree, group, on)
        {
            along.take(on, writes);
        }
    }
    for (bit, set) in
        [(FX, mute_buttons::set_fx as fn(&Tree, bool) -> Vec<Write>), (ALL, mute_buttons::set_all)]
    {
        let on = after & bit != 0;
        if (before ^ after) & bit != 0 {
            along.take(on, set(tree, on));
        }
    }
}

impl Along {
    /// Overrides end before a mute comes on, and after it goes off.
    fn take(&mut self, on: bool, writes: Vec<Write>) {
        let side = if on { &mut self.before } else { &mut self.after };
        side.extend(writes.into_iter().filter(|write| write.key != MASK));
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::{shown, tree};
    use super::*;

    const DESK: &str = "mgmask 0
        settings.multiplesolo 0
        var.unsaved.mutegroups 0
        var.unsaved.chsafes 0
        i.0.mute 0
        i.0.forceunmute 1
        i.0.mgmask 1
        i.0.solo 1
        i.0.mix 0
        i.0.name A
        i.0.stereoIndex 0
        i.0.safe 0
        i.1.mute 0
        i.1.forceunmute 1
        i.1.mgmask 0
        i.1.solo 1
        i.1.mix 0
        i.1.name B
        i.1.stereoIndex 1
        i.2.mute 0
        i.2.solo 0
        i.2.mgmask 0
        i.2.stereoIndex -1";

    fn both(desk: &str, key: &str, number: f64) -> (Vec<String>, Vec<String>) {
        let along = along(&tree(desk), key, &Raw::Number(number));
        (shown(&along.before), shown(&along.after))
    }

    fn after(key: &str, number: f64) -> Vec<String> {
        let (before, after) = both(DESK, key, number);
        assert!(before.is_empty(), "{before:?}");
        after
    }

    #[test]
    fn the_partner_follows_and_the_own_key_is_left_to_the_caller() {
        assert_eq!(after("i.0.mix", 0.5), ["i.1.mix 0.5"]);
        assert!(after("i.2.mix", 0.5).is_empty());
        let name = along(&tree(DESK), "i.0.name", &Raw::Text("C".into()));
        assert_eq!(name, Along::default());
    }

    #[test]
    fn a_mute_button_ends_overrides() {
        assert_eq!(
            after("i.0.mute", 1.0),
            ["i.1.mute 1", "i.0.forceunmute 0", "i.1.forceunmute 0"]
        );
        assert!(after("i.0.mute", 0.0).is_empty());
    }

    #[test]
    fn one_solo_takes_the_others_off_first() {
        assert_eq!(both(DESK, "i.2.solo", 1.0).0, ["i.0.solo 0", "i.1.solo 0"]);
        assert_eq!(both(DESK, "i.0.solo", 0.0).0, ["i.1.solo 0"]);
    }

    #[test]
    fn groups_end_overrides_before_they_come_on_and_after_they_go_off() {
        assert_eq!(both(DESK, "mgmask", 1.0), (vec!["i.0.forceunmute 0".into()], vec![]));
        let muted = DESK.replace("mgmask 0\n        settings", "mgmask 8388609\n        settings");
        let (before, after) = both(&muted, "mgmask", 1.0);
        assert!(before.is_empty());
        // The first one is still needed: its group is active.
        assert_eq!(after, ["i.1.forceunmute 0"]);
        assert!(both(DESK, "mgmask", 2.0).0.is_empty(), "a group without members");
    }

    #[test]
    fn what_belongs_to_a_show_is_noted() {
        assert_eq!(after("i.2.mgmask", 4.0), ["var.unsaved.mutegroups 1"]);
        assert_eq!(after("i.0.safe", 1.0).last().unwrap(), "var.unsaved.chsafes 1");
    }
}
