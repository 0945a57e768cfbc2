//! Hello: fences older connections, settles every cursor, says welcome.

use desk::Moment;
use protocol::{
    CloseCode, Hello, Member, RoomCursor, RoomState, RoomVerdict, ServerText, StateVerdict,
    Welcome, WireSurface,
};

use super::{Fresh, Room, Session};
use crate::chat::{ChatLog, FIRST_PAGE};
use crate::conn::{Conn, ConnId};

/// Sessions kept per member; more than may be live at once.
const SESSIONS_KEPT: usize = 64;

impl Room {
    /// A client whose token was checked says hello. `wall` is milliseconds
    /// since 1970; `fresh` is used when no session is taken up again.
    pub fn handle_hello(
        &mut self,
        now: Moment,
        wall: u64,
        id: ConnId,
        member: Member,
        hello: &Hello,
        fresh: Fresh,
    ) {
        let mut conn = Conn::new(now, &self.config.limits, member, self.logs.len());
        conn.cid.clone_from(&hello.cid);
        conn.tab.clone_from(&hello.tab);
        conn.visible = hello.visible;
        if !is_client_id(&hello.cid) {
            self.conns.insert(id, conn);
            self.close(id, CloseCode::Malformed, "a client id is 32 hexadecimal digits", None);
            return;
        }
        if self.twin_is_live(now, hello) || !self.verdicts.claim(&hello.cid, conn.member.id) {
            self.conns.insert(id, conn);
            self.close(id, CloseCode::DuplicateClient, "another tab has this client id", None);
            return;
        }
        if self.others_of(&conn) >= self.config.limits.sessions_per_member.into() {
            self.conns.insert(id, conn);
            self.close(id, CloseCode::Overloaded, "too many pages of one person", Some(5000));
            return;
        }
        let (session, secret, incarnation) = self.take_up_session(now, &conn, hello, fresh);
        self.fence(&conn.cid, &session);
        conn.session.clone_from(&session);

        let state = self.settle_state(&mut conn, hello);
        let rooms = self.settle_rooms(&mut conn, &hello.rooms);
        self.roster.change();
        conn.members_seen = self.roster.version();
        conn.desk_seen = self.desk_version;
        conn.holds_seen = self.holds.version_of_newcomer();
        let you = conn.member.clone();
        // An epoch has one surface, and is of one run of a relay with one configuration.
        let known = hello.state.is_some_and(|cursor| cursor.epoch == self.state.epoch());
        self.verdicts.enter(&conn.cid);
        let decided = self.verdicts.highest(&conn.cid);
        self.conns.insert(id, conn);
        self.note_due(id);
        let welcome = Welcome {
            session,
            secret,
            incarnation,
            you,
            epoch: self.state.epoch(),
            rev: self.state.published(),
            state,
            surface: (!known).then(|| WireSurface::from(self.state.index().surface())),
            desk: self.desk.clone(),
            rooms,
            members: self.presence(),
            limits: (!known).then(|| self.config.limits.clone()),
            heartbeat: (!known).then(|| self.config.heartbeat.clone()),
            clock: wall,
            decided,
        };
        self.answer(id, &ServerText::Welcome(Box::new(welcome)));
    }

    /// Whether another page with this client id is alive. A page that was not
    /// heard for half as long again as a client may be silent counts as gone:
    /// then the newcomer is its reload.
    fn twin_is_live(&self, now: Moment, hello: &Hello) -> bool {
        let millis = u64::from(self.config.heartbeat.client_millis) * 3 / 2;
        let quiet = std::time::Duration::from_millis(millis);
        self.conns.values().any(|conn| {
            conn.cid == hello.cid && conn.tab != hello.tab && now.since(conn.heard) <= quiet
        })
    }

    /// Connections of the same person that stay when this one is taken in.
    fn others_of(&self, newer: &Conn) -> usize {
        let others = self.conns.values();
        others.filter(|conn| conn.member.id == newer.member.id && conn.cid != newer.cid).count()
    }

