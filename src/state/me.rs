//! Who this is, what this person may do, and who else is here.

use crate::signals::{RwSignal, Signal};
use desk::{Index, ParamId};
use protocol::{Member, Presence, Role};

/// This person and everybody else.
#[derive(Clone, Copy)]
pub struct MeStore {
    me: RwSignal<Option<Member>>,
    here: RwSignal<Vec<Presence>>,
    /// Everybody who has been here since the page was opened, as they were last.
    seen: RwSignal<Vec<Presence>>,
}

impl MeStore {
    pub(super) fn new() -> Self {
        Self {
            me: RwSignal::new(None),
            here: RwSignal::new(Vec::new()),
            seen: RwSignal::new(Vec::new()),
        }
    }

    /// This person, once welcome.
    #[must_use]
    pub fn me(&self) -> Signal<Option<Member>> {
        self.me.into()
    }

    /// Everybody who is here.
    #[must_use]
    pub fn here(&self) -> Signal<Vec<Presence>> {
        self.here.into()
    }

    /// What somebody is, or was when they left while this page was open; tracked.
    #[must_use]
    pub fn role_of(&self, member: u32) -> Option<Role> {
        self.seen.with(|seen| {
            let one = seen.iter().find(|one| one.member.id == member);
            one.map(|one| one.member.role)
        })
    }

    /// What this person is; viewers until told otherwise.
    #[must_use]
    pub fn role(&self) -> Role {
        self.me.with(|me| me.as_ref().map_or(Role::Viewer, |me| me.role))
    }

    /// Whether this person mixes their own ears alone: what silences others is
    /// not theirs. Not tracked.
    #[must_use]
    pub fn is_musician(&self) -> bool {
        self.me.with_untracked(|me| me.as_ref().is_some_and(|me| me.role == Role::Musician))
    }

    /// Whether the relay will let this person write the parameter, by the
    /// relay's own table; tracked.
    #[must_use]
    pub fn may_write(&self, index: &Index, id: ParamId) -> bool {
        self.me.with(|me| me.as_ref().is_some_and(|me| room::rights::may_write(me, index, id)))
    }

    pub(super) fn set_me(&self, member: Member) {
        if self.me.with_untracked(|me| me.as_ref() != Some(&member)) {
            self.me.set(Some(member));
        }
    }

    pub(super) fn set_here(&self, here: Vec<Presence>) {
        if self.here.with_untracked(|known| *known != here) {
            self.seen.update(|seen| {
                seen.retain(|one| !here.iter().any(|now| now.member.id == one.member.id));
                seen.extend_from_slice(&here);
            });
            self.here.set(here);
        }
    }
}
