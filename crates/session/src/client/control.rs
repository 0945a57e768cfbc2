//! Hands on controls: touching, moving, letting go, and taking over from
//! somebody else.

use desk::{Moment, ParamId, SortedMap, Value};
use protocol::{DeskState, Presence, Refusal, RefusalCode};

use super::Client;
use crate::{ControlError, Event, LinkState};

impl Client {
    /// Whether controls can be moved now.
    ///
    /// # Errors
    /// [`ControlError`] says why not.
    pub fn check_control(&self) -> Result<(), ControlError> {
        match self.link {
            LinkState::Live { .. } if self.desk_state == DeskState::Live => Ok(()),
            LinkState::Live { .. } => Err(ControlError::DeskOffline),
            _ => Err(ControlError::Offline),
        }
    }

    /// The number of another member who has this control in hand.
    #[must_use]
    pub fn holder(&self, id: ParamId) -> Option<u32> {
        let holder = self.holds.get(&id).copied();
        holder.filter(|holder| self.me.as_ref().is_none_or(|me| me.id != *holder))
    }

    /// Whether a finger here moves this control: it is down, the link did not
    /// break under it and nobody took the control over.
    #[must_use]
    pub fn in_hand(&self, id: ParamId) -> bool {
        self.desk.in_hand(id)
    }

    /// Whether another member with this control in hand keeps it when it is
    /// touched here: one of the same role or a higher one does.
    #[must_use]
    pub fn must_ask(&self, id: ParamId) -> bool {
        let Some(holder) = self.holder(id) else { return false };
        let (mine, theirs) = (self.me.as_ref().map(|me| me.role), self.roles.get(&holder));
        theirs.is_none_or(|theirs| mine.is_none_or(|mine| mine <= *theirs))
    }

    /// A finger is down on a control. Never changes a value.
    ///
    /// # Errors
    /// As [`Client::check_control`], and [`ControlError::Held`] when somebody
    /// else has it in hand, see [`Client::take_over`]; the finger then has no
    /// effect.
    pub fn touch(&mut self, now: Moment, id: ParamId) -> Result<(), ControlError> {
        self.touch_all(now, &[id])
    }

    /// One finger is down on several controls, which it moves together: what
    /// it sets of them leaves in one frame. They are lifted one by one. Others
    /// hear of a finger on more than one control when it stays for 100 ms.
    ///
    /// # Errors
    /// As [`Client::touch`]; those that nobody else has are in hand then.
    pub fn touch_all(&mut self, now: Moment, ids: &[ParamId]) -> Result<(), ControlError> {
        self.check_control()?;
        let free: Vec<ParamId> = ids.iter().copied().filter(|id| !self.must_ask(*id)).collect();
        for frame in self.desk.touch(now, &free) {
            self.send_frame(&frame);
        }
        if free.len() == ids.len() { Ok(()) } else { Err(ControlError::Held) }
    }

    /// Takes a control over from whoever has it in hand; it stays free for a
    /// touch from here for a moment.
    ///
    /// # Errors
    /// As [`Client::check_control`].
    pub fn take_over(&mut self, id: ParamId) -> Result<(), ControlError> {
        self.check_control()?;
        for frame in self.desk.take_over(id) {
            self.send_frame(&frame);
        }
        Ok(())
    }

    /// The finger moved, a key was pressed, a switch was thrown: the control
    /// shows the value at once, and it is sent at most every 33 ms.
    ///
    /// # Errors
    /// As [`Client::check_control`], [`ControlError::LiftFirst`] when the link
    /// broke under the finger, [`ControlError::Held`] when somebody else has
    /// the control, [`ControlError::Unfit`] when the value does not fit the
    /// parameter. Nothing is shown or sent then.
    pub fn set(&mut self, now: Moment, id: ParamId, value: Value) -> Result<(), ControlError> {
        self.set_all(now, vec![(id, value)])
    }

    /// Sets several controls at once, which everybody sees change at once.
    ///
    /// # Errors
    /// As [`Client::set`]; none of them is set then.
    pub fn set_all(
        &mut self,
        now: Moment,
        entries: Vec<(ParamId, Value)>,
    ) -> Result<(), ControlError> {
        self.check_control()?;
        for (id, value) in &entries {
            self.desk.check(*id, value)?;
            if !self.desk.in_hand(*id) && self.must_ask(*id) {
                return Err(ControlError::Held);
            }
        }
        let moved = entries.into_iter().filter_map(|(id, value)| {
            let moved = self.desk.set(now, id, value);
            moved.then_some(id)
        });
        let moved: Vec<ParamId> = moved.collect();
        if !moved.is_empty() {
            self.events.push_back(Event::Shown(moved));
            self.send_due_frames(now);
        }
        Ok(())
    }

    /// The finger is lifted; its last value is sent first.
    pub fn lift(&mut self, now: Moment, id: ParamId) {
        self.give_up_old(now);
        let mut frames = Vec::new();
        let (tick, most) = (self.clock.tick(now), self.limits.set_entries);
        self.desk.take_unsent(now, tick, most, &mut frames);
        frames.extend(self.desk.lift(id));
        for frame in frames {
            self.send_frame(&frame);
        }
        self.events.push_back(Event::Shown(vec![id]));
    }

    pub(super) fn send_due_frames(&mut self, now: Moment) {
        if !self.is_welcome() {
            return;
        }
        self.give_up_old(now);
        let (tick, most) = (self.clock.tick(now), self.limits.set_entries);
        for frame in self.desk.frames(now, tick, most) {
            self.send_frame(&frame);
        }
    }

    pub(super) fn give_up_old(&mut self, now: Moment) {
        let ids = self.desk.give_up_old(now);
        if !ids.is_empty() {
            self.events.push_back(Event::Shown(ids));
        }
    }

    pub(super) fn take_members(&mut self, members: Vec<Presence>) {
        self.roles = members.iter().map(|of| (of.member.id, of.member.role)).collect();
        self.events.push_back(Event::Members(members));
    }

    pub(super) fn take_holds(&mut self, holds: Vec<(ParamId, u32)>) {
        let before = std::mem::replace(&mut self.holds, holds.into_iter().collect());
        let either = before.keys().chain(self.holds.keys());
        let changed = either.filter(|id| before.get(*id) != self.holds.get(*id));
        let changed: SortedMap<ParamId, ()> = changed.map(|id| (*id, ())).collect();
        self.tell_held(changed.keys().copied().collect());
    }

    pub(super) fn forget_holds(&mut self) {
        let held = std::mem::take(&mut self.holds);
        self.tell_held(held.keys().copied().collect());
    }

    fn tell_held(&mut self, ids: Vec<ParamId>) {
        if !ids.is_empty() {
            self.events.push_back(Event::Held(ids));
        }
    }

    /// The relay says that a finger here does not own its control.
    pub(super) fn take_touch_refused(&mut self, gesture: u8, id: ParamId, refusal: Refusal) {
        if self.desk.lose(gesture, id) {
            self.events.push_back(Event::Shown(vec![id]));
            self.events.push_back(Event::TouchLost { id, refusal });
        }
    }

    /// Own writes were refused; the values glide back.
    pub(super) fn take_set_refused(&mut self, op: u64, params: Vec<ParamId>, refusal: Refusal) {
        let ids = self.desk.refuse(op, &params);
        // That a finger lost its control has been told already.
        let told = refusal.code == RefusalCode::Held
            && !params.is_empty()
            && params.iter().all(|id| !ids.contains(id));
        self.events.push_back(Event::Shown(ids));
        if !told {
            self.events.push_back(Event::SetRefused { params, refusal });
        }
    }
}
