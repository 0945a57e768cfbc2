//! What people do with a page: they write, revise, and take controls in hand,
//! also such that somebody else has.

use desk::{Encoding, ParamId, Value};
use protocol::ChatBody;

use super::{Play, Step};
use crate::world::{CREW, PageId};

/// A few controls, so that people meet on them. The last is a musician's own.
const PATHS: [&str; 6] = [
    "input.1.level",
    "input.1.mute",
    "input.2.level",
    "input.2.name",
    "input.2.delay",
    "input.1.aux.1.level",
];
/// Those that one finger moves together.
const TOGETHER: [u64; 3] = [0, 1, 2];

impl Play {
    /// What a person does, whose machine has to be awake for it. That it
    /// cannot be done now is a fine answer in a storm.
    pub(super) fn user(&mut self, page: PageId, step: Step) {
        if self.world.is_asleep(page) {
            return;
        }
        match step {
            Step::Say(_) => self.said += usize::from(self.world.say(page).is_some()),
            Step::Revise(_, pick) => self.revise(page, pick),
            Step::Set(_, pick, value) => {
                if let Some((id, value)) = self.control(page, pick, value) {
                    let _ = self.world.set(page, id, value);
                }
            }
            Step::Touch(_, pick) => {
                if let Some((id, _)) = self.control(page, pick, 0) {
                    let _ = self.world.touch(page, id);
                }
            }
            Step::Take(_, pick) => {
                if let Some((id, _)) = self.control(page, pick, 0) {
                    let _ = self.world.take_over(page, id);
                }
            }
            Step::Grab(_, pick, value) => self.grab(page, pick, value),
            Step::Sweep(_, stays, value) => self.sweep(page, stays, value),
            _ => self.lift_all(page),
        }
    }

    /// One of the controls, and a value for it; none on a desk that lacks it.
    fn control(&self, page: PageId, pick: u64, value: u64) -> Option<(ParamId, Value)> {
        let (path, value) = pick_value(pick, value);
        Some((self.world.client(page).index().find(path)?, value))
    }

    /// A person who means to have a control: a finger that does not count is
    /// lifted and put down again, and who holds it is asked to let go.
    fn grab(&mut self, page: PageId, pick: u64, value: u64) {
        let Some((id, value)) = self.control(page, pick, value) else { return };
        if !self.world.client(page).in_hand(id) {
            self.world.lift(page, id);
            if self.world.touch(page, id).is_err() {
                let _ = self.world.take_over(page, id);
                return;
            }
        }
        let _ = self.world.set(page, id, value);
    }

    /// One finger on several controls, which only passes over them or stays.
    fn sweep(&mut self, page: PageId, stays: bool, value: u64) {
        let controls = TOGETHER.iter().filter_map(|pick| self.control(page, *pick, value));
        let mut controls: Vec<(ParamId, Value)> = controls.collect();
        let ids: Vec<ParamId> = controls.iter().map(|(id, _)| *id).collect();
        ids.iter().for_each(|id| self.world.lift(page, *id));
        // Without those that somebody else keeps.
        let _ = self.world.touch_all(page, &ids);
        controls.retain(|(id, _)| self.world.client(page).in_hand(*id));
        let _ = self.world.set_all(page, controls);
        if !stays {
            ids.iter().for_each(|id| self.world.lift(page, *id));
        }
    }

    pub(super) fn lift_all(&mut self, page: PageId) {
        for path in PATHS {
            if let Some(id) = self.world.client(page).index().find(path) {
                self.world.lift(page, id);
            }
        }
    }

    fn revise(&mut self, page: PageId, pick: u64) {
        let cid = self.world.client(page).cid();
        let own = |entry: &&protocol::ChatEntry| {
            entry.cid == cid && matches!(entry.body, ChatBody::Create { .. })
        };
        // Only what was decided: a taken back text cannot be told by its text.
        let decided = |entry: &&protocol::ChatEntry| match &entry.body {
            ChatBody::Create { text } => self.world.intents().decided.contains_key(text),
            _ => false,
        };
        let seen = self.world.seen(page);
        let Some(target) = seen.entries.iter().filter(own).rfind(decided) else { return };
        let target = target.offset;
        let body = match pick % 3 {
            0 => ChatBody::Edit { target, text: format!("other words {pick}") },
            1 => ChatBody::Delete { target },
            _ => ChatBody::React { target, reaction: "got_it".into(), on: true },
        };
        self.world.act(page, |client, now| client.post(now, CREW, body));
    }
}

pub(super) fn pick_value(pick: u64, value: u64) -> (&'static str, Value) {
    let place = pick as usize % PATHS.len();
    let encoding = match place {
        1 => return (PATHS[place], Value::toggle(value % 2 == 1)),
        3 => Encoding::Text,
        4 => Encoding::Float,
        _ => Encoding::Short,
    };
    let value = match encoding {
        Encoding::Short => Value::Short((value % 65_536) as u16),
        Encoding::Float => Value::Float((value % 1000) as f32),
        Encoding::Text => Value::Text(format!("name {}", value % 1000)),
    };
    (PATHS[place], value)
}
