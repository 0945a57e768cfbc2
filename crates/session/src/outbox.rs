//! Chat intents that are not decided yet. They survive a reload and are sent
//! again under the same numbers, so they are stored exactly once.

use std::collections::VecDeque;

use protocol::json::fields_from_json;
use protocol::{ChatBody, ChatPost, Resume};
use serde::Serialize;

/// An own intent that is not decided yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// Number of the intent.
    pub n: u64,
    /// Room.
    pub room: String,
    /// What it says.
    pub body: ChatBody,
}

fields_from_json!(Draft { n, room, body });

/// What must survive a reload of the page, per tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

fields_from_json!(Saved { cid, resume, next, outbox });

/// The outbox.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    next: u64,
    drafts: VecDeque<Draft>,
    /// How many of the newest drafts no socket has carried yet: their numbers
    /// are not known to anybody and may still change.
    fresh: usize,
}

impl Outbox {
    pub(crate) fn new() -> Self {
        Self { next: 1, drafts: VecDeque::new(), fresh: 0 }
    }

    pub(crate) fn restore(next: u64, drafts: Vec<Draft>) -> Self {
        let after = drafts.last().map_or(1, |draft| draft.n + 1);
        Self { next: next.max(after), drafts: drafts.into(), fresh: 0 }
    }

    pub(crate) fn next(&self) -> u64 {
        self.next
    }

    pub(crate) fn drafts(&self) -> impl ExactSizeIterator<Item = &Draft> {
        self.drafts.iter()
    }

    /// How many drafts a socket may have carried, by this page or an earlier
    /// one.
    pub(crate) fn carried(&self) -> usize {
        self.drafts.len() - self.fresh
    }

    /// The intent that [`Outbox::push`] would take in.
    pub(crate) fn draft(&self, room: String, body: ChatBody) -> ChatPost {
        ChatPost { n: self.next, room, body, resumed: false }
    }

    /// Takes an intent in.
    pub(crate) fn push(&mut self, post: &ChatPost) {
        self.next = post.n + 1;
        let (room, body) = (post.room.clone(), post.body.clone());
        self.drafts.push_back(Draft { n: post.n, room, body });
        self.fresh += 1;
    }

    /// Takes a decided intent out; false when it was not in.
    pub(crate) fn decide(&mut self, n: u64) -> bool {
        let before = self.drafts.len();
        self.drafts.retain(|draft| draft.n != n);
        self.fresh = self.fresh.min(self.drafts.len());
        self.drafts.len() != before
    }

    /// The relay has decided intents up to `decided`, and the next number is
    /// the only one it takes. Numbers that nobody knows follow from there: a
    /// storage may have forgotten, the relay's as well as ours.
    pub(crate) fn settle(&mut self, decided: u64) {
        let first = self.drafts.front().map_or(decided + 1, |draft| draft.n);
        let known = if first > decided + 1 { 0 } else { self.carried() };
        let last = known.checked_sub(1).and_then(|at| self.drafts.get(at));
        let mut n = last.map_or(decided, |draft| draft.n.max(decided));
        for draft in self.drafts.iter_mut().skip(known) {
            n += 1;
            draft.n = n;
        }
        self.next = n + 1;
    }

    /// Keeps only what no socket has carried, for another client id; gives
    /// the rest.
    pub(crate) fn keep_fresh(&mut self) -> Vec<Draft> {
        let lost = self.drafts.drain(..self.carried()).collect();
        self.settle(0);
        lost
    }

    /// Gives up everything.
    pub(crate) fn clear(&mut self) -> Vec<Draft> {
        std::mem::replace(self, Self::new()).drafts.into()
    }

    /// Everything undecided, to be sent now in order.
    pub(crate) fn posts(&mut self) -> Vec<ChatPost> {
        self.fresh = 0;
        let drafts = self.drafts.iter().cloned();
        drafts.map(|Draft { n, room, body }| ChatPost { n, room, body, resumed: true }).collect()
    }

    /// The newest draft is carried by a socket.
    pub(crate) fn note_carried(&mut self) {
        self.fresh = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn say(outbox: &mut Outbox, text: &str) {
        let post = outbox.draft("crew".into(), ChatBody::Create { text: text.into() });
        outbox.push(&post);
    }

    fn numbers(outbox: &Outbox) -> Vec<u64> {
        outbox.drafts().map(|draft| draft.n).collect()
    }

    #[test]
    fn what_was_carried_keeps_its_number() {
        let mut outbox = Outbox::new();
        say(&mut outbox, "a");
        say(&mut outbox, "b");
        outbox.posts();
        say(&mut outbox, "c");
        // The verdict on "a" was lost on its way.
        outbox.settle(1);
        assert_eq!(numbers(&outbox), [1, 2, 3]);
        assert!(outbox.decide(1));
        assert!(!outbox.decide(1));
        assert_eq!(numbers(&outbox), [2, 3]);
    }

    #[test]
    fn numbers_others_took_are_left_to_them() {
        let draft = Draft { n: 5, room: "crew".into(), body: ChatBody::Delete { target: 1 } };
        let mut copy = Outbox::restore(6, vec![draft]);
        say(&mut copy, "mine");
        // The page this one was copied from went on to 7 meanwhile.
        copy.settle(7);
        assert_eq!(numbers(&copy), [5, 8]);
        assert_eq!(copy.next(), 9);
    }

    #[test]
    fn a_relay_that_forgot_is_told_from_the_start() {
        let draft = |n| Draft { n, room: "crew".into(), body: ChatBody::Delete { target: 1 } };
        let mut outbox = Outbox::restore(9, vec![draft(7), draft(8)]);
        outbox.settle(0);
        assert_eq!(numbers(&outbox), [1, 2]);
        let mut empty = Outbox::restore(9, vec![]);
        empty.settle(0);
        assert_eq!(empty.next(), 1);
    }

    #[test]
    fn another_client_id_takes_along_what_is_its_own() {
        let draft = Draft { n: 5, room: "crew".into(), body: ChatBody::Delete { target: 1 } };
        let mut copy = Outbox::restore(6, vec![draft]);
        say(&mut copy, "mine");
        assert_eq!(copy.keep_fresh().iter().map(|draft| draft.n).collect::<Vec<_>>(), [5]);
        assert_eq!(numbers(&copy), [1]);
        assert_eq!(copy.next(), 2);
    }
}
