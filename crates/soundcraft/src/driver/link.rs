//! One open socket in time: greeting, sync by quiet period, keep-alive and
//! silence. Says what is due; doing it is left to the driver.
//!
//! **Source:** Soundcraft Ui protocol reference, keep-alive and first
//! messages: ALIVE every second; no end-of-dump marker; the analyser stream
//! never pauses, the heartbeat proves nothing.

use std::time::Duration;

use desk::Moment;

use super::LostReason;
use crate::mirror::{Mirror, Raw, Tree};
use crate::surface;

/// The desk goes mute about 5 s after the last one.
const ALIVE_EVERY: Duration = Duration::from_secs(1);
/// A desk greets within a millisecond; a socket that says nothing for so long
/// is no desk, or wants the other way in.
const GREETING_LIMIT: Duration = Duration::from_secs(2);
/// No new key for so long means that all was told. The largest gap measured
/// within a dump is 13 ms by cable; WiFi needs more.
const QUIET: Duration = Duration::from_millis(250);
/// When a dump without a model is asked for once more.
const ASK_AGAIN: Duration = Duration::from_secs(3);
/// No line at all for so long, before anything was told.
const SYNC_SILENCE: Duration = Duration::from_secs(5);
/// One Ui16 is known to have needed 12 s.
const SYNC_LIMIT: Duration = Duration::from_secs(15);
/// Silence that is told to people.
const STALL_AFTER: Duration = Duration::from_millis(1_500);
/// Silence that ends the link.
const LOST_AFTER: Duration = Duration::from_secs(2);

/// How far an open link has come.
#[derive(Debug)]
pub(super) enum Stage {
    /// Nothing came yet.
    Greeting,
    /// The desk tells its state.
    Syncing(Sync),
    /// All is known.
    Live {
        /// Nothing has come for [`STALL_AFTER`].
        stalled: bool,
        /// When keys last came that the surface has no place for.
        grown_at: Option<Moment>,
    },
}

/// A dump on its way in.
#[derive(Debug, Default)]
pub(super) struct Sync {
    tree: Tree,
    last_state: Option<Moment>,
    /// The quiet period in which the dump was last found wanting.
    looked: bool,
    asked_again: bool,
}

/// One open socket.
#[derive(Debug)]
pub(super) struct Link {
    opened_at: Moment,
    alive_at: Moment,
    /// When the last line came, or the socket opened.
    heard_at: Moment,
    pub(super) stage: Stage,
}

/// What is due on a link.
#[derive(Debug, Default)]
pub(super) struct Due {
    pub(super) alive: bool,
    pub(super) ask_again: bool,
    pub(super) stalled: bool,
    pub(super) lost: Option<LostReason>,
    /// A tree to build a new mirror from.
    pub(super) tree: Option<Tree>,
}

impl Link {
    pub(super) fn new(now: Moment) -> Self {
        Self { opened_at: now, alive_at: now, heard_at: now, stage: Stage::Greeting }
    }

    /// Whether the desk has told anything of its state.
    pub(super) fn has_state(&self) -> bool {
        match &self.stage {
            Stage::Greeting => false,
            Stage::Syncing(sync) => !sync.tree.is_empty(),
            Stage::Live { .. } => true,
        }
    }

    /// The desk said something.
    pub(super) fn greet(&mut self, now: Moment) {
        if matches!(self.stage, Stage::Greeting) {
            self.heard_at = now;
            self.stage = Stage::Syncing(Sync::default());
        }
    }

    /// A line came, whatever it says. `true` when it ends a stall.
    pub(super) fn hear(&mut self, now: Moment) -> bool {
        self.heard_at = now;
        match &mut self.stage {
            Stage::Live { stalled, .. } => std::mem::take(stalled),
            _ => false,
        }
    }

    /// What is due now; notes that it was taken care of.
    pub(super) fn due(&mut self, now: Moment, mirror: Option<&Mirror>) -> Due {
        let mut due = Due::default();
        if self.alive_at <= now {
            due.alive = true;
            self.alive_at = now + ALIVE_EVERY;
        }
        let opened = self.opened_at;
        let silent = |limit| self.heard_at + limit <= now;
        match &mut self.stage {
            Stage::Greeting => {
                if opened + GREETING_LIMIT <= now {
                    due.lost = Some(LostReason::Silent);
                }
            }
            Stage::Syncing(sync) => {
                let over = opened + SYNC_LIMIT <= now;
                if sync.told(now, over) {
                    due.tree = Some(std::mem::take(&mut sync.tree));
                } else if over {
                    due.lost = Some(LostReason::NoState);
                } else if silent(SYNC_SILENCE) {
                    due.lost = Some(LostReason::Silent);
                } else if opened + ASK_AGAIN <= now && !sync.asked_again {
                    sync.asked_again = true;
                    due.ask_again = true;
                }
            }
            Stage::Live { stalled, grown_at } => {
                if silent(LOST_AFTER) {
                    due.lost = Some(LostReason::Silent);
                } else if silent(STALL_AFTER) && !*stalled {
                    *stalled = true;
                    due.stalled = true;
                } else if grown_at.is_some_and(|at| at + QUIET <= now) {
                    *grown_at = None;
                    due.tree = mirror.map(|mirror| mirror.tree().clone());
                }
            }
        }
        due
    }

    /// When [`Link::due`] has something to say.
    pub(super) fn deadline(&self) -> Moment {
        let stage = match &self.stage {
            Stage::Greeting => self.opened_at + GREETING_LIMIT,
            Stage::Syncing(sync) => {
                let mut at = (self.opened_at + SYNC_LIMIT).min(self.heard_at + SYNC_SILENCE);
                if !sync.asked_again {
                    at = at.min(self.opened_at + ASK_AGAIN);
                }
                match sync.last_state {
                    Some(last) if !sync.looked => at.min(last + QUIET),
                    _ => at,
                }
            }
            Stage::Live { stalled, grown_at } => {
                let limit = if *stalled { LOST_AFTER } else { STALL_AFTER };
                let silence = self.heard_at + limit;
                grown_at.map_or(silence, |at| silence.min(at + QUIET))
            }
        };
        stage.min(self.alive_at)
    }
}

impl Sync {
    pub(super) fn take(&mut self, now: Moment, key: &str, raw: Raw) {
        // Someone may be moving a fader all the while: only keys that are new
        // show that the dump still runs.
        let new = self.tree.get(key).is_none();
        if self.tree.put(key, raw) && new {
            self.last_state = Some(now);
            self.looked = false;
        }
    }

    /// Whether all was told: quiet, and enough to call it a desk. When the
    /// time is over, less is enough.
    fn told(&mut self, now: Moment, over: bool) -> bool {
        let Some(last) = self.last_state else {
            return false;
        };
        if over {
            return !surface::survey(&self.tree).kinds.is_empty();
        }
        if self.looked || last + QUIET > now {
            return false;
        }
        self.looked = true;
        let named = !self.tree.text("model").is_empty();
        named && !surface::survey(&self.tree).kinds.is_empty()
    }
}
