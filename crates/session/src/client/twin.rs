//! Another page with the same client id: a copied tab, or this very page
//! before its reload.

use desk::Moment;
use protocol::{Decision, Refusal, RefusalCode};

use super::Client;
use crate::Event;

/// A page that lives is heard within this many times the pause it may make.
const TWIN_QUIET: u32 = 2;

impl Client {
    /// The relay says that another page has this client id. It may be this
    /// page before its reload, whose end the relay has not noticed: while an
    /// outbox depends on it, another try decides after a time in which a page
    /// that lives is heard. A page that lives owns the outbox it had;
    /// what only this page knows moves to a new client id.
    pub(super) fn meet_twin(&mut self, now: Moment) {
        let quiet = self.millis(self.heartbeat.client_millis) * TWIN_QUIET;
        let decided_at = *self.twin.get_or_insert(now) + quiet;
        if !self.known && now < decided_at && self.outbox.carried() > 0 {
            self.retry_not_before = Some(decided_at);
            return;
        }
        // The other page took up from storage what was there. What became of
        // it is not known here, so its writer decides.
        let lost = if self.known { self.outbox.clear() } else { self.outbox.keep_fresh() };
        for draft in lost {
            let reason = "another page took over before this was stored";
            let refusal = Refusal::new(RefusalCode::NotStored, reason);
            let decision = Decision::Refused { refusal };
            self.events.push_back(Event::Decided { n: draft.n, decision });
        }
        (self.known, self.twin) = (false, None);
        self.cid = self.random.hex_id();
        self.resume = None;
        self.events.push_back(Event::Outbox);
        self.events.push_back(Event::Save);
    }
}
