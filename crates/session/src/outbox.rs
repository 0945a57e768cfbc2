//! Chat intents that are not decided yet. They survive a reload and are sent
//! again under the same numbers, so they are stored exactly once.

use std::collections::VecDeque;

use protocol::{ChatBody, ChatPost, Resume};
use serde::{Deserialize, Serialize};

/// An own intent that is not decided yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Number of the intent.
    pub n: u64,
    /// Room.
    pub room: String,
    /// What it says.
    pub body: ChatBody,
}

/// What must survive a reload of the page, per tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Client id.
    pub cid: String,
    /// Session to take up again.
    pub resume: Option<Resume>,
    /// Number of the next intent.
    pub next: u64,
    /// Undecided intents.
    pub outbox: Vec<Draft>,
}

/// The outbox.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    next: u64,
    drafts: VecDeque<Draft>,
}

impl Outbox {
    pub(crate) fn new() -> Self {
        Self { next: 1, drafts: VecDeque::new() }
    }

    pub(crate) fn restore(next: u64, drafts: Vec<Draft>) -> Self {
        let after = drafts.last().map_or(1, |draft| draft.n + 1);
        Self { next: next.max(after), drafts: drafts.into() }
    }

    pub(crate) fn next(&self) -> u64 {
        self.next
    }

    pub(crate) fn drafts(&self) -> impl ExactSizeIterator<Item = &Draft> {
        self.drafts.iter()
    }

    /// Takes an intent in and gives it its number.
    pub(crate) fn push(&mut self, room: String, body: ChatBody) -> ChatPost {
        let n = self.next;
        self.next += 1;
        self.drafts.push_back(Draft { n, room: room.clone(), body: body.clone() });
        ChatPost { n, room, body, resumed: false }
    }

    /// Takes a decided intent out; false when it was not in.
    pub(crate) fn decide(&mut self, n: u64) -> bool {
        let before = self.drafts.len();
        self.drafts.retain(|draft| draft.n != n);
        self.drafts.len() != before
    }

    /// The relay has decided intents up to `n` of which we know nothing: a
    /// storage that forgot. New ones must not take their numbers.
    pub(crate) fn skip_to(&mut self, n: u64) {
        if self.drafts.is_empty() {
            self.next = self.next.max(n + 1);
        }
    }

    /// Everything undecided, to be sent again in order.
    pub(crate) fn posts(&self) -> impl Iterator<Item = ChatPost> {
        self.drafts.iter().cloned().map(|Draft { n, room, body }| ChatPost {
            n,
            room,
            body,
            resumed: true,
        })
    }
}
