//! What this person did, step by step, so that it can be taken back. Pure: it
//! is told values and gives values back; writing them is the desk store's.
//!
//! A drag is one step, whatever it passed through, and so is anything that
//! moves many controls at once.

use std::collections::VecDeque;

use desk::{ParamId, Value};

/// So many steps are remembered.
const MOST: usize = 50;

/// One control before and after a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The control.
    pub id: ParamId,
    /// Where it stood.
    pub before: Value,
    /// Where the step left it.
    pub after: Value,
}

/// What was done at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// The controls that ended elsewhere than they began; never empty in a
    /// history.
    pub changes: Vec<Change>,
}

impl Step {
    /// The controls that are no longer where the step left them, because
    /// somebody moved them since. `shown` tells the values now.
    #[must_use]
    pub fn moved_since(&self, shown: impl Fn(ParamId) -> Option<Value>) -> Vec<ParamId> {
        let moved = |change: &&Change| shown(change.id).as_ref() != Some(&change.after);
        self.changes.iter().filter(moved).map(|change| change.id).collect()
    }
}

/// The steps, newest last, and gestures that are not over yet.
#[derive(Clone, Debug, Default)]
pub struct History {
    steps: VecDeque<(u64, Step)>,
    /// The number of the newest step there ever was.
    newest: u64,
    open: Vec<(ParamId, Vec<(ParamId, Value)>)>,
}

impl History {
    /// A gesture begins on controls that stand as given. It goes by `key`, one
    /// of them, since several fingers may be busy.
    pub fn begin(&mut self, key: ParamId, controls: Vec<(ParamId, Value)>) {
        self.open.retain(|(open, _)| *open != key);
        self.open.push((key, controls));
    }

    /// The gesture is over. It is a step if anything ended elsewhere; gives
    /// the step's number then.
    pub fn end(&mut self, key: ParamId, shown: impl Fn(ParamId) -> Option<Value>) -> Option<u64> {
        let place = self.open.iter().position(|(open, _)| *open == key)?;
        let (_, began) = self.open.remove(place);
        let changes = began.into_iter().filter_map(|(id, before)| {
            let after = shown(id).filter(|after| *after != before)?;
            Some(Change { id, before, after })
        });
        self.push(Step { changes: changes.collect() })
    }

    /// Whether a gesture is under way on this control.
    #[must_use]
    pub fn is_open(&self, id: ParamId) -> bool {
        self.open.iter().any(|(_, controls)| controls.iter().any(|(open, _)| *open == id))
    }

    /// Whether any gesture is under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.open.is_empty()
    }

    /// Something was done in one go; gives the step's number, none when it
    /// changed nothing.
    pub fn push(&mut self, step: Step) -> Option<u64> {
        if step.changes.is_empty() {
            return None;
        }
        if self.steps.len() == MOST {
            self.steps.pop_front();
        }
        self.newest += 1;
        self.steps.push_back((self.newest, step));
        Some(self.newest)
    }

    /// Takes the newest step out.
    pub fn pop(&mut self) -> Option<Step> {
        self.steps.pop_back().map(|(_, step)| step)
    }

    /// Takes the step of this number out, unless it was taken or forgotten.
    pub fn take(&mut self, number: u64) -> Option<Step> {
        let place = self.steps.iter().position(|(of, _)| *of == number)?;
        self.steps.remove(place).map(|(_, step)| step)
    }

    /// Whether the step of this number can still be taken back.
    #[must_use]
    pub fn has(&self, number: u64) -> bool {
        self.steps.iter().any(|(of, _)| *of == number)
    }

    /// How many steps can be taken back.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether nothing can be taken back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// A value on its way from one to another: `share` is 0 at the start and 1 at
/// the end. Only levels glide; anything else is where it goes at once.
#[must_use]
pub fn glide(from: &Value, to: &Value, share: f64) -> Value {
    match (from, to) {
        (Value::Short(start), Value::Short(end)) => {
            let (start, end) = (f64::from(*start), f64::from(*end));
            let here = start + (end - start) * share.clamp(0.0, 1.0);
            // Between two sixteen-bit numbers lies a sixteen-bit number.
            Value::Short(here.round() as u16)
        }
        _ => to.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FADER: ParamId = ParamId(1);

    fn step(history: &mut History, from: u16, to: u16) -> Option<u64> {
        history.begin(FADER, vec![(FADER, Value::Short(from))]);
        history.end(FADER, |_| Some(Value::Short(to)))
    }

    #[test]
    fn a_drag_is_one_step_and_a_touch_is_none() {
        let mut history = History::default();
        step(&mut history, 100, 100);
        assert!(history.is_empty(), "touching changed nothing");
        step(&mut history, 100, 900);
        let undone = history.pop().unwrap();
        assert_eq!(undone.changes.len(), 1);
        assert_eq!(undone.changes[0].before, Value::Short(100));
        assert_eq!(undone.changes[0].after, Value::Short(900));
        assert_eq!(history.pop(), None);
    }

    #[test]
    fn fifty_steps_are_kept_and_the_oldest_goes() {
        let mut history = History::default();
        for number in 0..60 {
            step(&mut history, number, number + 1);
        }
        assert_eq!(history.len(), 50);
        let oldest = std::iter::from_fn(|| history.pop()).last().unwrap();
        assert_eq!(oldest.changes[0].before, Value::Short(10));
    }

    #[test]
    fn a_step_is_taken_by_its_number_whatever_came_after() {
        let mut history = History::default();
        let number = step(&mut history, 1, 2).unwrap();
        assert_eq!(step(&mut history, 2, 2), None, "what changed nothing has no number");
        step(&mut history, 2, 9);
        assert_eq!(history.take(number).unwrap().changes[0].before, Value::Short(1));
        assert_eq!(history.take(number), None, "only once");
        assert_eq!(history.pop().unwrap().changes[0].before, Value::Short(2));
    }

    #[test]
    fn two_fingers_are_two_steps() {
        let mut history = History::default();
        let other = ParamId(2);
        history.begin(FADER, vec![(FADER, Value::Short(1))]);
        history.begin(other, vec![(other, Value::Short(2))]);
        assert!(history.is_open(FADER));
        history.end(FADER, |_| Some(Value::Short(10)));
        assert!(!history.is_open(FADER) && history.is_busy());
        history.end(other, |_| Some(Value::Short(20)));
        assert!(!history.is_busy());
        assert_eq!(history.pop().unwrap().changes[0].id, other);
        assert_eq!(history.pop().unwrap().changes[0].id, FADER);
    }

    #[test]
    fn a_move_by_somebody_else_is_found() {
        let mut history = History::default();
        step(&mut history, 1, 5);
        let step = history.pop().unwrap();
        assert!(step.moved_since(|_| Some(Value::Short(5))).is_empty());
        assert_eq!(step.moved_since(|_| Some(Value::Short(6))), [FADER]);
    }

    #[test]
    fn levels_glide_and_end_exactly() {
        let (low, high) = (Value::Short(1000), Value::Short(60_000));
        assert_eq!(glide(&low, &high, 0.5), Value::Short(30_500));
        assert_eq!(glide(&low, &high, 1.0), high);
        assert_eq!(glide(&high, &low, 1.7), low);
    }
}
