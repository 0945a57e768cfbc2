//! Everything that can be done to a world, and by its people.

use std::time::Duration;

use desk::{Moment, ParamId, Surface, Value};
use protocol::{ChatBody, DeskState};
use session::LinkState;

use super::link::{Far, Link, Packet};
use super::page::Page;
use super::store::Desk;
use super::{CREW, PageId, World};

/// A time that does not come.
pub(super) const NEVER: Moment = Moment::from_millis(1 << 48);

/// Which ends learn at once that a connection broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Both ends.
    Both,
    /// The page; to the relay it is half open.
    Page,
    /// The relay; to the page it is half open.
    Relay,
    /// Nobody.
    Nobody,
}

/// How a connection breaks: at which byte of what is under way each way, and
/// who learns of it. A frame that is not whole does not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Bytes that still reach the relay.
    pub up: usize,
    /// Bytes that still reach the page.
    pub down: usize,
    /// Who learns of it.
    pub told: Told,
}

impl Cut {
    /// A cut behind all that is under way.
    pub const EVERYTHING: usize = usize::MAX;
    /// Everything under way is lost and both ends know.
    pub const CLEAN: Self = Self { up: 0, down: 0, told: Told::Both };
    /// Nothing gets through any more and nobody knows.
    pub const SILENT: Self = Self { up: 0, down: 0, told: Told::Nobody };
}

impl World {
    /// The parameter at a path.
    ///
    /// # Panics
    /// When the desk has none there.
    #[must_use]
    pub fn param(&self, path: &str) -> ParamId {
        let found = self.relay.desk.index.find(path);
        found.unwrap_or_else(|| panic!("the desk has no {path}"))
    }

    /// What the desk has for a parameter.
    #[must_use]
    pub fn desk_value(&self, id: ParamId) -> &Value {
        &self.relay.desk.values[usize::from(id.0)]
    }

    /// Writes that reached the desk since the last call.
    pub fn desk_sets(&mut self) -> Vec<(Moment, ParamId, Value)> {
        std::mem::take(&mut self.relay.desk_sets)
    }

    /// Whether welcome came and the relay is heard.
    #[must_use]
    pub fn is_live(&self, page: PageId) -> bool {
        matches!(self.client(page).link(), LinkState::Live { .. })
    }

    /// Sockets a page asked for so far.
    #[must_use]
    pub fn connects(&self, page: PageId) -> usize {
        self.pages[page.0].connects
    }

    /// Probes a page asked for so far.
    #[must_use]
    pub fn probes(&self, page: PageId) -> usize {
        self.pages[page.0].probes
    }

    /// Says something in the crew's room that was never said before; gives
    /// the text, none when the outbox is full.
    pub fn say(&mut self, page: PageId) -> Option<String> {
        self.said += 1;
        let text = format!("message {}", self.said);
        self.intents.waiting.insert(text.clone());
        let body = ChatBody::Create { text: text.clone() };
        let taken = self.act(page, |client, now| client.post(now, CREW, body));
        if taken.is_none() {
            self.intents.waiting.remove(&text);
        }
        taken.map(|_| text)
    }

    /// Sends a packet as if the page's session had, over its newest socket.
    pub fn send_raw(&mut self, page: PageId, packet: Packet) {
        if let Some(socket) = self.newest(page).map(|link| link.socket) {
            self.put_up(page.0, socket, packet);
        }
    }

    fn newest(&mut self, page: PageId) -> Option<&mut Link> {
        self.links.values_mut().rev().find(|link| link.page == page.0 && link.near)
    }

    /// How many bytes are under way on a page's newest socket: up and down.
    pub fn under_way(&mut self, page: PageId) -> (usize, usize) {
        self.newest(page).map_or((0, 0), |link| (link.up.bytes, link.down.bytes))
    }

    /// Whether the page's newest socket is open at both ends.
    #[must_use]
    pub fn is_open(&self, page: PageId) -> bool {
        let mut links = self.links.values().rev();
        links.find(|link| link.page == page.0 && link.near).is_some_and(Link::is_open)
    }

