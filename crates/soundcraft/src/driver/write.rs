//! Writes: checked, dropped when they change nothing, sent at once or at the
//! key's next turn. The desk never echoes the sender, so our own model
//! changes here.

use desk::{Moment, ParamId, Value, ValueError};

use super::{Driver, Event, State};
use crate::frame;
use crate::line::{self, Statement};
use crate::logic::Write;
use crate::logic::along::{Along, along};
use crate::mirror::{Raw, flag};
use crate::outbox::Part;

/// Why a write was refused. Nothing was sent and nothing is queued.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SetError {
    /// No desk is connected, or it has fallen silent.
    #[error("the desk is not connected")]
    NotSynced,
    /// No such parameter on this surface.
    #[error("parameter {} is beyond the surface or missing on this strip", .0.0)]
    Unknown(ParamId),
    /// Only the desk changes this one.
    #[error("parameter {} is the desk's to tell", .0.0)]
    ReadOnly(ParamId),
    /// The value does not fit the parameter.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// A raw key that would break the line, or a raw number that is not
    /// finite.
    #[error("{0:?} cannot be written")]
    Raw(String),
}

impl Driver {
    /// Writes a parameter. A value equal to the last known one is not sent.
    /// Bits of a mask are set in the last known mask.
    ///
    /// # Errors
    /// [`SetError`]; the write is refused and nothing is queued for later.
    pub fn set(&mut self, now: Moment, id: ParamId, value: &Value) -> Result<(), SetError> {
        let live = self.state() == State::Live;
        let Some(mirror) = self.mirror.as_mut().filter(|_| live) else {
            return Err(SetError::NotSynced);
        };
        let unknown = SetError::Unknown(id);
        let law = mirror.index().get(id).map(|parameter| parameter.law());
        let (Some(law), Some(spot)) = (law, mirror.spot(id).cloned()) else {
            return Err(unknown);
        };
        if spot.told {
            return Err(SetError::ReadOnly(id));
        }
        value.check(&law)?;
        if mirror.values().get(usize::from(id.0)) == Some(value) {
            return Ok(());
        }
        let raw = mirror.raw_with(&spot, id, value);
        let changed = mirror.put(&spot.key, raw).changed;
        let part = match spot.bit {
            Some(bit) => Part::Bits(flag(bit)),
            None => Part::Whole,
        };
        // Cleaning may have made another text of the one that was asked for,
        // possibly the one that was there before: then nothing goes out.
        let kept = self.value(id).filter(|kept| *kept != value).cloned();
        if let Some(value) = kept {
            self.events.push_back(Event::Changed { id, value });
        }
        if !changed.is_empty() {
            self.write(now, &spot.key, part);
        }
        Ok(())
    }

    /// Writes a parameter as a person's hand does: with all that the
    /// manufacturer's clients write along with it, see
    /// [`logic::along`](crate::logic::along). Parameters that change along
    /// are reported.
    ///
    /// # Errors
    /// As [`Driver::set`]; nothing goes along with a refused write.
    pub fn act(&mut self, now: Moment, id: ParamId, value: &Value) -> Result<(), SetError> {
        let Some(mirror) = &self.mirror else {
            return Err(SetError::NotSynced);
        };
        let fits = mirror.index().get(id).is_some_and(|of| value.check(&of.law()).is_ok());
        let Some(spot) = mirror.spot(id).filter(|spot| fits && !spot.told) else {
            return self.set(now, id, value);
        };
        let raw = mirror.raw_with(spot, id, value);
        let Along { before, after } = along(mirror.tree(), &spot.key, &raw);
        // What goes along is written on a best effort: the desk has told each
        // of these keys, and one that it takes no more is no reason to refuse
        // what was asked for.
        self.apply(now, &before).ok();
        self.set(now, id, value)?;
        self.apply(now, &after).ok();
        Ok(())
    }

    /// Writes any wire key, mapped or not; parameters behind it are reported
    /// as changed.
    ///
    /// # Errors
    /// [`SetError::NotSynced`], or [`SetError::Raw`] for a key or a value
    /// that cannot stand on a line.
    pub fn set_raw(&mut self, now: Moment, key: &str, raw: Raw) -> Result<(), SetError> {
        let live = self.state() == State::Live;
        let Some(mirror) = self.mirror.as_mut().filter(|_| live) else {
            return Err(SetError::NotSynced);
        };
        let plain = |c: char| c.is_ascii_graphic() && c != '^';
        if key.is_empty() || !key.chars().all(plain) {
            return Err(SetError::Raw(key.to_owned()));
        }
        let raw = match raw {
            Raw::Text(text) => Raw::Text(line::clean(&text)),
            number @ Raw::Number(_) => number,
        };
        if mirror.tree().get(key) == Some(&raw) {
            return Ok(());
        }
        let applied = mirror.put(key, raw.clone());
        if mirror.tree().get(key) != Some(&raw) {
            return Err(SetError::Raw(key.to_owned()));
        }
        let changed = applied.changed.into_iter();
        self.events.extend(changed.map(|(id, value)| Event::Changed { id, value }));
        self.write(now, key, Part::Whole);
        Ok(())
    }

    /// Makes all writes that one deed of a person amounts to, in their order.
    /// One that is refused does not hold up those behind it.
    ///
    /// # Errors
    /// The first [`SetError`]; with [`SetError::NotSynced`] nothing was
    /// written.
    pub fn apply(&mut self, now: Moment, writes: &[Write]) -> Result<(), SetError> {
        let mut result = Ok(());
        for write in writes {
            result = result.and(self.set_raw(now, &write.key, write.raw.clone()));
        }
        result
    }

    /// The last known value of a parameter, own writes included.
    #[must_use]
    pub fn value(&self, id: ParamId) -> Option<&Value> {
        self.mirror.as_ref()?.values().get(usize::from(id.0))
    }

    fn write(&mut self, now: Moment, key: &str, part: Part) {
        if self.outbox.write(now, key, part) {
            self.transmit_key(key);
        }
    }

    /// Sends the writes whose turn has come.
    pub(super) fn flush(&mut self, now: Moment) {
        if self.is_live() {
            for key in self.outbox.due(now) {
                self.transmit_key(&key);
            }
        }
    }

    /// Sends the newest value of a key.
    pub(super) fn transmit_key(&mut self, key: &str) {
        let raw = self.mirror.as_ref().and_then(|mirror| mirror.tree().get(key));
        let Some(raw) = raw.cloned() else {
            return;
        };
        let key = key.to_owned();
        self.transmit(&match raw {
            Raw::Number(value) => Statement::Setd { key, value },
            Raw::Text(value) => Statement::Sets { key, value },
        });
    }

    pub(super) fn transmit(&mut self, command: &Statement) {
        self.transmits.push_back(frame::encode(&command.to_string()));
    }
}
