//! One connection: cursors and credit, no queue of its own but a short one
//! for answers that only it gets.

use std::collections::{BTreeSet, VecDeque};

use bytes::Bytes;
use desk::{Moment, ParamId};
use protocol::{Epoch, Limits, Member, StoreState};

use crate::budget::Budget;
use crate::lists::Wanted;
use crate::meters::MeterCredit;

/// A connection, numbered by the shell; never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnId(pub u64);

/// A frame to write. The bytes may be shared with other connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// A text frame, UTF-8.
    Text(Bytes),
    /// A binary frame.
    Binary(Bytes),
}

/// What one connection gets in this turn: feed every frame, flush once, then
/// tell the room by `handle_written`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Frames in order.
    pub frames: Vec<Outgoing>,
}

/// Most private answers that wait for a connection to become writable. A
/// client that provokes more without reading is dropped.
pub(crate) const ANSWERS_KEPT: usize = 1024;

/// Most fingers of a connection that are remembered to own nothing; far more
/// than a person has.
const LOST_KEPT: usize = 64;

/// How far everything is that all are told alike; it changes with each of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct News {
    pub(crate) members: u64,
    pub(crate) desk: u64,
    pub(crate) store: StoreState,
    pub(crate) lists: u64,
    pub(crate) chat: u64,
    pub(crate) epoch: Epoch,
    pub(crate) state: u64,
    pub(crate) holds: u64,
    pub(crate) meters: u8,
}

/// What the room knows of a connection.
pub(crate) struct Conn {
    pub(crate) member: Member,
    pub(crate) cid: String,
    pub(crate) tab: String,
    pub(crate) session: String,
    pub(crate) visible: bool,
    /// Revision the peer has; none before its snapshot is sent.
    pub(crate) state: Option<u64>,
    /// Whether the peer has taken up the present surface: only then do its
    /// indices mean what ours do.
    pub(crate) surface_taken: bool,
    /// Offset sent per room, in room order.
    pub(crate) chat: Vec<u64>,
    pub(crate) members_seen: u64,
    pub(crate) desk_seen: u64,
    pub(crate) store_seen: StoreState,
    pub(crate) holds_seen: u64,
    /// Fingers that do not own their control until they are lifted.
    pub(crate) lost: VecDeque<(u8, ParamId)>,
    pub(crate) answers: VecDeque<Bytes>,
    pub(crate) pong: Option<u32>,
    /// Newest decided set, the revision with its effect, and what is told.
    pub(crate) op: u64,
    pub(crate) op_rev: u64,
    pub(crate) op_told: u64,
    pub(crate) meters: MeterCredit,
    /// Lists of the desk it wants to know.
    pub(crate) lists: Wanted,
    pub(crate) heard: Moment,
    pub(crate) told: Moment,
    /// A batch is under way.
    pub(crate) busy: bool,
    /// The news of which it has everything, if nothing was done with it since.
    pub(crate) has: Option<News>,
    pub(crate) frames: Budget,
    pub(crate) posts: Budget,
    pub(crate) resumed_posts: u32,
    /// A post may have been refused for speed: those after it come early, and
    /// the client sends them all again.
    pub(crate) posts_missing: bool,
    /// Own posts on their way to disk, whose verdicts it gets.
    pub(crate) awaited: BTreeSet<u64>,
    /// Frames over budget in the present flood.
    pub(crate) excess: u32,
    pub(crate) bad: u16,
}

impl Conn {
    pub(crate) fn new(now: Moment, limits: &Limits, member: Member, rooms: usize) -> Self {
        let frames = f64::from(limits.frames_per_second);
        let posts = f64::from(limits.posts_per_ten_seconds);
        Self {
            member,
            cid: String::new(),
            tab: String::new(),
            session: String::new(),
            visible: true,
            state: None,
            surface_taken: true,
            chat: vec![0; rooms],
            members_seen: 0,
            desk_seen: 0,
            store_seen: StoreState::Well,
            holds_seen: 0,
            lost: VecDeque::new(),
            answers: VecDeque::new(),
            pong: None,
            op: 0,
            op_rev: 0,
            op_told: 0,
            meters: MeterCredit::default(),
            lists: Wanted::default(),
            heard: now,
            told: now,
            busy: false,
            has: None,
            frames: Budget::new(now, frames, frames * 2.0),
            posts: Budget::new(now, posts / 10.0, posts),
            resumed_posts: u32::from(limits.outbox),
            posts_missing: false,
            awaited: BTreeSet::new(),
            excess: 0,
            bad: 0,
        }
    }

    /// Notes that a finger does not own its control; true when that is news.
    pub(crate) fn note_lost(&mut self, gesture: u8, param: ParamId) -> bool {
        let news = !self.lost.contains(&(gesture, param));
        if news {
            self.lost.push_back((gesture, param));
        }
        if self.lost.len() > LOST_KEPT {
            self.lost.pop_front();
        }
        news
    }

    /// Puts a private answer in line.
    pub(crate) fn answer(&mut self, message: Bytes) {
        self.answers.push_back(message);
        self.has = None;
    }
}