    fn take_up_session(
        &mut self,
        now: Moment,
        conn: &Conn,
        hello: &Hello,
        fresh: Fresh,
    ) -> (String, String, u64) {
        if let Some(resume) = &hello.resume
            && let Some(session) = self.sessions.get_mut(&resume.session)
            && session.secret == resume.secret
            && session.member == conn.member.id
        {
            session.incarnation += 1;
            session.used = now;
            return (resume.session.clone(), resume.secret.clone(), session.incarnation);
        }
        self.forget_oldest_session(conn.member.id);
        let Fresh { session: id, secret } = fresh;
        let (secret_kept, member) = (secret.clone(), conn.member.id);
        let session = Session { secret: secret_kept, member, incarnation: 1, used: now };
        self.sessions.insert(id.clone(), session);
        (id, secret, 1)
    }

    /// Keeps the sessions of one person bounded. Who comes back to a forgotten
    /// one gets a new one and loses nothing.
    fn forget_oldest_session(&mut self, member: u32) {
        let own = self.sessions.iter().filter(|(_, session)| session.member == member);
        let own: Vec<_> = own.map(|(id, session)| (session.used, id.clone())).collect();
        if own.len() >= SESSIONS_KEPT
            && let Some((_, oldest)) = own.into_iter().min()
        {
            self.sessions.remove(&oldest);
        }
    }

    /// Older connections of the same session or client id can no longer act.
    fn fence(&mut self, cid: &str, session: &str) {
        let older =
            self.conns.iter().filter(|(_, conn)| conn.session == session || conn.cid == cid);
        for id in older.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.close(id, CloseCode::Replaced, "a newer connection took over", None);
        }
    }

    fn settle_state(&self, conn: &mut Conn, hello: &Hello) -> StateVerdict {
        match hello.state {
            Some(cursor)
                if cursor.epoch == self.state.epoch() && cursor.rev <= self.state.published() =>
            {
                conn.state = Some(cursor.rev);
                StateVerdict::Resumed
            }
            _ => {
                conn.state = None;
                StateVerdict::Snapshot
            }
        }
    }

    fn settle_rooms(&self, conn: &mut Conn, cursors: &[RoomCursor]) -> Vec<RoomState> {
        let mut rooms = Vec::with_capacity(self.logs.len());
        for (place, log) in self.logs.iter().enumerate() {
            let cursor = cursors.iter().find(|cursor| cursor.room == log.room);
            let (after, verdict) = settle_room(log, cursor);
            conn.chat[place] = after;
            let read = self.reads.get(&(conn.member.id, log.room.clone()));
            rooms.push(RoomState {
                room: log.room.clone(),
                epoch: log.epoch,
                head: log.head(),
                from: after + 1,
                read: read.copied().unwrap_or(0),
                verdict,
            });
        }
        rooms
    }
}

/// The offset after which entries are sent, and what that means.
fn settle_room(log: &ChatLog, cursor: Option<&RoomCursor>) -> (u64, RoomVerdict) {
    let newest_page = log.head().saturating_sub(FIRST_PAGE).max(log.first() - 1);
    match cursor {
        Some(at) if at.epoch == log.epoch && at.offset <= log.head() => {
            if at.offset + 1 >= log.first() {
                (at.offset, RoomVerdict::Resumed)
            } else {
                (newest_page, RoomVerdict::Gap)
            }
        }
        _ => (newest_page, RoomVerdict::Snapshot),
    }
}

fn is_client_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use protocol::Epoch;

    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// As after a relay's disk was replaced: the numbers may fit, the entries
    /// are others.
    #[test]
    fn an_offset_of_another_log_is_not_believed() {
        let epoch = Epoch(7);
        let restored = crate::chat::RestoredRoom {
            room: "crew".into(),
            epoch,
            entries: Vec::new(),
            messages: Vec::new(),
        };
        let log = ChatLog::new(restored, 10);
        let cursor = |epoch| RoomCursor { room: "crew".into(), epoch, offset: 0 };
        assert_eq!(settle_room(&log, Some(&cursor(epoch))), (0, RoomVerdict::Resumed));
        assert_eq!(settle_room(&log, Some(&cursor(Epoch(8)))), (0, RoomVerdict::Snapshot));
        assert_eq!(settle_room(&log, None), (0, RoomVerdict::Snapshot));
    }
}