    /// Breaks the page's newest socket; false when it has none.
    pub fn cut(&mut self, page: PageId, cut: Cut) -> bool {
        let Some(link) = self.newest(page).filter(|link| !link.severed) else { return false };
        link.severed = true;
        let code = |told: bool| told.then_some(1006);
        link.up.cut(cut.up, code(matches!(cut.told, Told::Both | Told::Relay)));
        link.down.cut(cut.down, code(matches!(cut.told, Told::Both | Told::Page)));
        if let Far::Opening(at) = &mut link.far {
            *at = NEVER;
        }
        true
    }

    /// Nothing comes or goes for a page until released.
    pub fn hold(&mut self, page: PageId) {
        self.pages[page.0].held_until = Some(NEVER);
    }

    /// Nothing comes or goes for a page for so long; then all arrives.
    pub fn hold_for(&mut self, page: PageId, millis: u64) {
        self.pages[page.0].held_until = Some(self.now + Duration::from_millis(millis));
    }

    /// Nothing gets through for so long, and what was sent meanwhile is lost: a
    /// path that is gone, not one that is slow.
    pub fn blackout(&mut self, page: PageId, millis: u64) {
        self.pages[page.0].dark_until = self.now + Duration::from_millis(millis);
    }

    /// Stalls a page's newest socket, and no other, until told otherwise: what
    /// is sent waits.
    pub fn stall_newest(&mut self, page: PageId, stalled: bool) {
        let mut links = self.links.values_mut().filter(|link| link.page == page.0);
        if stalled {
            if let Some(link) = links.rfind(|link| link.near) {
                link.stalled = true;
            }
        } else {
            links.for_each(|link| link.stalled = false);
        }
    }

    /// Ends a hold.
    pub fn release(&mut self, page: PageId) {
        self.pages[page.0].held_until = None;
    }

    /// The page's machine sleeps for so long: no timer fires, nothing is read.
    pub fn sleep(&mut self, page: PageId, millis: u64) {
        // Who sleeps already is not woken by it, least of all with a clock that
        // stands still.
        let until = self.page_free(page.0).max(self.now + Duration::from_millis(millis));
        self.pages[page.0].asleep_until = Some(until);
    }

    /// As [`World::sleep`], on a machine whose clock stands still meanwhile.
    pub fn freeze(&mut self, page: PageId, millis: u64) {
        self.sleep(page, millis);
        let now = self.now;
        self.pages[page.0].stop_clock(now, now + Duration::from_millis(millis));
    }

    /// Whether the page's machine sleeps.
    #[must_use]
    pub fn is_asleep(&self, page: PageId) -> bool {
        self.page_free(page.0) > self.now
    }

    /// Whether a page's machine sleeps or its path is gone.
    #[must_use]
    pub fn is_troubled(&self, page: PageId) -> bool {
        self.is_asleep(page) || self.is_dark(page.0) || self.path_free(page.0) > self.now
    }

    /// Sockets that are open at both ends.
    #[must_use]
    pub fn open_sockets(&self) -> usize {
        self.links.values().filter(|link| link.near && link.is_open()).count()
    }

