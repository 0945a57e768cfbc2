//! A world under the steps of a script.

use protocol::{DeskState, Member};

use super::Step;
use super::people::pick_value;
use crate::world::{
    PageId, Setup, World, admin, engineer, musician, other_surface, small_surface, viewer,
};

/// Most pages: the relay takes eight of one person.
const MOST_PAGES: usize = 8;
/// Once nothing is wrong any more, a page is live within this time.
const BACK_WITHIN_MILLIS: u64 = 15_000;
/// An outbox that is only sent slowly is waited for this long.
const PATIENCE_MILLIS: u64 = 1_200_000;

/// A world under steps.
pub struct Play {
    /// The world.
    pub world: World,
    pages: Vec<PageId>,
    /// When the relay, and then the desk, is back.
    relay_back: Option<u64>,
    desk_back: Option<u64>,
    other_desk: bool,
    /// A tab was copied, or a disk replaced: a new disk forgets which numbers
    /// were used and a copy repeats them, so only one of both is promised.
    copied: bool,
    wiped: bool,
    /// A page's clock stood still, or the relay's was set: who has only the
    /// other to look at cannot notice one when both happen.
    froze: bool,
    clock_set: bool,
    disconnects: usize,
    pub(super) said: usize,
    copies: usize,
}

impl Play {
    pub(super) fn new(setup: Setup, seed: u64, people: u32) -> Self {
        let mut world = World::new(setup, seed);
        world.watch_hands();
        let pages = (1..=people).map(|id| world.join(person(id))).collect();
        Self {
            world,
            pages,
            relay_back: None,
            desk_back: None,
            other_desk: false,
            copied: false,
            wiped: false,
            froze: false,
            clock_set: false,
            disconnects: 0,
            said: 0,
            copies: 0,
        }
    }

    /// Connections that were broken on purpose.
    #[must_use]
    pub fn disconnects(&self) -> usize {
        self.disconnects
    }

    /// Messages that were written.
    #[must_use]
    pub fn said(&self) -> usize {
        self.said
    }

    /// Tabs that were copied.
    #[must_use]
    pub fn copies(&self) -> usize {
        self.copies
    }

    pub(super) fn step(&mut self, step: Step) {
        let page = |at: usize| self.pages[at % self.pages.len()];
        match step {
            Step::Wait(millis) => self.wait(millis),
            Step::Say(at)
            | Step::Revise(at, _)
            | Step::Set(at, ..)
            | Step::Touch(at, _)
            | Step::Lift(at)
            | Step::Take(at, _) => self.user(page(at), step),
            // Who is there, so that people meet on controls.
            Step::Grab(at, ..) | Step::Sweep(at, ..) => {
                self.user(self.next_page(at, World::is_live), step);
            }
            Step::DeskMoves(pick, value) => {
                let (path, value) = pick_value(pick, value);
                self.world.desk_moves(self.world.param(path), value);
            }
            Step::Cut(at, cut) => {
                // A link that is up rather than one that has not come about.
                let page = self.next_page(at, World::is_open);
                self.disconnects += usize::from(self.world.cut(page, cut));
            }
            Step::HoldFor(at, millis) => self.world.hold_for(page(at), millis),
            Step::Blackout(at, millis) => self.world.blackout(page(at), millis),
            Step::Sleep(at, millis) => self.world.sleep(page(at), millis),
            Step::Freeze(at, millis) if self.clock_set => self.world.sleep(page(at), millis),
            Step::Freeze(at, millis) => {
                self.world.freeze(page(at), millis);
                self.froze = true;
            }
            Step::Hide(at) => self.world.show(page(at), false),
            Step::Show(at) => self.world.show(page(at), true),
            Step::Wake(at) => self.browser(self.next_page(at, is_lost), |world, page| {
                world.act(page, session::Client::handle_wake);
            }),
            Step::Reload(at) => self.browser(page(at), World::reload),
            Step::Copy(at) => self.copy(page(at)),
            Step::CloseTab(at) if self.pages.len() > 2 => {
                let page = self.pages.remove(at % self.pages.len());
                self.world.close_page(page);
            }
            Step::NewDisk(_) if self.copied => {}
            Step::Restart(..) | Step::NewDisk(_) | Step::Drain(_) => self.stop_relay(step),
            Step::SetClock(_) if self.froze => {}
            Step::SetClock(millis) => {
                self.world.set_relay_clock(millis);
                self.clock_set = true;
            }
            Step::DeskGone(millis) => {
                self.world.desk_is(DeskState::Offline);
                self.desk_back = Some(self.now() + millis);
            }
            Step::OtherDesk => {
                self.other_desk = !self.other_desk;
                let surface = if self.other_desk { other_surface() } else { small_surface() };
                self.world.desk_becomes(surface);
            }
            Step::CloseTab(_) => {}
        }
        for page in &self.pages {
            self.world.forget_events(*page);
        }
    }

