//! Who has which control in hand: one gesture owns a control until its finger
//! is lifted and a little longer, and a finger that stops telling of itself
//! loses it. Whether somebody may write at all is decided elsewhere.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use desk::{Moment, ParamId};
use protocol::{Role, ServerFrame};

use crate::conn::ConnId;

/// A control stays with its holder for so long after the last sign of the
/// finger, and after its lift.
const LEASE: Duration = Duration::from_millis(1500);

/// A finger, as the relay tells it from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finger {
    pub(crate) conn: ConnId,
    pub(crate) gesture: u8,
}

/// Who a finger belongs to, and how it came to the control.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    pub(crate) finger: Finger,
    pub(crate) member: u32,
    pub(crate) role: Role,
    /// The finger lies on the control, as far as is known.
    pub(crate) down: bool,
    /// The person was asked and wants it all the same.
    pub(crate) take: bool,
}

#[derive(Clone, Copy, Debug)]
struct Grip {
    finger: Finger,
    member: u32,
    role: Role,
    until: Moment,
    down: bool,
    /// The lease ran out under a finger that may come back.
    lapsed: bool,
}

/// Every control that is in somebody's hand.
#[derive(Default)]
pub(crate) struct Holds {
    grips: BTreeMap<ParamId, Grip>,
    version: u64,
    encoded: Option<(u64, Bytes)>,
}

impl Holds {
    /// Changes with who holds what.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// What a connection has seen that was just taken in.
    pub(crate) fn version_of_newcomer(&self) -> u64 {
        // Where nothing is held there is nothing to tell.
        if self.held().next().is_none() { self.version } else { self.version.wrapping_sub(1) }
    }

    /// Gives the control to a finger, or keeps it there. A control is taken
    /// from the same person, from a lower role, or because the claim says so.
    /// Gives the finger that lost it; the member who keeps it is the error.
    pub(crate) fn claim(
        &mut self,
        now: Moment,
        param: ParamId,
        claim: Claim,
    ) -> Result<Option<Finger>, u32> {
        let until = now + LEASE;
        let Claim { finger, member, role, .. } = claim;
        let mut down = claim.down;
        let mut lost = None;
        let mut seen = None;
        if let Some(grip) = self.grips.get(&param) {
            let free = grip.lapsed || grip.until <= now || grip.member == member;
            if grip.finger == finger {
                down |= grip.down;
            } else if free || claim.take || role > grip.role {
                lost = grip.down.then_some(grip.finger);
            } else {
                return Err(grip.member);
            }
            seen = (!grip.lapsed).then_some(grip.member);
        }
        self.grips.insert(param, Grip { finger, member, role, until, down, lapsed: false });
        if seen != Some(member) {
            self.version += 1;
        }
        Ok(lost)
    }

    /// Somebody writes without a finger: a key, a menu, a program. It ends the
    /// hold of the same person or a lower role; gives the finger that lost it.
    pub(crate) fn pass(
        &mut self,
        now: Moment,
        param: ParamId,
        conn: ConnId,
        member: u32,
        role: Role,
    ) -> Result<Option<Finger>, u32> {
        let Some(grip) = self.grips.get(&param) else { return Ok(None) };
        if grip.finger.conn == conn || grip.lapsed || grip.until <= now {
            return Ok(None);
        }
        if grip.member != member && role <= grip.role {
            return Err(grip.member);
        }
        let lost = grip.down.then_some(grip.finger);
        self.grips.remove(&param);
        self.version += 1;
        Ok(lost)
    }

    /// The finger is lifted: the control stays with it for the lease.
    pub(crate) fn lift(&mut self, now: Moment, param: ParamId, finger: Finger) {
        match self.grips.get_mut(&param) {
            Some(grip) if grip.finger == finger && grip.lapsed => {
                self.grips.remove(&param);
            }
            Some(grip) if grip.finger == finger => {
                grip.down = false;
                grip.until = now + LEASE;
            }
            _ => {}
        }
    }

    /// A connection is gone, and its fingers with it.
    pub(crate) fn leave(&mut self, conn: ConnId) {
        self.drop_where(|_, grip| grip.finger.conn == conn);
    }

    /// Something else moved these controls and means to have them.
    pub(crate) fn end(&mut self, params: impl Fn(ParamId) -> bool) -> Vec<(ParamId, Finger)> {
        let down = self.grips.iter().filter(|(param, grip)| params(**param) && grip.down);
        let lost = down.map(|(param, grip)| (*param, grip.finger)).collect();
        self.drop_where(|param, _| params(param));
        lost
    }

    fn drop_where(&mut self, which: impl Fn(ParamId, &Grip) -> bool) {
        let before = self.held().count();
        self.grips.retain(|param, grip| !which(*param, grip));
        if self.held().count() != before {
            self.version += 1;
        }
    }

    /// When the next lease runs out.
    pub(crate) fn due(&self) -> Option<Moment> {
        self.grips.values().filter(|grip| !grip.lapsed).map(|grip| grip.until).min()
    }

    /// Lets go of what was not heard of for a lease.
    pub(crate) fn expire(&mut self, now: Moment) {
        if self.due().is_none_or(|due| due > now) {
            return;
        }
        self.version += 1;
        self.grips.retain(|_, grip| {
            grip.lapsed |= grip.until <= now;
            grip.down || !grip.lapsed
        });
    }

