//! Batches: everything one connection is due, built from its cursors when its
//! socket is writable, for one contiguous send.

use bytes::Bytes;
use desk::Moment;
use protocol::{CloseCode, ServerFrame, ServerText};

use super::Room;
use crate::conn::{Batch, ConnId, Outgoing};

/// Chat bytes in one batch; the rest follows in the next.
const CHAT_BYTES: usize = 48 * 1024;

impl Room {
    /// Connections whose last batch is written: ask each for its next.
    #[must_use]
    pub fn ready(&self) -> Vec<ConnId> {
        self.conns.iter().filter(|(_, conn)| !conn.busy).map(|(id, _)| *id).collect()
    }

    /// What this connection is due now, if anything. Order: answers, members,
    /// desk, store, lists, chat, state, acknowledgement, holds, meters; a tick
    /// when the connection would otherwise be silent for too long. `wall` is
    /// milliseconds since 1970.
    pub fn poll_batch(&mut self, now: Moment, wall: u64, id: ConnId) -> Option<Batch> {
        if self.conns.get(&id)?.busy {
            return None;
        }
        if self.fell_behind(id) {
            // Resuming tells of the gap; going on would hide it.
            self.close(id, CloseCode::NoProgress, "too far behind in the chat", None);
            return None;
        }
        self.state.publish(now);
        self.tell_roster(now);
        let mut frames = Vec::new();
        self.put_answers(id, &mut frames);
        self.put_presence(id, &mut frames);
        self.put_lists(id, &mut frames);
        self.put_chat(id, &mut frames);
        self.put_state(now, id, &mut frames);
        self.put_holds(id, &mut frames);
        self.put_meters(id, &mut frames);
        let beacon = self.beacon_of(self.conns.get(&id)?) <= now;
        if frames.is_empty() && beacon {
            let rev = self.state.published();
            let heads = self.logs.iter().map(|log| log.head()).collect();
            let tick = ServerFrame::Tick { rev, clock: wall, heads };
            frames.push(Outgoing::Binary(Bytes::from(tick.encode())));
        }
        if frames.is_empty() {
            return None;
        }
        let conn = self.conns.get_mut(&id)?;
        conn.told = now;
        conn.busy = true;
        Some(Batch { frames })
    }

    /// Whether entries this connection still needs have left the memory.
    fn fell_behind(&self, id: ConnId) -> bool {
        let Some(conn) = self.conns.get(&id) else { return false };
        conn.chat.iter().zip(&self.logs).any(|(cursor, log)| cursor + 1 < log.first())
    }

    fn put_answers(&mut self, id: ConnId, frames: &mut Vec<Outgoing>) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        frames.extend(conn.answers.drain(..).map(Outgoing::Text));
        if let Some(nonce) = conn.pong.take() {
            frames.push(Outgoing::Binary(Bytes::from(ServerFrame::Pong { nonce }.encode())));
        }
    }

    fn put_presence(&mut self, id: ConnId, frames: &mut Vec<Outgoing>) {
        let desk = self.desk_version;
        let Some(conn) = self.conns.get_mut(&id) else { return };
        frames.extend(self.roster.news(&mut conn.members_seen).map(Outgoing::Text));
        let new_desk = std::mem::replace(&mut conn.desk_seen, desk) != desk;
        let store = self.store_state;
        let new_store = std::mem::replace(&mut conn.store_seen, store) != store;
        let mut put = |message: ServerText| {
            frames.push(Outgoing::Text(Bytes::from(message.encode())));
        };
        if new_desk {
            put(ServerText::Desk { desk: self.desk.clone() });
        }
        if new_store {
            put(ServerText::Store { state: store });
        }
    }

    /// The list of all is only made when it is due.
    pub(super) fn tell_roster(&mut self, now: Moment) {
        let connections = self.conns.len();
        if self.roster.due(connections).is_some_and(|due| due <= now) {
            let list = ServerText::Members { members: self.presence() };
            self.roster.publish(now, connections, || list.encode());
        }
    }

    fn put_lists(&mut self, id: ConnId, frames: &mut Vec<Outgoing>) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        frames.extend(self.lists.due(&mut conn.lists).into_iter().map(Outgoing::Text));
    }

    fn put_chat(&mut self, id: ConnId, frames: &mut Vec<Outgoing>) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        let mut size = 0;
        for (cursor, log) in conn.chat.iter_mut().zip(&self.logs) {
            for (offset, bytes) in log.after(*cursor) {
                if size > CHAT_BYTES {
                    return;
                }
                size += bytes.len();
                frames.push(Outgoing::Text(bytes.clone()));
                *cursor = offset;
            }
        }
    }

    fn put_state(&mut self, now: Moment, id: ConnId, frames: &mut Vec<Outgoing>) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        let parts = match conn.state {
            None => self.state.snapshot(now),
            Some(cursor) => self.state.since(now, cursor),
        };
        frames.extend(parts.into_iter().map(Outgoing::Binary));
        conn.state = Some(self.state.published());
        // An acknowledgement never overtakes the effect it speaks of.
        if conn.op > conn.op_told && conn.op_rev <= self.state.published() {
            conn.op_told = conn.op;
            let ack = ServerFrame::OpAck { op: conn.op };
            frames.push(Outgoing::Binary(Bytes::from(ack.encode())));
        }
    }

    fn put_holds(&mut self, id: ConnId, frames: &mut Vec<Outgoing>) {
        let version = self.holds.version();
        let Some(conn) = self.conns.get_mut(&id) else { return };
        if std::mem::replace(&mut conn.holds_seen, version) != version {
            frames.push(Outgoing::Binary(self.holds.frame()));
        }
    }

    fn put_meters(&mut self, id: ConnId, frames: &mut Vec<Outgoing>) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        let surface = self.state.index().surface();
        frames.extend(conn.meters.take(&mut self.meters, surface).map(Outgoing::Binary));
    }
}