    /// Whether any page still waits for a verdict.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.open_pages().into_iter().any(|page| self.client(page).outbox().len() > 0)
    }

    /// The page comes on screen or leaves it.
    pub fn show(&mut self, page: PageId, visible: bool) {
        self.pages[page.0].visible = visible;
        self.act(page, |client, now| client.handle_visible(now, visible));
    }

    /// The page is loaded again and keeps only what it saved.
    pub fn reload(&mut self, page: PageId) {
        self.leave_sockets(page.0);
        let seed = self.dice.any();
        self.pages[page.0].reload(seed);
        self.act(page, session::Client::start);
    }

    /// A second page starts from what the first one saved.
    pub fn duplicate(&mut self, page: PageId) -> PageId {
        let seed = self.dice.any();
        let Page { member, saved, .. } = &self.pages[page.0];
        let copy = Page::new(member.clone(), seed, saved.clone(), true);
        self.open_page(copy)
    }

    /// The page is closed and does not come back.
    pub fn close_page(&mut self, page: PageId) {
        self.leave_sockets(page.0);
        let page = &mut self.pages[page.0];
        page.gone = true;
        self.intents.abandon(page.drafts());
    }

    /// The browser closes the sockets of a page that goes.
    fn leave_sockets(&mut self, place: usize) {
        let links = self.links.values().filter(|link| link.page == place && link.near);
        for socket in links.map(|link| link.socket).collect::<Vec<_>>() {
            self.put_up(place, socket, Packet::Close(1001, String::new()));
        }
        self.forget_near(place, |_| true);
    }

    pub(super) fn forget_near(&mut self, place: usize, which: impl Fn(&Link) -> bool) {
        for link in self.links.values_mut().filter(|link| link.page == place && which(link)) {
            link.near = false;
            if matches!(link.far, Far::Opening(_)) {
                link.far = Far::Gone;
            }
        }
    }

    /// Writes that are on their way to disk.
    #[must_use]
    pub fn storing(&self) -> usize {
        self.relay.doing()
    }

    /// The relay's process ends; so many of the writes under way still reached
    /// the disk. Every page learns of it once the network tells.
    pub fn crash(&mut self, stored: usize) {
        self.relay.crash(stored);
        self.hands.clear();
        let arrives = self.arrival();
        for link in self.links.values_mut() {
            if matches!(link.far, Far::Open(_) | Far::Known(_)) {
                link.far = Far::Gone;
                if !link.severed {
                    link.down.put(arrives, Packet::Close(1006, String::new()));
                }
            }
        }
    }

    /// The relay's process starts, with what is on disk; the desk is not
    /// there yet.
    pub fn start_relay(&mut self) {
        self.wall_offset = self.machine_offset;
        let setup = self.setup.clone();
        self.relay.start(&setup);
    }

    /// The relay stops as planned and says when to come back.
    pub fn drain(&mut self, retry_millis: u32) {
        if let Some(room) = &mut self.relay.room {
            self.relay.stirred = true;
            room.handle_drain(retry_millis);
        }
        self.settle_relay();
    }

    /// Whether the relay's process runs.
    #[must_use]
    pub fn relay_runs(&self) -> bool {
        self.relay.room.is_some()
    }

    /// The disk is replaced by an empty one; only while the relay is down.
    pub fn wipe(&mut self) {
        self.relay.store.wipe();
        self.intents.forget_decided();
    }

    /// Somebody sets the clock of the relay's machine; a relay that runs does
    /// not look at it again.
    pub fn set_relay_clock(&mut self, millis: i64) {
        self.machine_offset += millis;
    }

    /// The relay's view of the desk; live brings its surface and values.
    pub fn desk_is(&mut self, state: DeskState) {
        self.relay.desk_is(state);
        self.settle_relay();
    }

    /// A hand on the desk moves something.
    pub fn desk_moves(&mut self, id: ParamId, value: Value) {
        self.relay.desk.set(id, value.clone());
        if let Some(room) = &mut self.relay.room {
            self.relay.stirred = true;
            room.handle_desk_changed(id, value);
        }
        self.settle_relay();
    }

    /// Another desk is connected.
    pub fn desk_becomes(&mut self, surface: Surface) {
        self.relay.desk = Desk::new(surface);
        self.hands.clear();
        self.desk_is(DeskState::Live);
    }

    /// The desk sends meter levels.
    pub fn meters(&mut self, levels: Vec<u8>) {
        let wall = self.wall();
        if let Some(room) = &mut self.relay.room {
            self.relay.stirred = true;
            room.handle_meters(wall, levels);
        }
        self.settle_relay();
    }

    /// A member's invitation is taken back.
    pub fn revoke(&mut self, page: PageId) {
        let member = self.pages[page.0].member.id;
        self.relay.unregister(member);
        if let Some(room) = &mut self.relay.room {
            self.relay.stirred = true;
            room.handle_revoked(member);
        }
        self.settle_relay();
    }
}
