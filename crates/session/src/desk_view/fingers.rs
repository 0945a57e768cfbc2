//! Fingers on controls here: which control each lies on, the value it shows,
//! and whether it still counts.

use std::time::Duration;

use desk::{Moment, ParamId, SortedMap, Value};
use protocol::{ClientFrame, TouchPhase};

use crate::ControlError;

/// A finger that is down says so this often, unless it moves.
const HOLD_EVERY: Duration = Duration::from_millis(500);
/// One finger on several controls is told once it stays this long. A tap that
/// steps them all is over before and costs no frame a control, so that many
/// taps in a row stay below what the relay takes a second.
const TELL_MANY_AFTER: Duration = Duration::from_millis(100);
/// Most gestures at once, each of one control or of several together.
const MOST: usize = 10;

/// What a finger is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Worth {
    /// It moves its control.
    Counts,
    /// The link broke under it.
    Broken,
    /// Somebody else has the control.
    Lost,
}

struct Finger {
    gesture: u8,
    value: Value,
    held: Moment,
    worth: Worth,
    /// Whether the relay was told of it; its moves name no gesture before.
    told: bool,
    /// The desk has a value that does not come from here.
    foreign: bool,
}

impl Finger {
    /// When the relay is to hear of it.
    fn due(&self) -> Moment {
        self.held + if self.told { HOLD_EVERY } else { TELL_MANY_AFTER }
    }
}

/// Every finger that is down.
#[derive(Default)]
pub(crate) struct Fingers {
    down: SortedMap<ParamId, Finger>,
    /// Number of the newest gesture. Numbers are used in turn, so that what
    /// the relay says of an earlier finger is not taken for a later one's.
    newest: u8,
}

impl Fingers {
    pub(crate) fn clear(&mut self) {
        self.down.clear();
    }

    fn counting(&self, id: ParamId) -> Option<&Finger> {
        self.down.get(&id).filter(|finger| finger.worth == Worth::Counts)
    }

    /// Whether a finger here moves the control.
    pub(crate) fn counts(&self, id: ParamId) -> bool {
        self.counting(id).is_some()
    }

    /// Whether any finger moves its control.
    pub(crate) fn any_counts(&self) -> bool {
        self.down.values().any(|finger| finger.worth == Worth::Counts)
    }

    /// The finger's value, while it counts.
    pub(crate) fn value(&self, id: ParamId) -> Option<&Value> {
        self.counting(id).map(|finger| &finger.value)
    }

    /// The finger's value, where the desk has one from elsewhere.
    pub(crate) fn contested(&self, id: ParamId) -> Option<&Value> {
        self.counting(id).filter(|finger| finger.foreign).map(|finger| &finger.value)
    }

    /// Number of the gesture that moves a control, 0 without one that the
    /// relay knows.
    pub(crate) fn gesture(&self, id: ParamId) -> u8 {
        self.counting(id).filter(|finger| finger.told).map_or(0, |finger| finger.gesture)
    }

    pub(crate) fn check(&self, id: ParamId) -> Result<(), ControlError> {
        match self.down.get(&id).map(|finger| finger.worth) {
            Some(Worth::Broken) => Err(ControlError::LiftFirst),
            Some(Worth::Lost) => Err(ControlError::Held),
            Some(Worth::Counts) | None => Ok(()),
        }
    }

    /// The next number that no finger has.
    fn next_gesture(&mut self) -> u8 {
        loop {
            self.newest = self.newest.checked_add(1).unwrap_or(1);
            if self.down.values().all(|finger| finger.gesture != self.newest) {
                return self.newest;
            }
        }
    }

    /// One finger is down on these controls together; it counts for none when
    /// too many are down already.
    pub(crate) fn put_down(
        &mut self,
        now: Moment,
        controls: Vec<(ParamId, Value)>,
    ) -> Vec<ClientFrame> {
        let others = self.down.iter().filter(|(id, _)| controls.iter().all(|(of, _)| of != *id));
        let others: SortedMap<u8, ()> = others.map(|(_, of)| (of.gesture, ())).collect();
        if others.len() >= MOST {
            return Vec::new();
        }
        let gesture = self.next_gesture();
        let told = controls.len() == 1;
        let mut frames = Vec::new();
        for (param, value) in controls {
            let (held, worth) = (now, Worth::Counts);
            let finger = Finger { gesture, value, held, worth, told, foreign: false };
            let before = self.down.remove(&param);
            self.down.insert(param, finger);
            if told {
                frames.push(ClientFrame::Touch { gesture, phase: TouchPhase::Down, param });
            } else if let Some(Finger { gesture, told: true, worth, .. }) = before
                && worth != Worth::Broken
            {
                // Nobody else lifts it.
                frames.push(ClientFrame::Touch { gesture, phase: TouchPhase::Up, param });
            }
        }
        frames
    }

    pub(crate) fn lift(&mut self, param: ParamId) -> Option<ClientFrame> {
        let Finger { gesture, worth, told, .. } = self.down.remove(&param)?;
        let known = told && worth != Worth::Broken;
        known.then_some(ClientFrame::Touch { gesture, phase: TouchPhase::Up, param })
    }

    /// Takes a control from somebody without a finger on it.
    pub(crate) fn take_over(&mut self, param: ParamId) -> [ClientFrame; 2] {
        let gesture = self.next_gesture();
        let phases = [TouchPhase::Take, TouchPhase::Up];
        phases.map(|phase| ClientFrame::Touch { gesture, phase, param })
    }

    pub(crate) fn set(&mut self, id: ParamId, value: &Value) {
        if let Some(finger) = self.down.get_mut(&id) {
            finger.value = value.clone();
        }
    }

    /// A move of the control left, which says as much as a sign of its finger.
    pub(crate) fn note_sent(&mut self, now: Moment, id: ParamId) {
        if let Some(finger) = self.down.get_mut(&id).filter(|finger| finger.told) {
            finger.held = now;
        }
    }

    /// The desk has a value now; `ours` when it comes from here.
    pub(crate) fn note_shadow(&mut self, id: ParamId, ours: impl FnOnce() -> bool) {
        if let Some(finger) = self.down.get_mut(&id) {
            finger.foreign = !ours();
        }
    }

    /// A gesture does not own its control; true when it is still down.
    pub(crate) fn lose(&mut self, gesture: u8, id: ParamId) -> bool {
        match self.down.get_mut(&id) {
            Some(finger) if finger.gesture == gesture && finger.worth == Worth::Counts => {
                finger.worth = Worth::Lost;
                true
            }
            _ => false,
        }
    }

    /// The link broke: every finger must lift before it counts again.
    pub(crate) fn break_link(&mut self) {
        self.down.values_mut().for_each(|finger| finger.worth = Worth::Broken);
    }

    pub(crate) fn due(&self) -> Option<Moment> {
        let counting = self.down.values().filter(|finger| finger.worth == Worth::Counts);
        counting.map(Finger::due).min()
    }

    /// Signs of the fingers that are due.
    pub(crate) fn holds(&mut self, now: Moment, frames: &mut Vec<ClientFrame>) {
        for (param, finger) in self.down.iter_mut() {
            if finger.worth == Worth::Counts && finger.due() <= now {
                let phase = if finger.told { TouchPhase::Hold } else { TouchPhase::Down };
                (finger.held, finger.told) = (now, true);
                let gesture = finger.gesture;
                frames.push(ClientFrame::Touch { gesture, phase, param: *param });
            }
        }
    }
}
