//! What changed since the last tick: each key once, with its last writer.
//! Values are not kept here; the newest one is in the tree.

use std::collections::HashMap;
use std::sync::Arc;

use super::ClientId;
use crate::tree::Slot;

/// Changed keys in the order in which they first changed, then notices.
#[derive(Debug, Default)]
pub(super) struct Changes {
    order: Vec<Slot>,
    writers: HashMap<Slot, Option<ClientId>>,
    notices: Vec<Arc<str>>,
}

impl Changes {
    /// A key was written by a client, or by the desk itself.
    ///
    /// When two clients write one key within a tick, the last value wins and
    /// only the client that wrote it is spared the news.
    pub(super) fn record(&mut self, slot: Slot, writer: Option<ClientId>) {
        if self.writers.insert(slot, writer).is_none() {
            self.order.push(slot);
        }
    }

    /// A line for everyone, after the changes.
    pub(super) fn announce(&mut self, line: &str) {
        self.notices.push(line.into());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.order.is_empty() && self.notices.is_empty()
    }

    /// The keys that are news to `client`.
    pub(super) fn slots_for(&self, client: ClientId) -> impl Iterator<Item = Slot> {
        let own = move |slot: &Slot| self.writers.get(slot) == Some(&Some(client));
        self.order.iter().copied().filter(move |slot| !own(slot))
    }

    pub(super) fn notices(&self) -> impl Iterator<Item = &str> {
        self.notices.iter().map(|line| &**line)
    }
}
