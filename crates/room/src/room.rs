//! The room itself: takes what happens, gives effects and batches.

mod batch;
mod commands;
mod desk;
mod frames;
mod hello;
mod posts;
mod silence;
#[cfg(test)]
mod tests;
mod touches;
mod writes;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ::desk::{Index, Moment, ParamId, Value};
use bytes::Bytes;
use protocol::{
    ChatEntry, CloseCode, Command, DeskState, DeskStatus, Heartbeat, Limits, ListName, Presence,
    Refusal, RefusalCode, ServerText, StoreState,
};

use crate::chat::{ChatLog, Restored, RestoredRoom, Verdicts};
use crate::conn::{ANSWERS_KEPT, Conn, ConnId, News};
use crate::fades::Fades;
use crate::holds::Holds;
use crate::lists::Lists;
use crate::meters::MeterFeed;
use crate::roster::Roster;
use crate::sheets::{Sheet, Sheets};
use crate::state::StateLog;

/// What the room is run with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Limits, told to clients.
    pub limits: Limits,
    /// Liveness numbers, told to clients.
    pub heartbeat: Heartbeat,
    /// Names of the chat rooms, in the order of the tick's heads.
    pub rooms: Vec<String>,
    /// Entries kept in memory per room.
    pub chat_memory: usize,
}

/// Random strings for a session, made by the shell.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Session id.
    pub session: String,
    /// Session secret.
    pub secret: String,
}

/// What is to be kept on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreOp {
    /// A log entry with its verdict. An entry that deletes also blanks the
    /// stored text of its target.
    Entry(ChatEntry),
    /// A refused intent.
    Refused {
        /// Client id.
        cid: String,
        /// Number of the intent.
        n: u64,
        /// The verdict.
        refusal: Refusal,
    },
    /// How far a member has read.
    Read {
        /// Number of the member.
        member: u32,
        /// Room.
        room: String,
        /// Last read entry.
        offset: u64,
    },
    /// A sheet of the crew; its older versions are not kept.
    Sheet(Sheet),
}

/// What the shell has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Store in the order of tickets, then say how far it got by
    /// [`Room::handle_stored`].
    Store {
        /// Counts up.
        ticket: u64,
        /// What to store.
        op: StoreOp,
    },
    /// Write to the desk.
    DeskSet {
        /// The parameter.
        id: ParamId,
        /// Its new value.
        value: Value,
    },
    /// Do this on the desk, then say what came of it by
    /// [`Room::handle_command_decided`].
    DeskCommand {
        /// Who asked.
        conn: ConnId,
        /// What for; the role was checked.
        command: Command,
    },
    /// Ask the desk for a list, and tell it by [`Room::handle_desk_list`].
    DeskList(ListName),
    /// Write what is left for the connection, then close it. The room has
    /// forgotten it already.
    Close {
        /// The connection.
        conn: ConnId,
        /// Close code.
        code: u16,
        /// Reason, at most 123 bytes.
        reason: String,
        /// Last frames.
        last: Vec<Bytes>,
    },
}

/// Numbers for metrics and readiness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Live connections.
    pub connections: usize,
    /// Members that are here.
    pub members: usize,
    /// Newest revision of the desk state.
    pub rev: u64,
    /// Parameters of the surface.
    pub parameters: usize,
    /// Newest stored offset per room.
    pub heads: Vec<(String, u64)>,
    /// How the desk is.
    pub desk: DeskState,
}

struct Session {
    secret: String,
    member: u32,
    incarnation: u64,
    /// When it was last taken up.
    used: Moment,
}

enum UnderWay {
    Entry(ChatEntry),
    Refused { cid: String, n: u64, refusal: Refusal },
    Read,
    Sheet { conn: ConnId, n: u64, sheet: Sheet },
}

/// The relay's mind; see the crate.
pub struct Room {
    config: Config,
    conns: BTreeMap<ConnId, Conn>,
    /// Connections with which something was done since they were asked for a
    /// batch.
    stirred: BTreeSet<ConnId>,
    /// The news that all others were asked about.
    asked: Option<News>,
    /// None of them dies or is due a sign of life before; found anew when that
    /// time has come.
    conns_due: Cell<Option<Moment>>,
    sessions: BTreeMap<String, Session>,
    state: StateLog,
    desk: DeskStatus,
    desk_version: u64,
    store_state: StoreState,
    logs: Vec<ChatLog>,
    verdicts: Verdicts,
    reads: BTreeMap<(u32, String), u64>,
    meters: MeterFeed,
    roster: Roster,
    fades: Fades,
    /// Nobody is given up before, since not everything was read.
    no_death_before: Moment,
    lists: Lists,
    sheets: Sheets,
    holds: Holds,
    ticket: u64,
    under_way: VecDeque<(u64, UnderWay)>,
    effects: VecDeque<Effect>,
}

