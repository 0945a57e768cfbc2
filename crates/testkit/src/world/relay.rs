//! The relay's shell in a world: a room, its disk, its desk and a door that
//! reads hello; everything that a crash takes with it, and what it does not.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use desk::{Moment, ParamId, Value};
use protocol::{CloseCode, DeskState, DeskStatus, Epoch, Member};
use room::{ConnId, Effect, Fresh, Room, StoreOp};

use super::link::{Far, Packet, WINDOW, hello_of};
use super::page::token_of;
use super::store::{Desk, Store};
use super::{Setup, World};

/// The relay's end of a world.
pub(super) struct Relay {
    pub(super) room: Option<Room>,
    /// Whether the room was told anything since it was last asked.
    pub(super) stirred: bool,
    /// When the room's timer is due, as it said when it was last asked.
    room_due: Option<Moment>,
    pub(super) store: Store,
    /// What is on its way to disk, in the order of tickets.
    doing: VecDeque<(Moment, u64, StoreOp)>,
    pub(super) desk: Desk,
    /// Writes that reached the desk.
    pub(super) desk_sets: Vec<(Moment, ParamId, Value)>,
    /// Links by connection.
    pub(super) links: BTreeMap<ConnId, u64>,
    members: BTreeMap<String, Member>,
    conns: u64,
    starts: u64,
}

impl Relay {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            room: None,
            stirred: false,
            room_due: None,
            store: Store::new(&setup.rooms),
            doing: VecDeque::new(),
            desk: Desk::new(setup.surface.clone()),
            desk_sets: Vec::new(),
            links: BTreeMap::new(),
            members: BTreeMap::new(),
            conns: 0,
            starts: 0,
        }
    }

    pub(super) fn register(&mut self, member: &Member) {
        self.members.insert(token_of(member), member.clone());
    }

    pub(super) fn unregister(&mut self, member: u32) {
        self.members.retain(|_, known| known.id != member);
    }

    pub(super) fn start(&mut self, setup: &Setup) {
        self.starts += 1;
        let restored = self.store.restore(Epoch(self.starts << 40), setup.chat_memory);
        let config = room::Config {
            limits: setup.limits.clone(),
            heartbeat: setup.heartbeat.clone(),
            rooms: setup.rooms.clone(),
            chat_memory: setup.chat_memory,
        };
        let room = Room::new(config, restored);
        (self.room_due, self.stirred) = (room.poll_deadline(), true);
        self.room = Some(room);
    }

    /// Ends the process; what was on its way to disk got `kept` operations
    /// far, and nobody heard of it.
    pub(super) fn crash(&mut self, kept: usize) {
        (self.room, self.room_due) = (None, None);
        self.links.clear();
        for (_, _, op) in self.doing.drain(..).take(kept) {
            self.store.keep(op);
        }
    }

    pub(super) fn doing(&self) -> usize {
        self.doing.len()
    }

    pub(super) fn due(&self) -> Option<Moment> {
        self.room_due.into_iter().chain(self.doing.front().map(|(at, _, _)| *at)).min()
    }

    pub(super) fn desk_is(&mut self, state: DeskState) {
        let Some(room) = &mut self.room else { return };
        self.stirred = true;
        let reason = if state == DeskState::Live { "" } else { "the test says so" };
        room.handle_desk_status(DeskStatus {
            state,
            address: "test".into(),
            reason: reason.to_owned(),
        });
        if state == DeskState::Live {
            let surface = self.desk.index.surface().clone();
            room.handle_desk_synced(surface, self.desk.values.clone());
        }
    }

    /// Stores what is due and tells the room.
    fn finish_stores(&mut self, now: Moment) {
        let Some(room) = &mut self.room else { return };
        let mut newest = None;
        while self.doing.front().is_some_and(|(at, _, _)| *at <= now) {
            let Some((_, ticket, op)) = self.doing.pop_front() else { break };
            self.store.keep(op);
            newest = Some(ticket);
        }
        if let Some(ticket) = newest {
            self.stirred = true;
            room.handle_stored(ticket);
        }
    }

    fn member(&self, token: &str) -> Option<Member> {
        self.members.get(token).cloned()
    }

    fn next_conn(&mut self) -> ConnId {
        self.conns += 1;
        ConnId(self.conns)
    }
}

