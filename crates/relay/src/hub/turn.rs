//! The hub's loop: wait for something, take in what else has come, let the
//! room act, hand out batches.

use std::collections::BTreeMap;

use protocol::{CloseCode, DeskStatus, Hello, Member, Refusal, RefusalCode, ServerText};
use room::{ConnId, Effect, Fresh, Room};
use tokio::sync::{mpsc, watch};

use super::{Input, Out, RETRY_MILLIS};
use crate::auth::{People, random_hex};
use crate::clock::{self, Clock};
use crate::desk_link::{DeskEvent, DeskWrites, Order};
use crate::store::Store;

/// Inputs taken in one turn before batches go out.
const TURN_INPUTS: usize = 256;
/// As many full turns empty the channel.
const FULL_TURNS: usize = 4;

/// What the hub is made of.
pub(crate) struct Parts {
    pub(crate) room: Room,
    pub(crate) inputs: mpsc::Receiver<Input>,
    pub(crate) desk_events: mpsc::Receiver<DeskEvent>,
    pub(crate) desk_writes: DeskWrites,
    pub(crate) store: Store,
    pub(crate) people: People,
    pub(crate) drain: watch::Receiver<bool>,
    pub(crate) clock: Clock,
}

struct Turn {
    parts: Parts,
    peers: BTreeMap<ConnId, mpsc::Sender<Out>>,
    /// Which surface the room's indices belong to, as the desk link counts.
    generation: u64,
    draining: bool,
}

/// Drives the room until every handle on the hub is gone.
///
/// Inputs are taken whether the disk keeps up or not: moves, signs of life and
/// finished writes have nothing to do with it. What waits for the disk is
/// bounded by how fast people may post, `posts_per_ten_seconds` per connection
/// and once a resumed outbox; a read mark cannot pass the newest stored entry.
pub(crate) async fn run(parts: Parts) {
    let mut stored = parts.store.stored();
    let mut store_state = parts.store.state();
    let mut drain = parts.drain.clone();
    let mut turn = Turn { parts, peers: BTreeMap::new(), generation: 0, draining: false };
    loop {
        turn.act();
        let deadline = turn.parts.room.poll_deadline();
        let deadline = deadline.map(|at| turn.parts.clock.instant(at));
        tokio::select! {
            input = turn.parts.inputs.recv() => match input {
                Some(input) => turn.take(input),
                None => return,
            },
            Some(event) = turn.parts.desk_events.recv() => turn.take_desk(event),
            Ok(()) = stored.changed() => {
                let ticket = *stored.borrow_and_update();
                turn.parts.room.handle_stored(ticket);
            }
            Ok(()) = store_state.changed() => {
                let state = *store_state.borrow_and_update();
                turn.parts.room.handle_store_state(state);
            }
            _ = drain.wait_for(|drain| *drain), if !turn.draining => {
                turn.draining = true;
                turn.parts.room.handle_drain(RETRY_MILLIS);
            }
            () = clock::sleep_until(deadline) => {
                // What has come is heard before anybody is called silent.
                let _ = (0..FULL_TURNS).all(|_| turn.take_more());
                turn.parts.room.handle_timeout(turn.parts.clock.now());
            }
        }
        turn.take_more();
    }
}

impl Turn {
    /// Takes in what came meanwhile, so that one turn serves it all; whether
    /// there may be more.
    fn take_more(&mut self) -> bool {
        for _ in 0..TURN_INPUTS {
            if let Ok(event) = self.parts.desk_events.try_recv() {
                self.take_desk(event);
            } else if let Ok(input) = self.parts.inputs.try_recv() {
                self.take(input);
            } else {
                return false;
            }
        }
        true
    }

    fn take(&mut self, input: Input) {
        let (now, wall) = self.parts.clock.read();
        let room = &mut self.parts.room;
        match input {
            Input::Hello { conn, member, hello, outs } => self.welcome(conn, member, &hello, outs),
            // Frames that the library calls text are UTF-8.
            Input::Text { conn, text } => {
                room.handle_text(now, wall, conn, std::str::from_utf8(&text).unwrap_or_default());
            }
            Input::Binary { conn, bytes } => room.handle_binary(now, wall, conn, &bytes),
            Input::Alive { conn } => room.handle_alive(now, conn),
            Input::Written { conn } => room.handle_written(conn),
            Input::Gone { conn } => {
                self.peers.remove(&conn);
                room.handle_gone(conn);
            }
            Input::Revoked { member } => room.handle_revoked(member),
            Input::Stats { reply } => {
                // Whoever asked may have given up.
                let _ = reply.send(room.stats());
            }
        }
    }