impl Room {
    /// A room with what storage remembers. Chat rooms that storage does not
    /// know start empty, under an epoch drawn from the state's.
    #[must_use]
    pub fn new(config: Config, mut restored: Restored) -> Self {
        let verdicts = Verdicts::restore(&restored);
        let logs = (0u64..)
            .zip(&config.rooms)
            .map(|(place, name)| {
                let known = restored.rooms.iter().position(|room| room.room == *name);
                let room = known.map(|at| restored.rooms.swap_remove(at));
                let epoch = protocol::Epoch(restored.state_epoch.0.wrapping_add(place + 1));
                let empty = RestoredRoom {
                    room: name.clone(),
                    epoch,
                    entries: Vec::new(),
                    messages: Vec::new(),
                };
                ChatLog::new(room.unwrap_or(empty), config.chat_memory)
            })
            .collect();
        let reads =
            restored.reads.into_iter().map(|(member, room, at)| ((member, room), at)).collect();
        Self {
            config,
            conns: BTreeMap::new(),
            stirred: BTreeSet::new(),
            asked: None,
            conns_due: Cell::new(None),
            sessions: BTreeMap::new(),
            state: StateLog::new(restored.state_epoch, Index::empty()),
            desk: DeskStatus {
                state: DeskState::Offline,
                address: String::new(),
                reason: "the relay has only just started".into(),
            },
            desk_version: 1,
            store_state: StoreState::Well,
            logs,
            verdicts,
            reads,
            meters: MeterFeed::default(),
            roster: Roster::default(),
            fades: Fades::default(),
            no_death_before: Moment::START,
            lists: Lists::default(),
            sheets: Sheets::restore(restored.sheets),
            holds: Holds::default(),
            ticket: 0,
            under_way: VecDeque::new(),
            effects: VecDeque::new(),
        }
    }

    /// The connection ended.
    pub fn handle_gone(&mut self, id: ConnId) {
        if let Some(conn) = self.conns.remove(&id) {
            self.roster.change();
            self.leave(id, &conn);
        }
    }

    /// Whether a connection may still act: it said hello and nothing has ended
    /// it or taken its place.
    #[must_use]
    pub fn is_current(&self, id: ConnId) -> bool {
        self.conns.contains_key(&id)
    }

    /// The last batch was flushed.
    pub fn handle_written(&mut self, id: ConnId) {
        if let Some(conn) = self.conns.get_mut(&id) {
            (conn.busy, conn.has) = (false, None);
            self.stirred.insert(id);
            self.note_due(id);
        }
    }

    /// Whether what is stored reaches the disk; everybody is told.
    pub fn handle_store_state(&mut self, state: StoreState) {
        self.store_state = state;
    }

    /// A member's token was revoked: closes the member's connections.
    pub fn handle_revoked(&mut self, member: u32) {
        let ids = self.conns.iter().filter(|(_, conn)| conn.member.id == member);
        for id in ids.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.close(id, CloseCode::NotAuthenticated, "the invitation was taken back", None);
        }
        self.sessions.retain(|_, session| session.member != member);
    }

    /// The relay stops: says goodbye to everybody with a retry hint.
    pub fn handle_drain(&mut self, retry_millis: u32) {
        for id in self.conns.keys().copied().collect::<Vec<_>>() {
            self.close(id, CloseCode::GoingAway, "the relay stops", Some(retry_millis));
        }
    }

    /// What the shell has to do next.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// Numbers for metrics and readiness.
    #[must_use]
    pub fn stats(&self) -> Stats {
        Stats {
            connections: self.conns.len(),
            members: self.presence().len(),
            rev: self.state.head(),
            parameters: self.state.index().len(),
            heads: self.logs.iter().map(|log| (log.room.clone(), log.head())).collect(),
            desk: self.desk.state,
        }
    }

    /// Tells a connection that something was refused; the connection goes on.
    fn refuse(&mut self, id: ConnId, code: RefusalCode, reason: &str) {
        self.answer(id, &ServerText::Error { refusal: Refusal::new(code, reason) });
    }

    fn answer(&mut self, id: ConnId, message: &ServerText) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        conn.answer(Bytes::from(message.encode()));
        self.stirred.insert(id);
        if conn.answers.len() > ANSWERS_KEPT {
            self.close_unread(id);
        }
    }

    /// Drops a connection that sends and does not read.
    fn close_unread(&mut self, id: ConnId) {
        self.close(id, CloseCode::NoProgress, "answers pile up unread", Some(1000));
    }

    fn close(&mut self, id: ConnId, code: CloseCode, reason: &str, retry: Option<u32>) {
        let Some(conn) = self.conns.remove(&id) else { return };
        self.roster.change();
        self.leave(id, &conn);
        let bye = ServerText::Bye {
            code: code.code(),
            retry_millis: retry.unwrap_or(0),
            reason: reason.to_owned(),
        };
        let mut last: Vec<Bytes> = conn.answers.into();
        last.push(Bytes::from(bye.encode()));
        let (code, reason) = (code.code(), reason.to_owned());
        self.effects.push_back(Effect::Close { conn: id, code, reason, last });
    }

    /// A connection is gone: forgets what nobody needs any more.
    fn leave(&mut self, id: ConnId, conn: &Conn) {
        self.holds.leave(id);
        if !self.conns.values().any(|other| other.cid == conn.cid) {
            self.verdicts.leave(&conn.cid);
        }
        self.forget_lists();
    }

    fn store(&mut self, op: StoreOp, under_way: UnderWay) {
        self.ticket += 1;
        self.under_way.push_back((self.ticket, under_way));
        self.effects.push_back(Effect::Store { ticket: self.ticket, op });
    }

    /// Who is here: each member once, visible when any of the pages is.
    fn presence(&self) -> Vec<Presence> {
        let mut here: BTreeMap<u32, Presence> = BTreeMap::new();
        for conn in self.conns.values() {
            let entry = here
                .entry(conn.member.id)
                .or_insert_with(|| Presence { member: conn.member.clone(), visible: false });
            entry.visible |= conn.visible;
        }
        here.into_values().collect()
    }
}