impl World {
    /// What the relay does on its own accord.
    pub(super) fn turn_relay(&mut self) {
        let now = self.now;
        self.relay.finish_stores(now);
        if let Some(room) = &mut self.relay.room
            && self.relay.room_due.is_some_and(|due| due <= now)
        {
            self.relay.stirred = true;
            room.handle_timeout(now);
        }
        let late =
            self.links.iter().filter(|(_, link)| matches!(link.far, Far::Open(by) if by <= now));
        for id in late.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.close_far(id, CloseCode::HelloTimeout.code(), "no hello");
        }
    }

    /// A packet came up a link.
    pub(super) fn relay_hears(&mut self, id: u64, packet: Packet) {
        let (now, wall) = (self.now, self.wall());
        let Some(link) = self.links.get_mut(&id) else { return };
        let Some(room) = &mut self.relay.room else { return };
        self.relay.stirred = true;
        match (&link.far, packet) {
            (Far::Known(conn), Packet::Text(bytes)) => {
                let text = std::str::from_utf8(&bytes).expect("text frames are UTF-8");
                room.handle_text(now, wall, *conn, text);
            }
            (Far::Known(conn), Packet::Binary(bytes)) => {
                let conn = *conn;
                let index = &self.relay.desk.index;
                self.hands.hear(conn, room.is_current(conn), &bytes, index);
                room.handle_binary(now, wall, conn, &bytes);
                self.carry_out();
                self.hands.done();
            }
            (Far::Known(conn), Packet::Close(..)) => {
                let (all, acts) = (room.stats().connections, room.is_current(*conn));
                room.handle_gone(*conn);
                let left = room.stats().connections;
                assert_eq!(left + usize::from(acts), all, "the end of {conn:?} ended another");
                self.relay.links.remove(conn);
                link.far = Far::Gone;
            }
            (Far::Open(_), Packet::Close(..)) => link.far = Far::Gone,
            (Far::Open(_), packet) => self.greet(id, &packet),
            (Far::Opening(_) | Far::Gone, _) => {}
        }
    }

    fn greet(&mut self, id: u64, packet: &Packet) {
        let Some(hello) = hello_of(packet) else {
            self.close_far(id, CloseCode::Malformed.code(), "hello comes first");
            return;
        };
        let Some(member) = self.relay.member(&hello.token) else {
            self.close_far(id, CloseCode::NotAuthenticated.code(), "unknown token");
            return;
        };
        let conn = self.relay.next_conn();
        let fresh = Fresh {
            session: format!("session {}", self.dice.any()),
            secret: format!("secret {}", self.dice.any()),
        };
        self.hands.meet(conn, &member);
        self.relay.links.insert(conn, id);
        if let Some(link) = self.links.get_mut(&id) {
            link.far = Far::Known(conn);
        }
        let (now, wall) = (self.now, self.wall());
        if let Some(room) = &mut self.relay.room {
            room.handle_hello(now, wall, conn, member, &hello, fresh);
        }
    }

    fn close_far(&mut self, id: u64, code: u16, reason: &str) {
        self.put_down(id, Packet::Close(code, reason.to_owned()));
        if let Some(link) = self.links.get_mut(&id) {
            link.far = Far::Gone;
        }
    }

    /// Carries out what the room asks for and hands out batches, until it has
    /// nothing more to say.
    pub(super) fn settle_relay(&mut self) {
        // A room that was told nothing has nothing new to say.
        if !std::mem::take(&mut self.relay.stirred) {
            return;
        }
        loop {
            self.carry_out();
            self.hand_out();
            let Some(effect) = self.relay.room.as_mut().and_then(Room::poll_effect) else { break };
            self.carry(effect);
        }
        self.relay.stirred = false;
        self.relay.room_due = self.relay.room.as_ref().and_then(Room::poll_deadline);
    }

    fn carry_out(&mut self) {
        while let Some(effect) = self.relay.room.as_mut().and_then(Room::poll_effect) {
            self.carry(effect);
        }
    }

    fn carry(&mut self, effect: Effect) {
        match effect {
            Effect::Store { ticket, op } => {
                let (low, high) = self.setup.store_millis;
                let pause = Duration::from_millis(self.dice.between(low, high));
                let newest = self.relay.doing.back().map_or(Moment::START, |(at, _, _)| *at);
                let at = newest.max(self.now + pause);
                self.relay.doing.push_back((at, ticket, op));
            }
            Effect::DeskSet { id, value } => {
                let (room, index) = (self.relay.room.as_ref(), &self.relay.desk.index);
                let current = |conn| room.is_some_and(|room| room.is_current(conn));
                self.hands.check(self.now, (id, &value), index, current);
                self.relay.desk.set(id, value.clone());
                self.relay.desk_sets.push((self.now, id, value));
            }
            // This world's desk has parameters only.
            Effect::DeskCommand { .. } | Effect::DeskList(_) => {}
            Effect::Close { conn, code, reason, last } => {
                let Some(id) = self.relay.links.remove(&conn) else { return };
                for bytes in last {
                    self.put_down(id, Packet::Text(bytes));
                }
                self.close_far(id, code, &reason);
            }
        }
    }

    fn hand_out(&mut self) {
        let (now, wall) = (self.now, self.wall());
        let ready = self.relay.room.as_mut().map(|room| room.ready(now)).unwrap_or_default();
        for conn in ready {
            let Some(id) = self.relay.links.get(&conn).copied() else { continue };
            loop {
                let Some(room) = &mut self.relay.room else { return };
                let Some(batch) = room.poll_batch(now, wall, conn) else { break };
                for frame in batch.frames {
                    self.put_down(id, frame.into());
                }
                let Some(link) = self.links.get_mut(&id) else { break };
                link.unwritten = true;
                if link.down.bytes > WINDOW {
                    break;
                }
                self.drained(id);
            }
        }
    }

    /// The network took a link's bytes: the room may write on.
    pub(super) fn drained(&mut self, id: u64) {
        let Some(link) = self.links.get_mut(&id) else { return };
        if !link.unwritten || link.down.bytes > WINDOW {
            return;
        }
        link.unwritten = false;
        if let (Some(conn), Some(room)) = (link.conn(), &mut self.relay.room) {
            self.relay.stirred = true;
            room.handle_written(conn);
        }
    }
}

impl From<room::Outgoing> for Packet {
    fn from(frame: room::Outgoing) -> Self {
        match frame {
            room::Outgoing::Text(bytes) => Self::Text(bytes),
            room::Outgoing::Binary(bytes) => Self::Binary(bytes),
        }
    }
}