    fn welcome(&mut self, conn: ConnId, member: Member, hello: &Hello, outs: mpsc::Sender<Out>) {
        let (now, wall) = self.parts.clock.read();
        // The token may have been taken back since the peer asked, and the
        // room, which did not know the connection yet, has closed nothing.
        let known = self.parts.people.by_token(&hello.token);
        let Some(member) = known.filter(|known| known.id == member.id) else {
            send_away(&outs);
            return;
        };
        let (Ok(session), Ok(secret)) = (random_hex(), random_hex()) else {
            tracing::error!("the system gives no random numbers; a client is sent away");
            return;
        };
        self.peers.insert(conn, outs);
        let fresh = Fresh { session, secret };
        self.parts.room.handle_hello(now, wall, conn, member, hello, fresh);
        if self.draining {
            self.parts.room.handle_drain(RETRY_MILLIS);
        }
    }

    fn take_desk(&mut self, event: DeskEvent) {
        if matches!(event, DeskEvent::Synced { .. }) {
            // What the room wants written belongs to the surface before.
            self.effects();
        }
        let room = &mut self.parts.room;
        match event {
            DeskEvent::Status(status) => room.handle_desk_status(DeskStatus::clone(&status)),
            DeskEvent::Synced { generation, surface, values } => {
                self.generation = generation;
                room.handle_desk_synced(surface, values);
            }
            DeskEvent::Changed { generation, id, value } => {
                if generation == self.generation {
                    room.handle_desk_changed(id, value);
                }
            }
            DeskEvent::Commanded { conn, n, outcome } => {
                room.handle_command_decided(conn, n, outcome);
            }
            DeskEvent::List { name, names } => room.handle_desk_list(name, names),
            DeskEvent::ListsChanged(group) => room.handle_lists_changed(Some(group)),
            DeskEvent::Notice { notice, but } => room.handle_notice(notice, but),
            DeskEvent::Meters(levels) => room.handle_meters(self.parts.clock.read().1, levels),
        }
    }

    /// Effects first, since they may end connections, then batches.
    fn act(&mut self) {
        let (now, wall) = self.parts.clock.read();
        self.effects();
        for conn in self.parts.room.ready(now) {
            let Some(batch) = self.parts.room.poll_batch(now, wall, conn) else { continue };
            let peer = self.peers.get(&conn);
            if peer.is_none_or(|outs| outs.try_send(Out::Batch(batch)).is_err()) {
                // The peer has ended; its own word is on the way.
                self.peers.remove(&conn);
                self.parts.room.handle_gone(conn);
            }
        }
        self.effects();
    }

    fn effects(&mut self) {
        while let Some(effect) = self.parts.room.poll_effect() {
            match effect {
                Effect::Store { ticket, op } => self.parts.store.submit(ticket, op),
                Effect::DeskSet { id, value } => {
                    self.parts.desk_writes.put(self.generation, id, value);
                }
                Effect::DeskCommand { conn, command } => {
                    let n = command.n;
                    if self.parts.desk_writes.order(Order::Command { conn, command }).is_err() {
                        let reason = "too many commands wait for the desk";
                        let refusal = Refusal::new(RefusalCode::TooFast, reason);
                        self.parts.room.handle_command_decided(conn, n, Err(refusal));
                    }
                }
                Effect::DeskList(name) => {
                    if self.parts.desk_writes.order(Order::List(name)).is_err() {
                        tracing::warn!("too much waits for the desk; a list is not asked for");
                    }
                }
                Effect::Close { conn, code, reason, last } => {
                    let Some(outs) = self.peers.remove(&conn) else { continue };
                    if outs.try_send(Out::Close { last, code, reason }).is_err() {
                        tracing::trace!(code, "a closed peer was gone already");
                    }
                }
            }
        }
    }
}

/// Tells a peer whose token was taken back while it said hello.
fn send_away(outs: &mpsc::Sender<Out>) {
    let (code, reason) = (CloseCode::NotAuthenticated.code(), "the invitation was taken back");
    let bye = ServerText::Bye { code, retry_millis: 0, reason: reason.to_owned() };
    let last = vec![bytes::Bytes::from(bye.encode())];
    if outs.try_send(Out::Close { last, code, reason: reason.to_owned() }).is_err() {
        tracing::trace!(code, "a peer that is sent away was gone already");
    }
}

#[cfg(test)]
mod tests;
