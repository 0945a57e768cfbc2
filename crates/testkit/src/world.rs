//! A simulated world: people's pages with the client's state machine, one
//! relay with the room, and a network between them that delays, stalls and
//! breaks. It has its own clock and its own dice; the same seed gives the same
//! history to the last byte.
//!
//! Leaves real sockets to the relay's own tests.

mod cast;
mod check;
mod dice;
mod faults;
mod hands;
mod heard;
mod link;
mod network;
mod page;
mod relay;
mod store;
mod wire;

use std::time::Duration;

use desk::{Moment, SortedMap, Surface};
use protocol::{DeskState, Heartbeat, Limits, Member};
use session::{Client, Event, Saved};

pub use cast::{admin, engineer, large_surface, musician, other_surface, small_surface, viewer};
pub use dice::Dice;
pub use faults::{Cut, Told};
pub use link::Packet;
pub use page::{Intents, Seen};
pub use store::Store;
pub use wire::{Carried, Wire};

use dice::Trace;
use hands::Hands;
use link::{Far, Link};
use page::Page;
use relay::Relay;

/// The chat room everybody is in.
pub const CREW: &str = "crew";
/// Wall clock when a world begins, milliseconds since 1970.
const WALL_START: u64 = 1_800_000_000_000;
/// How often the relay sends WebSocket pings, which browsers answer.
const PING_EVERY: Duration = Duration::from_secs(15);
/// Steps without the clock moving before the world is stuck in a loop.
const STUCK: u32 = 10_000;

/// What a world is made of.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Limits of the relay.
    pub limits: Limits,
    /// Liveness numbers of the relay.
    pub heartbeat: Heartbeat,
    /// Chat rooms.
    pub rooms: Vec<String>,
    /// Entries the relay keeps in memory per room.
    pub chat_memory: usize,
    /// The desk.
    pub surface: Surface,
    /// One way over the network takes from so many up to, not including, so
    /// many milliseconds.
    pub latency_millis: (u64, u64),
    /// Storing takes that long.
    pub store_millis: (u64, u64),
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            heartbeat: Heartbeat::default(),
            rooms: vec![CREW.to_owned()],
            chat_memory: 1000,
            surface: small_surface(),
            latency_millis: (5, 6),
            store_millis: (2, 3),
        }
    }
}

/// A page in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(usize);

/// The world; see the module.
pub struct World {
    setup: Setup,
    now: Moment,
    dice: Dice,
    trace: Trace,
    relay: Relay,
    pages: Vec<Page>,
    links: SortedMap<u64, Link>,
    link_count: u64,
    intents: Intents,
    said: u64,
    wire: Wire,
    hands: Hands,
    /// How far the clock of the relay's machine was set, and was when the
    /// relay looked.
    machine_offset: i64,
    wall_offset: i64,
}

impl World {
    /// A world in which the relay runs and the desk is live.
    #[must_use]
    pub fn new(setup: Setup, seed: u64) -> Self {
        let mut world = Self {
            now: Moment::START,
            dice: Dice::new(seed),
            trace: Trace::new(),
            relay: Relay::new(&setup),
            pages: Vec::new(),
            links: SortedMap::new(),
            link_count: 0,
            intents: Intents::default(),
            said: 0,
            wire: Wire::default(),
            hands: Hands::default(),
            machine_offset: 0,
            wall_offset: 0,
            setup,
        };
        world.start_relay();
        world.desk_is(DeskState::Live);
        world
    }

    /// A world of the ordinary kind.
    #[must_use]
    pub fn ordinary(seed: u64) -> Self {
        Self::new(Setup::default(), seed)
    }

    /// A person opens a page.
    pub fn join(&mut self, member: Member) -> PageId {
        self.relay.register(&member);
        let seed = self.dice.any();
        self.open_page(Page::new(member, seed, None, true))
    }

    /// A person opens a page that finds this in its storage.
    pub fn join_with(&mut self, member: Member, saved: Saved) -> PageId {
        self.relay.register(&member);
        let seed = self.dice.any();
        self.open_page(Page::new(member, seed, Some(saved), true))
    }

    fn open_page(&mut self, page: Page) -> PageId {
        let id = PageId(self.pages.len());
        self.pages.push(page);
        self.act(id, Client::start);
        id
    }

    /// A page whose welcome and first state have come.
    ///
    /// # Panics
    /// When they do not come within ten seconds.
    pub fn join_live(&mut self, member: Member) -> PageId {
        let page = self.join(member);
        self.run(1000);
        assert!(self.is_live(page), "{:?}", self.client(page).link());
        page
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }

    fn wall(&self) -> u64 {
        (WALL_START + self.now.as_millis()).saturating_add_signed(self.wall_offset)
    }

    /// The relay's clock as it travels in sets: units of 16 ms, wrapping.
    #[must_use]
    pub fn wall_tick(&self) -> u16 {
        ((self.wall() / 16) & 0xffff) as u16
    }

    /// The session of a page.
    #[must_use]
    pub fn client(&self, page: PageId) -> &Client {
        &self.pages[page.0].client
    }

    /// Every event of a page since the last call.
    pub fn events(&mut self, page: PageId) -> Vec<Event> {
        self.pages[page.0].events.drain(..).collect()
    }

