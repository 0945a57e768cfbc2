//! The network between pages and relay: opens sockets, carries packets when
//! their time has come, and does what a page's session asks for.

use std::hash::{Hash, Hasher};
use std::time::Duration;

use desk::Moment;
use session::{Action, Event, SocketId};

use super::faults::NEVER;
use super::hands::refused_by;
use super::link::{Far, Lane, Link, Packet, WINDOW};
use super::{PING_EVERY, World};

/// Most bytes under way to a page, however far it is behind: what the network
/// takes, and one batch with a whole desk and a full share of chat.
const MOST_UNDER_WAY: usize = WINDOW + 256 * 1024;

impl World {
    pub(super) fn turn_link(&mut self, id: u64) {
        let now = self.now;
        let Some(link) = self.links.get(&id) else { return };
        let place = link.page;
        if link.stalled || self.path_free(place) > now {
            return;
        }
        if link.conn().is_some() && link.next_ping <= now {
            self.ping(id);
        }
        let awake = self.page_free(place) <= now;
        if awake {
            self.open_link(id);
        }
        while let Some(packet) = self.links.get_mut(&id).and_then(|link| link.up.take(now)) {
            self.relay_hears(id, packet);
        }
        if !awake {
            return;
        }
        while let Some(packet) = self.links.get_mut(&id).and_then(|link| link.down.take(now)) {
            self.page_hears(id, &packet);
            self.drained(id);
        }
    }

    fn ping(&mut self, id: u64) {
        let Some(link) = self.links.get_mut(&id) else { return };
        link.next_ping = self.now + PING_EVERY;
        let answered = link.near && !link.severed;
        if let (true, Some(conn), Some(room)) = (answered, link.conn(), &mut self.relay.room) {
            self.relay.stirred = true;
            room.handle_alive(self.now, conn);
        }
    }

    /// The answer to an upgrade reaches the page.
    fn open_link(&mut self, id: u64) {
        let (now, running) = (self.now, self.relay.room.is_some());
        let Some(link) = self.links.get_mut(&id) else { return };
        if !matches!(link.far, Far::Opening(at) if at <= now) {
            return;
        }
        let (place, socket) = (link.page, link.socket);
        let within = Duration::from_millis(self.setup.heartbeat.hello_millis.into());
        link.far = if running { Far::Open(now + within) } else { Far::Gone };
        if !link.near {
            return;
        }
        link.near = running;
        let page = &mut self.pages[place];
        let (now, client) = (page.clock(now), &mut page.client);
        if running {
            client.handle_opened(now, socket);
        } else {
            client.handle_closed(now, socket, 1006, "");
        }
        self.settle_page(place);
    }

    fn page_hears(&mut self, id: u64, packet: &Packet) {
        let now = self.now;
        let Some(link) = self.links.get_mut(&id) else { return };
        if !link.near {
            return;
        }
        let (place, socket) = (link.page, link.socket);
        let page = &mut self.pages[place];
        let (now, client) = (page.clock(now), &mut page.client);
        match packet {
            Packet::Text(bytes) => {
                let text = std::str::from_utf8(bytes).expect("text frames are UTF-8");
                page.heard.text(socket, text);
                client.handle_text(now, socket, text);
            }
            Packet::Binary(bytes) => {
                page.heard.frame(socket, bytes, client.index());
                client.handle_binary(now, socket, bytes);
            }
            Packet::Close(code, reason) => {
                link.near = false;
                client.handle_closed(now, socket, *code, reason);
            }
        }
        self.settle_page(place);
    }

    /// Does what a page's session asks for, and takes its events in.
    pub(super) fn settle_page(&mut self, place: usize) {
        while let Some(action) = self.pages[place].client.poll_action() {
            self.carry_page(place, action);
        }
        let page = &mut self.pages[place];
        let mut refused = Vec::new();
        while let Some(event) = page.client.poll_event() {
            note_event(&mut self.trace, place, &event);
            refused.extend(refused_by(&event, page.client.index().ids()));
            page.note(event, &self.relay.store, &mut self.intents);
        }
        page.grip.check(self.now, &page.client, &refused);
        page.deadline = page.client.poll_deadline();
    }

    fn carry_page(&mut self, place: usize, action: Action) {
        match action {
            Action::Probe => {
                self.pages[place].probes += 1;
                let answered = self.round_trip();
                // A packet that is lost is sent again too late for a probe; of
                // several the first answer is told.
                let first = self.pages[place].probe.unwrap_or(answered);
                self.pages[place].probe = (!self.is_dark(place)).then_some(first);
            }
            Action::Connect(socket) => {
                self.pages[place].note_connect(self.now);
                self.link_count += 1;
                let opens = self.round_trip();
                let opens = if self.is_dark(place) { NEVER } else { opens };
                let link = Link {
                    page: place,
                    socket,
                    far: Far::Opening(opens),
                    near: true,
                    up: Lane::default(),
                    down: Lane::default(),
                    severed: self.is_dark(place),
                    stalled: false,
                    unwritten: false,
                    next_ping: self.now + PING_EVERY,
                };
                self.links.insert(self.link_count, link);
            }
            Action::SendText(socket, text) => {
                self.pages[place].check_hello(socket, &text);
                self.put_up(place, socket, Packet::Text(text.into()));
            }
            Action::SendBinary(socket, bytes) => {
                self.put_up(place, socket, Packet::Binary(bytes.into()));
            }
            Action::Drop(socket, code) => {
                self.put_up(place, socket, Packet::Close(code, String::new()));
                self.forget_near(place, |link| link.socket == socket);
            }
        }
    }

    fn round_trip(&mut self) -> Moment {
        let there = self.arrival();
        there + self.arrival().since(self.now)
    }

    pub(super) fn put_up(&mut self, place: usize, socket: SocketId, packet: Packet) {
        let arrives = self.arrival();
        let mut links = self.links.values_mut().rev();
        let link = links.find(|link| link.page == place && link.socket == socket && link.near);
        if let Some(link) = link {
            self.trace.add(packet.bytes());
            self.wire.note(self.now, link, false, &packet);
            if !link.severed {
                link.up.put(arrives, packet);
            }
        }
    }

    pub(super) fn put_down(&mut self, id: u64, packet: Packet) {
        let arrives = self.arrival();
        if let Some(link) = self.links.get_mut(&id) {
            self.trace.add(packet.bytes());
            self.wire.note(self.now, link, true, &packet);
            if !link.severed {
                link.down.put(arrives, packet);
                assert!(link.down.bytes < MOST_UNDER_WAY, "a queue grows for a slow page");
            }
        }
    }
}

/// What tells an event from others, without spelling it: the bytes that brought
/// it are in the trace already.
fn note_event(trace: &mut impl Hasher, place: usize, event: &Event) {
    (place, std::mem::discriminant(event)).hash(trace);
    match event {
        Event::Chat(entry) => entry.offset.hash(trace),
        Event::Decided { n, .. } => n.hash(trace),
        Event::Shown(ids) | Event::Held(ids) => ids.hash(trace),
        Event::Returned(report) => report.changes.len().hash(trace),
        _ => {}
    }
}