    /// Copies a tab that the relay hears, and lets the two of them find out who
    /// is who: pages that take turns under one client id, each silent while the
    /// other writes, are not promised anything yet.
    fn copy(&mut self, page: PageId) {
        let well = self.world.is_live(page) && !self.world.is_troubled(page);
        if self.pages.len() < MOST_PAGES && well && self.world.relay_runs() && !self.wiped {
            self.world.show(page, true);
            let copy = self.world.duplicate(page);
            self.pages.push(copy);
            self.copied = true;
            self.copies += 1;
            self.wait(2000);
        }
    }

    /// The first page from this one on that is like this, or else this one.
    fn next_page(&self, at: usize, like: impl Fn(&World, PageId) -> bool) -> PageId {
        let pages = (at..at + self.pages.len()).map(|at| self.pages[at % self.pages.len()]);
        let mut found = pages.clone().filter(|page| like(&self.world, *page));
        found.next().unwrap_or(self.pages[at % self.pages.len()])
    }

    /// What a browser does, unless its machine sleeps.
    fn browser(&mut self, page: PageId, deed: impl FnOnce(&mut World, PageId)) {
        if !self.world.is_asleep(page) {
            deed(&mut self.world, page);
        }
    }

    fn stop_relay(&mut self, step: Step) {
        if !self.world.relay_runs() {
            return;
        }
        self.disconnects += self.world.open_sockets();
        let back = match step {
            Step::Restart(stored, back) => {
                self.world.crash(stored);
                back
            }
            Step::NewDisk(back) => {
                self.world.crash(0);
                self.world.wipe();
                self.wiped = true;
                back
            }
            Step::Drain(back) => {
                self.world.drain(1000);
                self.world.crash(usize::MAX);
                back
            }
            _ => return,
        };
        self.relay_back = Some(self.now() + back);
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

    /// Ends every trouble, waits and checks every promise.
    pub(super) fn settle(&mut self) {
        self.wait(4000);
        for page in self.pages.clone() {
            self.world.release(page);
        }
        while self.pages.iter().any(|page| self.world.is_troubled(*page)) {
            self.wait(500);
        }
        for page in self.pages.clone() {
            self.lift_all(page);
            self.world.show(page, true);
        }
        self.wait(BACK_WITHIN_MILLIS);
        for page in &self.pages {
            let link = self.world.client(*page).link();
            assert!(self.world.is_live(*page), "{page:?} is {link:?} on a healthy path");
        }
        let end = self.now() + PATIENCE_MILLIS;
        while self.now() < end && self.world.is_busy() {
            self.wait(2000);
        }
        self.wait(2000);
        self.world.check_quiet();
    }
}

/// Whether a page has no link, and is awake to look for one.
fn is_lost(world: &World, page: PageId) -> bool {
    !world.is_open(page) && !world.is_asleep(page)
}

/// Who comes as this one: an admin, who may take what an engineer holds, then
/// engineers, and in a crowd a musician with one bus and somebody who looks on.
fn person(id: u32) -> Member {
    let name = id.to_string();
    match id {
        1 => admin(id, &name),
        4 => musician(id, &name, &[1]),
        5 => viewer(id, &name),
        _ => engineer(id, &name),
    }
}