    /// Forgets every event of a page so far.
    pub fn forget_events(&mut self, page: PageId) {
        self.pages[page.0].events.clear();
    }

    /// What the disk holds.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.relay.store
    }

    /// The relay's mind.
    ///
    /// # Panics
    /// While the relay is down.
    #[must_use]
    pub fn room(&self) -> &room::Room {
        self.relay.room.as_ref().expect("the relay runs")
    }

    /// Everything carried while recording was on, and counters.
    #[must_use]
    pub fn wire(&mut self) -> &mut Wire {
        &mut self.wire
    }

    /// A number that two runs share only if everything in them was the same.
    #[must_use]
    pub fn trace(&self) -> u64 {
        self.trace.number()
    }

    /// Runs for so many milliseconds.
    pub fn run(&mut self, millis: u64) {
        self.run_until(self.now + Duration::from_millis(millis));
    }

    /// Runs until a moment.
    ///
    /// # Panics
    /// When the state machines keep each other busy without time passing.
    pub fn run_until(&mut self, end: Moment) {
        let (mut since, mut steps) = (self.now, 0);
        while let Some(due) = self.next_due().filter(|due| *due <= end) {
            self.now = self.now.max(due);
            steps = if since == self.now { steps + 1 } else { 0 };
            since = self.now;
            assert!(steps < STUCK, "busy without end at {:?}", self.now);
            self.turn();
        }
        self.now = self.now.max(end);
    }

    /// One millisecond at a time, looking after each.
    pub fn watch(&mut self, millis: u64, mut look: impl FnMut(&mut Self)) {
        for _ in 0..millis {
            self.run(1);
            look(self);
        }
    }

    /// Lets a page do something now.
    pub fn act<T>(&mut self, page: PageId, deed: impl FnOnce(&mut Client, Moment) -> T) -> T {
        let (place, page) = (page.0, &mut self.pages[page.0]);
        let now = page.clock(self.now);
        let outcome = deed(&mut page.client, now);
        self.settle_page(place);
        self.settle_relay();
        outcome
    }

    /// When a packet that is sent now arrives.
    fn arrival(&mut self) -> Moment {
        let (low, high) = self.setup.latency_millis;
        self.now + Duration::from_millis(self.dice.between(low, high))
    }

    /// Until when a page neither hears nor acts.
    fn page_free(&self, page: usize) -> Moment {
        self.pages[page].asleep_until.unwrap_or_default()
    }

    /// Until when nothing comes through to or from a page.
    fn path_free(&self, page: usize) -> Moment {
        self.pages[page].held_until.unwrap_or_default()
    }

    fn is_dark(&self, page: usize) -> bool {
        self.pages[page].dark_until > self.now
    }

    fn next_due(&self) -> Option<Moment> {
        let pages = (0..self.pages.len()).filter_map(|place| self.page_due(place));
        let links = self.links.values().filter_map(|link| self.link_due(link));
        let due = pages.chain(links).chain(self.relay.due()).min();
        due.filter(|due| *due < faults::NEVER)
    }

    /// When a page has something to do by itself.
    fn page_due(&self, place: usize) -> Option<Moment> {
        let page = &self.pages[place];
        if page.gone {
            return None;
        }
        let timer = page.deadline.map(|at| page.when(at));
        let probe = page.probe.map(|at| at.max(self.path_free(place)));
        timer.into_iter().chain(probe).min().map(|at| at.max(self.page_free(place)))
    }

    /// When something happens on a link.
    fn link_due(&self, link: &Link) -> Option<Moment> {
        if link.stalled {
            return None;
        }
        let free = self.path_free(link.page);
        let wake = free.max(self.page_free(link.page));
        let far = match link.far {
            Far::Opening(at) => Some(at.max(wake)),
            Far::Open(by) => Some(by),
            Far::Known(_) => (!link.severed).then_some(link.next_ping.max(free)),
            Far::Gone => None,
        };
        let up = link.up.due().map(|at| at.max(free));
        let down = link.down.due().map(|at| at.max(wake));
        far.into_iter().chain(up).chain(down).min()
    }

    /// Everything that is due now. Timers come before packets, which is the
    /// nastier order for a page that slept.
    fn turn(&mut self) {
        self.turn_relay();
        for place in 0..self.pages.len() {
            self.turn_page(place);
        }
        // Links that are asked for meanwhile come last, and none goes.
        let due = |link: &Link| self.link_due(link).is_some_and(|due| due <= self.now);
        let links = self.links.iter().filter(|(_, link)| due(link));
        for id in links.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.turn_link(id);
        }
        self.links.retain(|_, link| !link.is_over());
        self.settle_relay();
    }

    fn turn_page(&mut self, place: usize) {
        let now = self.now;
        if self.pages[place].gone || self.page_free(place) > now {
            return;
        }
        let path_free = self.path_free(place) <= now;
        let alive = self.relay.room.is_some();
        let page = &mut self.pages[place];
        page.asleep_until = None;
        let clock = page.clock(now);
        if page.deadline.is_some_and(|due| due <= clock) {
            page.client.handle_timeout(clock);
            self.settle_page(place);
        }
        let page = &mut self.pages[place];
        if path_free && page.probe.is_some_and(|at| at <= now) {
            page.probe = None;
            page.client.handle_probe(clock, alive);
            self.settle_page(place);
        }
    }
}
