//! What may happen to a world: drawn by dice for volume and by proptest where
//! a failure should shrink.

use desk::{Encoding, Value};
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;
use protocol::{ChatBody, DeskState};
use testkit::world::{CREW, Cut, Dice, PageId, Setup, Told, World, admin, engineer};

/// One thing that happens. Pages are counted from 0 and wrap.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Wait(u64),
    Say(usize),
    /// Changes or takes back an own message, or reacts to anybody's.
    Revise(usize, u64),
    /// Sets a parameter without touching it.
    Set(usize, u64, u64),
    Touch(usize, u64),
    Lift(usize),
    DeskMoves(u64, u64),
    Cut(usize, Cut),
    HoldFor(usize, u64),
    Sleep(usize, u64),
    Hide(usize),
    Show(usize),
    Reload(usize),
    /// So many writes still reach the disk; the relay is back after so long.
    Restart(usize, u64),
    Drain(u64),
    DeskGone(u64),
}

/// A world under steps.
pub(crate) struct Play {
    pub(crate) world: World,
    pub(crate) pages: Vec<PageId>,
    /// When the relay, and then the desk, is back.
    relay_back: Option<u64>,
    desk_back: Option<u64>,
    pub(crate) disconnects: usize,
}

impl Play {
    pub(crate) fn new(setup: Setup, seed: u64, people: u32) -> Self {
        let mut world = World::new(setup, seed);
        let join = |id| world.join(if id == 1 { admin(id, "1") } else { engineer(id, "2") });
        let pages = (1..=people).map(join).collect();
        Self { world, pages, relay_back: None, desk_back: None, disconnects: 0 }
    }

    pub(crate) fn step(&mut self, step: Step) {
        let page = |at: usize| self.pages[at % self.pages.len()];
        match step {
            Step::Wait(millis) => self.wait(millis),
            Step::Say(at) => {
                self.world.say(page(at));
            }
            Step::Revise(at, pick) => self.revise(page(at), pick),
            Step::Set(at, pick, value) => self.set(page(at), pick, value),
            Step::Touch(at, pick) => self.touch(page(at), pick),
            Step::Lift(at) => self.lift_all(page(at)),
            Step::DeskMoves(pick, value) => {
                let (id, value) = self.pick(pick, value);
                self.world.desk_moves(id, value);
            }
            Step::Cut(at, cut) => {
                self.disconnects += usize::from(self.world.cut(page(at), cut));
            }
            Step::HoldFor(at, millis) => self.world.hold_for(page(at), millis),
            Step::Sleep(at, millis) => self.world.sleep(page(at), millis),
            Step::Hide(at) => self.world.show(page(at), false),
            Step::Show(at) => self.world.show(page(at), true),
            Step::Reload(at) if !self.world.is_asleep(page(at)) => self.world.reload(page(at)),
            Step::Reload(_) => {}
            Step::Restart(stored, millis) if self.world.relay_runs() => {
                self.disconnects += self.pages.len();
                self.world.crash(stored);
                self.relay_back = Some(self.now() + millis);
            }
            Step::Drain(millis) if self.world.relay_runs() => {
                self.disconnects += self.pages.len();
                self.world.drain(1000);
                self.world.crash(usize::MAX);
                self.relay_back = Some(self.now() + millis);
            }
            Step::Restart(..) | Step::Drain(_) => {}
            Step::DeskGone(millis) => {
                self.world.desk_is(DeskState::Offline);
                self.desk_back = Some(self.now() + millis);
            }
        }
        for page in self.pages.clone() {
            self.world.events(page);
        }
    }

    fn now(&self) -> u64 {
        self.world.now().as_millis()
    }

    fn wait(&mut self, millis: u64) {
        let end = self.now() + millis;
        while let Some(back) = self.relay_back.into_iter().chain(self.desk_back).min()
            && back <= end
        {
            self.world.run(back.saturating_sub(self.now()));
            if self.relay_back == Some(back) {
                self.world.start_relay();
                self.relay_back = None;
                self.desk_back = Some(self.now() + 50);
            } else {
                self.world.desk_is(DeskState::Live);
                self.desk_back = None;
            }
        }
        self.world.run(end.saturating_sub(self.now()));
    }

    fn pick(&self, pick: u64, value: u64) -> (desk::ParamId, Value) {
        // A few parameters, so that people meet on them.
        let paths =
            ["input.1.level", "input.1.mute", "input.2.level", "input.2.name", "input.2.delay"];
        let id = self.world.param(paths[pick as usize % paths.len()]);
        let encoding = match pick as usize % paths.len() {
            1 => return (id, Value::toggle(value % 2 == 1)),
            3 => Encoding::Text,
            4 => Encoding::Float,
            _ => Encoding::Short,
        };
        let value = match encoding {
            Encoding::Short => Value::Short((value % 65_536) as u16),
            Encoding::Float => Value::Float((value % 1000) as f32),
            Encoding::Text => Value::Text(format!("name {}", value % 1000)),
        };
        (id, value)
    }

    fn set(&mut self, page: PageId, pick: u64, value: u64) {
        let (id, value) = self.pick(pick, value);
        // Offline is a fine answer in a storm.
        let _ = self.world.act(page, |client, now| client.set(now, id, value));
    }

