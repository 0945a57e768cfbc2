//! Promises that hold once a world is quiet, for every seed.

use std::collections::{BTreeMap, BTreeSet};

use protocol::{ChatBody, ChatEntry, Decision};
use session::Client;

use super::{CREW, Intents, PageId, Seen, World};

impl World {
    /// What a page has seen of the crew's room.
    #[must_use]
    pub fn seen(&self, page: PageId) -> &Seen {
        static NOTHING: Seen = Seen { entries: Vec::new(), head: 0, gaps: 0 };
        self.pages[page.0].rooms.get(CREW).unwrap_or(&NOTHING)
    }

    /// Every text that was said, and its fate.
    #[must_use]
    pub fn intents(&self) -> &Intents {
        &self.intents
    }

    /// Every page that is open.
    #[must_use]
    pub fn open_pages(&self) -> Vec<PageId> {
        (0..self.pages.len()).filter(|place| !self.pages[*place].gone).map(PageId).collect()
    }

    /// Checks the promises of a quiet world: everybody is live, everything
    /// that was said has its verdict and stands in the log once, every page
    /// saw the log as it is, and every control shows what the desk has.
    ///
    /// # Panics
    /// When one of them is broken.
    pub fn check_quiet(&self) {
        self.check_log();
        assert!(self.intents.waiting.is_empty(), "never decided: {:?}", self.intents.waiting);
        for page in self.open_pages() {
            self.check_page(page);
        }
    }

    /// Every text stands in the log once, those of one writer in the order of
    /// writing, and what was told to be stored is where it was told to be.
    fn check_log(&self) {
        let mut texts = BTreeSet::new();
        let mut newest = BTreeMap::new();
        for entry in self.store().all_entries() {
            if let ChatBody::Create { text } = &entry.body
                && !text.is_empty()
            {
                assert!(texts.insert(text.as_str()), "{text:?} stands in the log twice");
            }
            let before = newest.insert((&entry.room, &entry.cid), entry.n);
            assert!(before < Some(entry.n), "{entry:?} was written before another");
        }
        for (text, decision) in &self.intents.decided {
            let Decision::Stored { offset } = decision else { continue };
            let place = (*offset as usize).checked_sub(1);
            let entry = place.and_then(|place| self.store().entries(CREW).get(place));
            let found = entry.is_some_and(|entry| match &entry.body {
                ChatBody::Create { text: stored } => stored == text.trim() || stored.is_empty(),
                _ => false,
            });
            assert!(found, "{text:?} was told to be stored and is lost");
        }
    }

    fn check_page(&self, page: PageId) {
        let client = self.client(page);
        let name = &self.pages[page.0].member.name;
        assert!(self.is_live(page), "{name} is {:?}", client.link());
        assert_eq!(client.outbox().len(), 0, "{name} still waits");
        for (room, seen) in &self.pages[page.0].rooms {
            let log = self.store().entries(room);
            assert_eq!(seen.head, log.len() as u64, "{name} has not seen all of {room}");
            let from = log.len() - seen.entries.len();
            for (seen, stored) in seen.entries.iter().zip(&log[from..]) {
                check_entry(seen, stored);
            }
        }
        self.check_shown(client, name);
    }

    fn check_shown(&self, client: &Client, name: &str) {
        assert_eq!(client.index().surface(), self.relay.desk.index.surface(), "{name}'s surface");
        for (id, value) in self.relay.desk.index.ids().zip(&self.relay.desk.values) {
            let path = self.relay.desk.index.path(id);
            assert_eq!(client.shown(id), Some(value), "{name}'s {path:?}");
        }
    }
}

/// A page may have read a text that was taken back later.
fn check_entry(seen: &ChatEntry, stored: &ChatEntry) {
    let blank = |body: &ChatBody| match body {
        ChatBody::Create { text } | ChatBody::Edit { text, .. } => text.is_empty(),
        _ => false,
    };
    if blank(&stored.body) {
        assert_eq!((seen.offset, seen.n, &seen.cid), (stored.offset, stored.n, &stored.cid));
    } else {
        assert_eq!(seen, stored);
    }
}
