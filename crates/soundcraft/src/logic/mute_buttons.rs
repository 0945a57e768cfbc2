//! What the mute buttons write: of a strip, of a group, of everything. The
//! overrides that let a strip be heard through a mute are kept tidy here.
//!
//! **Source:** Soundcraft Ui protocol reference, mute buttons.

use desk::kind;

use super::mutes::{ALL, FORCED, FX, GROUPS, MASK, bits, of, vca_of};
use super::{Draft, Write, mutable};
use crate::keys::{Channel, WireIndex};
use crate::{Raw, Tree};

/// Shows that a show's members were changed and not saved.
const UNSAVED: &str = "var.unsaved.mutegroups";
const ON: Raw = Raw::Number(1.0);
const OFF: Raw = Raw::Number(0.0);

/// Why a group cannot be muted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GroupError {
    /// There are groups 1 to 6.
    #[error("there is no mute group {0}")]
    Unknown(u16),
    /// Nothing would be muted.
    #[error("mute group {0} has no members")]
    Empty(u16),
}

/// A strip's mute button: makes it silent or heard, whatever else mutes it.
#[must_use]
pub fn set(tree: &Tree, channel: Channel, muted: bool) -> Vec<Write> {
    let by_others = of(tree, channel).by_others();
    let (own, forced) = (channel.key("mute"), channel.key(FORCED));
    let mut draft = Draft::new(tree);
    match (muted, by_others) {
        (true, true) => {
            draft.spread(&forced, OFF);
        }
        (true, false) => {
            draft.spread(&own, ON);
            draft.spread(&forced, OFF);
        }
        (false, true) => {
            draft.spread(&forced, ON);
        }
        (false, false) => {
            draft.spread(&own, OFF);
        }
    }
    draft.writes
}

/// Switches a mute group, 1 to 6.
///
/// # Errors
/// [`GroupError`] for other numbers, and for switching on a group nobody is
/// in.
pub fn set_group(tree: &Tree, group: u16, muted: bool) -> Result<Vec<Write>, GroupError> {
    let bit = bit(group)?;
    let active = bits(tree, MASK);
    let mut draft = Draft::new(tree);
    if muted {
        let members: Vec<Channel> = members(tree, bit);
        if members.is_empty() {
            return Err(GroupError::Empty(group));
        }
        for strip in members {
            draft.switch(&strip.key(FORCED), false);
        }
        mask(&mut draft, active | bit);
    } else {
        let left = active & !bit;
        mask(&mut draft, left);
        release(&mut draft, |strip| left & bits(tree, &strip.key(MASK)) & GROUPS == 0);
    }
    Ok(draft.writes)
}

/// Switches the mute of everything.
#[must_use]
pub fn set_all(tree: &Tree, muted: bool) -> Vec<Write> {
    set_switch(tree, ALL, muted, |_| true)
}

/// Switches the mute of every FX return.
#[must_use]
pub fn set_fx(tree: &Tree, muted: bool) -> Vec<Write> {
    set_switch(tree, FX, muted, |strip| strip.kind() == kind::FX)
}

/// Makes everything heard: no switch, no group, no button mutes any more, and
/// no override is left.
#[must_use]
pub fn clear(tree: &Tree) -> Vec<Write> {
    let mut draft = Draft::new(tree);
    mask(&mut draft, bits(tree, MASK) & !(ALL | FX | GROUPS));
    for strip in mutable(tree) {
        draft.switch(&strip.key("mute"), false);
        draft.switch(&strip.key(FORCED), false);
    }
    draft.writes
}

/// Takes a strip into a group, 1 to 6, or out of it.
///
/// # Errors
/// [`GroupError::Unknown`] for other numbers.
pub fn set_member(
    tree: &Tree,
    channel: Channel,
    group: u16,
    member: bool,
) -> Result<Vec<Write>, GroupError> {
    let bit = bit(group)?;
    let key = channel.key(MASK);
    let before = bits(tree, &key);
    let after = if member { before | bit } else { before & !bit };
    let mut draft = Draft::new(tree);
    draft.spread(&key, Raw::Number(f64::from(after)));
    if !draft.writes.is_empty() {
        draft.set(UNSAVED, ON);
    }
    Ok(draft.writes)
}

fn bit(group: u16) -> Result<u32, GroupError> {
    let index = WireIndex::of_number(group).ok_or(GroupError::Unknown(group))?;
    let bit = 1u32.checked_shl(u32::from(index.get())).unwrap_or_default();
    if bit & GROUPS == 0 { Err(GroupError::Unknown(group)) } else { Ok(bit) }
}

fn mask(draft: &mut Draft<'_>, bits: u32) {
    draft.number(MASK, f64::from(bits));
}

/// The strips of a group, and the inputs whose VCA is in it.
fn members(tree: &Tree, bit: u32) -> Vec<Channel> {
    let is_member = |strip: Channel| bits(tree, &strip.key(MASK)) & bit != 0;
    let by_vca =
        |strip: Channel| strip.kind() == kind::INPUT && vca_of(tree, strip).is_some_and(is_member);
    mutable(tree).filter(|&strip| is_member(strip) || by_vca(strip)).collect()
}

/// A switch of the desk that covers some strips.
fn set_switch(tree: &Tree, bit: u32, muted: bool, covers: impl Fn(Channel) -> bool) -> Vec<Write> {
    let active = bits(tree, MASK);
    let mut draft = Draft::new(tree);
    if muted {
        for strip in mutable(tree).filter(|&strip| covers(strip)) {
            draft.switch(&strip.key(FORCED), false);
        }
        mask(&mut draft, active | bit);
    } else {
        let left = active & !bit;
        release(&mut draft, |strip| {
            let by_group = left & bits(tree, &strip.key(MASK)) & GROUPS != 0;
            let by_fx = strip.kind() == kind::FX && left & FX != 0;
            let by_all = left & ALL != 0;
            covers(strip) && !by_group && !by_fx && !by_all
        });
        mask(&mut draft, left);
    }
    draft.writes
}

/// Strips with an override that nothing needs any more are simply heard.
fn release(draft: &mut Draft<'_>, free: impl Fn(Channel) -> bool) {
    let tree = draft.tree;
    for strip in mutable(tree) {
        if tree.is_on(&strip.key(FORCED)) && free(strip) {
            draft.switch(&strip.key(FORCED), false);
            draft.switch(&strip.key("mute"), false);
        }
    }
}

#[cfg(test)]
mod tests;