    fn held(&self) -> impl Iterator<Item = (ParamId, u32)> {
        let held = self.grips.iter().filter(|(_, grip)| !grip.lapsed);
        held.map(|(param, grip)| (*param, grip.member))
    }

    /// The frame that tells who holds what, encoded once for all.
    pub(crate) fn frame(&mut self) -> Bytes {
        match &self.encoded {
            Some((version, bytes)) if *version == self.version => bytes.clone(),
            _ => {
                let frame = ServerFrame::Holds { holds: self.held().collect() };
                let bytes = Bytes::from(frame.encode());
                self.encoded = Some((self.version, bytes.clone()));
                bytes
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const LEVEL: ParamId = ParamId(3);

    fn at(millis: u64) -> Moment {
        Moment::from_millis(millis)
    }

    fn finger(conn: u64) -> Finger {
        Finger { conn: ConnId(conn), gesture: 1 }
    }

    /// Member and connection share their number.
    fn by(conn: u64, role: Role) -> Claim {
        let member = u32::try_from(conn).unwrap();
        Claim { finger: finger(conn), member, role, down: true, take: false }
    }

    fn held(holds: &Holds) -> Vec<u32> {
        holds.held().map(|(_, member)| member).collect()
    }

    #[test]
    fn an_equal_has_to_take_it_and_a_higher_role_just_does() {
        let mut holds = Holds::default();
        assert_eq!(holds.claim(at(0), LEVEL, by(1, Role::Engineer)), Ok(None));
        assert_eq!(holds.claim(at(1), LEVEL, by(2, Role::Engineer)), Err(1));
        assert_eq!(holds.claim(at(1), LEVEL, by(2, Role::Musician)), Err(1));
        let take = Claim { take: true, ..by(2, Role::Engineer) };
        assert_eq!(holds.claim(at(2), LEVEL, take), Ok(Some(finger(1))));
        assert_eq!(holds.claim(at(3), LEVEL, by(1, Role::Engineer)), Err(2));
        assert_eq!(holds.claim(at(4), LEVEL, by(3, Role::Admin)), Ok(Some(finger(2))));
        assert_eq!(held(&holds), [3]);
    }

    #[test]
    fn a_lifted_finger_keeps_it_for_the_lease() {
        let mut holds = Holds::default();
        holds.claim(at(0), LEVEL, by(1, Role::Engineer)).unwrap();
        holds.lift(at(100), LEVEL, finger(1));
        holds.expire(at(1599));
        assert_eq!(holds.claim(at(1599), LEVEL, by(2, Role::Engineer)), Err(1));
        assert_eq!(holds.due(), Some(at(1600)));
        holds.expire(at(1600));
        assert_eq!(held(&holds), [0u32; 0]);
        assert_eq!(holds.claim(at(1600), LEVEL, by(2, Role::Engineer)), Ok(None));
    }

    #[test]
    fn a_silent_finger_loses_it_for_good_only_to_another() {
        let mut holds = Holds::default();
        holds.claim(at(0), LEVEL, by(1, Role::Engineer)).unwrap();
        holds.expire(at(1500));
        assert_eq!(held(&holds), [0u32; 0]);
        // Nobody wanted it meanwhile.
        assert_eq!(holds.claim(at(1700), LEVEL, by(1, Role::Engineer)), Ok(None));
        assert_eq!(held(&holds), [1]);
        holds.expire(at(3200));
        assert_eq!(holds.claim(at(3300), LEVEL, by(2, Role::Engineer)), Ok(Some(finger(1))));
    }

    #[test]
    fn who_left_holds_nothing() {
        let mut holds = Holds::default();
        holds.claim(at(0), LEVEL, by(1, Role::Engineer)).unwrap();
        let before = holds.version();
        holds.leave(ConnId(2));
        assert_eq!(holds.version(), before);
        holds.leave(ConnId(1));
        assert_eq!((held(&holds), holds.due()), (vec![], None));
        assert_ne!(holds.version(), before);
    }

    #[test]
    fn keys_pass_where_a_finger_would() {
        let mut holds = Holds::default();
        let pass = |holds: &mut Holds, who: u64, role| {
            holds.pass(at(1), LEVEL, ConnId(who), u32::try_from(who).unwrap(), role)
        };
        assert_eq!(pass(&mut holds, 2, Role::Engineer), Ok(None));
        holds.claim(at(0), LEVEL, by(1, Role::Engineer)).unwrap();
        assert_eq!(pass(&mut holds, 1, Role::Engineer), Ok(None));
        assert_eq!(pass(&mut holds, 2, Role::Engineer), Err(1));
        assert_eq!(held(&holds), [1]);
        assert_eq!(pass(&mut holds, 2, Role::Admin), Ok(Some(finger(1))));
        assert_eq!(held(&holds), [0u32; 0]);
    }

    #[test]
    fn only_a_change_of_hands_is_told() {
        let mut holds = Holds::default();
        holds.claim(at(0), LEVEL, by(1, Role::Engineer)).unwrap();
        let version = holds.version();
        holds.claim(at(500), LEVEL, by(1, Role::Engineer)).unwrap();
        holds.lift(at(600), LEVEL, finger(1));
        assert_eq!(holds.version(), version);
        assert_ne!(holds.version_of_newcomer(), version);
    }
}
