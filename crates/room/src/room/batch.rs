//! Batches: everything one connection is due, built from its cursors when its
//! socket is writable, for one contiguous send.

use bytes::Bytes;
use desk::Moment;
use protocol::{CloseCode, Heartbeat, ServerFrame, ServerText};

use super::Room;
use super::silence::beacon_of;
use crate::chat::ChatLog;
use crate::conn::{Batch, Conn, ConnId, News, Outgoing};
use crate::state::StateLog;

/// Chat bytes in one batch; the rest follows in the next.
const CHAT_BYTES: usize = 48 * 1024;

impl Room {
    /// Connections whose last batch is written and that may be due another:
    /// ask each for it.
    pub fn ready(&mut self, now: Moment) -> Vec<ConnId> {
        self.state.publish(now);
        self.tell_roster(now);
        let (news, heartbeat) = (self.news(), &self.config.heartbeat);
        let stirred = std::mem::take(&mut self.stirred);
        let is_ready = |conn: &Conn| conn.is_ready(now, news, heartbeat);
        let nobody_else_is =
            self.asked == Some(news) && self.conns_due.get().is_some_and(|due| now < due);
        if nobody_else_is {
            let of = |id: &ConnId| self.conns.get(id).is_some_and(is_ready);
            return stirred.into_iter().filter(of).collect();
        }
        self.asked = Some(news);
        let ready = self.conns.iter().filter(|(_, conn)| is_ready(conn));
        ready.map(|(id, _)| *id).collect()
    }

    /// How far everything is that all are told alike.
    fn news(&self) -> News {
        News {
            members: self.roster.told(),
            desk: self.desk_version,
            store: self.store_state,
            lists: self.lists.stamp(),
            chat: self.logs.iter().map(ChatLog::head).sum(),
            epoch: self.state.epoch(),
            state: self.state.published(),
            holds: self.holds.version(),
            meters: self.meters.seq(),
        }
    }

    /// What this connection is due now, if anything. Order: answers, members,
    /// desk, store, lists, chat, state, acknowledgement, holds, meters; a tick
    /// when the connection would otherwise be silent for too long. `wall` is
    /// milliseconds since 1970.
    pub fn poll_batch(&mut self, now: Moment, wall: u64, id: ConnId) -> Option<Batch> {
        self.state.publish(now);
        self.tell_roster(now);
        let news = self.news();
        let heartbeat = &self.config.heartbeat;
        let ready = |conn: &&mut Conn| conn.is_ready(now, news, heartbeat);
        let conn = self.conns.get_mut(&id).filter(ready)?;
        if conn.fell_behind(&self.logs) {
            // Resuming tells of the gap; going on would hide it.
            self.close(id, CloseCode::NoProgress, "too far behind in the chat", None);
            return None;
        }
        let mut frames = Vec::new();
        conn.put_answers(&mut frames);
        frames.extend(self.roster.news(&mut conn.members_seen).map(Outgoing::Text));
        if std::mem::replace(&mut conn.desk_seen, self.desk_version) != self.desk_version {
            frames.push(text(&ServerText::Desk { desk: self.desk.clone() }));
        }
        if std::mem::replace(&mut conn.store_seen, self.store_state) != self.store_state {
            frames.push(text(&ServerText::Store { state: self.store_state }));
        }
        frames.extend(self.lists.due(&mut conn.lists).into_iter().map(Outgoing::Text));
        conn.put_chat(&self.logs, &mut frames);
        conn.put_state(now, &mut self.state, &mut frames);
        let holds = self.holds.version();
        if std::mem::replace(&mut conn.holds_seen, holds) != holds {
            frames.push(Outgoing::Binary(self.holds.frame()));
        }
        let surface = self.state.index().surface();
        frames.extend(conn.meters.take(&mut self.meters, surface).map(Outgoing::Binary));
        if frames.is_empty() && beacon_of(heartbeat, conn) <= now {
            let rev = self.state.published();
            let heads = self.logs.iter().map(|log| log.head()).collect();
            let tick = ServerFrame::Tick { rev, clock: wall, heads };
            frames.push(Outgoing::Binary(Bytes::from(tick.encode())));
        }
        if frames.is_empty() {
            conn.has = Some(conn.news_of(news));
            return None;
        }
        conn.told = now;
        conn.busy = true;
        Some(Batch { frames })
    }

    /// The list of all is only made when it is due.
    pub(super) fn tell_roster(&mut self, now: Moment) {
        let connections = self.conns.len();
        if self.roster.due(connections).is_some_and(|due| due <= now) {
            let list = ServerText::Members { members: self.presence() };
            self.roster.publish(now, connections, || list.encode());
        }
    }
}

fn text(message: &ServerText) -> Outgoing {
    Outgoing::Text(Bytes::from(message.encode()))
}

impl Conn {
    /// Whether a batch may be due: something is new for all or was done with
    /// this connection since it was due nothing, or it hears nothing for too
    /// long. Most of a thousand are not, in most turns.
    fn is_ready(&self, now: Moment, news: News, heartbeat: &Heartbeat) -> bool {
        !self.busy && (self.has != Some(self.news_of(news)) || beacon_of(heartbeat, self) <= now)
    }

    /// What of the news this connection hears of.
    fn news_of(&self, news: News) -> News {
        News { meters: if self.meters.wants_any() { news.meters } else { 0 }, ..news }
    }

    /// Whether entries this connection still needs have left the memory.
    fn fell_behind(&self, logs: &[ChatLog]) -> bool {
        self.chat.iter().zip(logs).any(|(cursor, log)| cursor + 1 < log.first())
    }

    fn put_answers(&mut self, frames: &mut Vec<Outgoing>) {
        frames.extend(self.answers.drain(..).map(Outgoing::Text));
        if let Some(nonce) = self.pong.take() {
            frames.push(Outgoing::Binary(Bytes::from(ServerFrame::Pong { nonce }.encode())));
        }
    }

    fn put_chat(&mut self, logs: &[ChatLog], frames: &mut Vec<Outgoing>) {
        let mut size = 0;
        for (cursor, log) in self.chat.iter_mut().zip(logs) {
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

    fn put_state(&mut self, now: Moment, state: &mut StateLog, frames: &mut Vec<Outgoing>) {
        let parts = match self.state {
            None => state.snapshot(now),
            Some(cursor) => state.since(now, cursor),
        };
        frames.extend(parts.into_iter().map(Outgoing::Binary));
        self.state = Some(state.published());
        // An acknowledgement never overtakes the effect it speaks of.
        if self.op > self.op_told && self.op_rev <= state.published() {
            self.op_told = self.op;
            let ack = ServerFrame::OpAck { op: self.op };
            frames.push(Outgoing::Binary(Bytes::from(ack.encode())));
        }
    }
}
