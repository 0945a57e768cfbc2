//! Buttons pressed, and what is written and heard.

use proptest::prelude::*;

use super::super::bench::{after, shown, tree};
use super::*;

/// Input 1 in group 1, input 2 on VCA 1 which is in group 2, input 3 alone;
/// one FX return in group 1.
const DESK: &str = "mgmask 0
    var.unsaved.mutegroups 0
    i.0.mute 0
    i.0.forceunmute 0
    i.0.mgmask 1
    i.0.vca -1
    i.1.mute 0
    i.1.forceunmute 0
    i.1.mgmask 0
    i.1.vca 0
    i.2.mute 0
    i.2.forceunmute 0
    i.2.mgmask 0
    i.2.vca -1
    f.0.mute 0
    f.0.forceunmute 0
    f.0.mgmask 1
    v.0.mute 0
    v.0.forceunmute 0
    v.0.mgmask 2";

fn with(changes: &[(&str, f64)]) -> Tree {
    let mut tree = tree(DESK);
    for (key, number) in changes {
        tree.put(key, Raw::Number(*number));
    }
    tree
}

fn input(number: u16) -> Channel {
    Channel::new("input", number).unwrap()
}

#[test]
fn a_strips_button_follows_what_else_mutes_it() {
    let press = |tree: &Tree, muted| shown(&set(tree, input(1), muted));
    let free = with(&[]);
    assert_eq!(press(&free, true), ["i.0.mute 1"]);
    let own = with(&[("i.0.mute", 1.0)]);
    assert_eq!(press(&own, false), ["i.0.mute 0"]);
    let group = with(&[("mgmask", 1.0)]);
    assert_eq!(press(&group, false), ["i.0.forceunmute 1"]);
    let forced = with(&[("mgmask", 1.0), ("i.0.forceunmute", 1.0)]);
    assert_eq!(press(&forced, true), ["i.0.forceunmute 0"]);
    let stale = with(&[("i.0.forceunmute", 1.0)]);
    assert_eq!(press(&stale, true), ["i.0.mute 1", "i.0.forceunmute 0"]);
}

#[test]
fn a_pair_is_muted_together() {
    let pair = with(&[("i.1.stereoIndex", 0.0), ("i.2.stereoIndex", 1.0)]);
    assert_eq!(shown(&set(&pair, input(2), true)), ["i.2.mute 1", "i.1.mute 1"]);
}

#[test]
fn a_group_is_switched_with_its_overrides() {
    let forced = with(&[("i.0.forceunmute", 1.0), ("i.2.forceunmute", 1.0)]);
    let on = set_group(&forced, 1, true).unwrap();
    assert_eq!(shown(&on), ["i.0.forceunmute 0", "mgmask 1"]);
    // The inputs of a VCA in the group are meant too.
    let by_vca = with(&[("i.1.forceunmute", 1.0)]);
    let on = set_group(&by_vca, 2, true).unwrap();
    assert_eq!(shown(&on), ["i.1.forceunmute 0", "mgmask 2"]);

    let overridden = with(&[("mgmask", 3.0), ("i.0.forceunmute", 1.0), ("i.0.mute", 1.0)]);
    let off = set_group(&overridden, 1, false).unwrap();
    assert_eq!(shown(&off), ["mgmask 2", "i.0.forceunmute 0", "i.0.mute 0"]);
    let still = set_group(&overridden, 2, false).unwrap();
    assert_eq!(shown(&still), ["mgmask 1"]);
}

#[test]
fn groups_that_mute_nothing_are_refused() {
    assert_eq!(set_group(&with(&[]), 3, true), Err(GroupError::Empty(3)));
    assert_eq!(set_group(&with(&[("mgmask", 4.0)]), 3, false).unwrap().len(), 1);
    for group in [0, 7, 32, 33, u16::MAX] {
        assert_eq!(set_group(&with(&[]), group, true), Err(GroupError::Unknown(group)));
        assert!(set_member(&with(&[]), input(1), group, true).is_err());
    }
}

#[test]
fn the_desks_switches_cover_their_strips() {
    let forced = with(&[("i.2.forceunmute", 1.0), ("f.0.forceunmute", 1.0)]);
    let all = ["i.2.forceunmute 0", "f.0.forceunmute 0", "mgmask 8388608"];
    assert_eq!(shown(&set_all(&forced, true)), all);
    assert_eq!(shown(&set_fx(&forced, true)), ["f.0.forceunmute 0", "mgmask 4194304"]);

    let both = f64::from(ALL | FX);
    let heard = with(&[("mgmask", both), ("i.2.forceunmute", 1.0), ("f.0.forceunmute", 1.0)]);
    // The FX return is still muted by its own switch, so it keeps its override.
    assert_eq!(shown(&set_all(&heard, false)), ["i.2.forceunmute 0", "mgmask 4194304"]);
    assert_eq!(shown(&set_fx(&heard, false)), ["mgmask 8388608"]);
    let grouped = with(&[("mgmask", f64::from(ALL | 1)), ("i.0.forceunmute", 1.0)]);
    assert_eq!(shown(&set_all(&grouped, false)), ["mgmask 1"]);
}

#[test]
fn membership_is_marked_as_unsaved() {
    let writes = set_member(&with(&[]), input(3), 6, true).unwrap();
    assert_eq!(shown(&writes), ["i.2.mgmask 32", "var.unsaved.mutegroups 1"]);
    assert!(set_member(&with(&[]), input(1), 1, true).unwrap().is_empty());
}

proptest! {
    /// Whatever is pressed, the button does what it says.
    #[test]
    fn buttons_do_what_they_say(
        states in proptest::collection::vec((0..2u8, 0..2u8), 5),
        active in prop_oneof![0..64u32, Just(ALL), Just(FX), Just(ALL | FX | 3)],
        which in 0..5usize,
        muted in any::<bool>(),
    ) {
        let strips = ["i.0", "i.1", "i.2", "f.0", "v.0"];
        let mut tree = with(&[("mgmask", f64::from(active))]);
        for (strip, (mute, forced)) in strips.iter().zip(states) {
            tree.put(&format!("{strip}.mute"), Raw::Number(f64::from(mute)));
            tree.put(&format!("{strip}.forceunmute"), Raw::Number(f64::from(forced)));
        }
        let strip = Channel::of_id(strips[which]).unwrap();
        let pressed = after(&tree, &set(&tree, strip, muted));
        prop_assert_eq!(of(&pressed, strip).is_muted(), muted);

        let quiet = after(&tree, &set_all(&tree, true));
        prop_assert!(mutable(&quiet).all(|strip| of(&quiet, strip).is_muted()));
        let clear = after(&tree, &clear(&tree));
        prop_assert!(mutable(&clear).all(|strip| of(&clear, strip) == Default::default()));
    }
}