    fn touch(&mut self, page: PageId, pick: u64) {
        let (id, _) = self.pick(pick, 0);
        let _ = self.world.act(page, |client, now| client.touch(now, id));
    }

    fn lift_all(&mut self, page: PageId) {
        for pick in 0..5 {
            let (id, _) = self.pick(pick, 0);
            self.world.act(page, |client, now| client.lift(now, id));
        }
    }

    fn revise(&mut self, page: PageId, pick: u64) {
        let cid = self.world.client(page).cid().to_owned();
        let seen = self.world.seen(page);
        let own = |entry: &&protocol::ChatEntry| {
            entry.cid == cid && matches!(entry.body, ChatBody::Create { .. })
        };
        // Only what was decided: a taken back text cannot be told by its text.
        let decided = |entry: &&protocol::ChatEntry| match &entry.body {
            ChatBody::Create { text } => self.world.intents().decided.contains_key(text),
            _ => false,
        };
        let Some(target) = seen.entries.iter().filter(own).rfind(decided) else { return };
        let target = target.offset;
        let body = match pick % 3 {
            0 => ChatBody::Edit { target, text: format!("other words {pick}") },
            1 => ChatBody::Delete { target },
            _ => ChatBody::React { target, reaction: "got_it".into(), on: true },
        };
        self.world.act(page, |client, now| client.post(now, CREW, body));
    }

    /// Ends every trouble, waits and checks every promise.
    pub(crate) fn settle(&mut self) {
        self.wait(4000);
        for page in self.pages.clone() {
            self.world.release(page);
            self.lift_all(page);
        }
        self.wait(60_000);
        for page in self.pages.clone() {
            self.world.show(page, true);
        }
        self.wait(20_000);
        self.world.check_quiet();
    }
}

/// Anything; most often a pause, something said or a broken connection.
pub(crate) fn any_step(dice: &mut Dice, pages: usize) -> Step {
    let at = dice.between(0, pages as u64) as usize;
    match dice.between(0, 100) {
        0..30 => Step::Wait(any_pause(dice)),
        30..42 => Step::Say(at),
        42..45 => Step::Revise(at, dice.any()),
        45..54 => Step::Set(at, dice.any(), dice.any()),
        54..57 => Step::Touch(at, dice.any()),
        57..59 => Step::Lift(at),
        59..63 => Step::DeskMoves(dice.any(), dice.any()),
        63..87 => Step::Cut(at, any_cut(dice)),
        87..89 => Step::HoldFor(at, dice.between(1, 8000)),
        89..91 => Step::Sleep(at, dice.between(1, 20_000)),
        91..92 => Step::Hide(at),
        92..94 => Step::Show(at),
        94..97 => Step::Reload(at),
        97..98 => Step::Restart(dice.between(0, 4) as usize, dice.between(1, 3000)),
        98..99 => Step::Drain(dice.between(1, 2000)),
        _ => Step::DeskGone(dice.between(1, 2000)),
    }
}

fn any_pause(dice: &mut Dice) -> u64 {
    match dice.between(0, 10) {
        0..3 => dice.between(0, 40),
        3..9 => dice.between(0, 900),
        _ => dice.between(0, 6000),
    }
}

pub(crate) fn any_cut(dice: &mut Dice) -> Cut {
    let told = match dice.between(0, 6) {
        0 => Told::Nobody,
        1 => Told::Page,
        2 => Told::Relay,
        _ => Told::Both,
    };
    Cut { up: dice.between(0, 4) as usize, down: dice.between(0, 4) as usize, told }
}

/// Any step, for proptest to draw and to shrink.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn any() -> impl Strategy<Value = Step> {
    let at = 0..3usize;
    let told = prop::sample::select(vec![Told::Both, Told::Page, Told::Relay, Told::Nobody]);
    let cut = (0..4usize, 0..4usize, told).prop_map(|(up, down, told)| Cut { up, down, told });
    prop_oneof![
        4 => (0..2000u64).prop_map(Step::Wait),
        3 => at.clone().prop_map(Step::Say),
        1 => (at.clone(), 0..9u64).prop_map(|(at, pick)| Step::Revise(at, pick)),
        2 => (at.clone(), 0..5u64, 0..70_000u64).prop_map(|(at, of, to)| Step::Set(at, of, to)),
        1 => (at.clone(), 0..5u64).prop_map(|(at, of)| Step::Touch(at, of)),
        1 => at.clone().prop_map(Step::Lift),
        1 => (0..5u64, 0..70_000u64).prop_map(|(of, to)| Step::DeskMoves(of, to)),
        5 => (at.clone(), cut).prop_map(|(at, cut)| Step::Cut(at, cut)),
        1 => (at.clone(), 0..8000u64).prop_map(|(at, millis)| Step::HoldFor(at, millis)),
        1 => (at.clone(), 0..20_000u64).prop_map(|(at, millis)| Step::Sleep(at, millis)),
        1 => at.clone().prop_map(Step::Hide),
        1 => at.clone().prop_map(Step::Show),
        1 => at.prop_map(Step::Reload),
        1 => (0..4usize, 1..3000u64).prop_map(|(stored, back)| Step::Restart(stored, back)),
        1 => (1..2000u64).prop_map(Step::Drain),
        1 => (1..2000u64).prop_map(Step::DeskGone),
    ]
}
