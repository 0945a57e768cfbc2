//! What survives a reload: the person's token, settings, and what a session
//! wants kept.
//!
//! Where the browser denies storage (private windows, blocked cookies, full
//! disk, no page at all) everything works from memory until the page goes.

mod shelf;

use std::rc::Rc;

use protocol::json::{FromJson, Json};
use serde::Serialize;
use session::Saved;
use shelf::Shelf;

/// The storage of one relay's client; clones share it.
///
/// What belongs to the person is kept for all tabs; what belongs to a tab
/// comes back after a reload of this tab. A browser copies the latter when it
/// duplicates a tab: the relay notices and the session sorts it out.
#[derive(Clone, Debug)]
pub struct Storage(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    all_tabs: Shelf,
    this_tab: Shelf,
}

const TOKEN: &str = "token";
const SETTING: &str = "setting.";
const SESSION: &str = "session";
const OUTBOX: &str = "outbox.";

impl Storage {
    /// Opens the storage. `scope` tells clients of different relays on one
    /// page apart; empty for the relay the page came from.
    #[must_use]
    pub fn open(scope: &str) -> Self {
        let prefix =
            if scope.is_empty() { "mediatrix.".to_owned() } else { format!("mediatrix@{scope}.") };
        let window = web_sys::window();
        let all_tabs = window.as_ref().and_then(|window| window.local_storage().ok().flatten());
        let this_tab = window.as_ref().and_then(|window| window.session_storage().ok().flatten());
        Self(Rc::new(Inner {
            all_tabs: Shelf::new(all_tabs, prefix.clone()),
            this_tab: Shelf::new(this_tab, prefix),
        }))
    }

    /// Storage in memory only, gone with the last clone.
    #[must_use]
    pub fn in_memory() -> Self {
        let shelf = || Shelf::new(None, String::new());
        Self(Rc::new(Inner { all_tabs: shelf(), this_tab: shelf() }))
    }

    /// The person's key at the relay.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.0.all_tabs.get(TOKEN)
    }

    /// Keeps the token, or forgets it.
    pub fn set_token(&self, token: Option<&str>) {
        self.0.all_tabs.set(TOKEN, token);
    }

    /// A setting of the person.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<String> {
        self.0.all_tabs.get(&format!("{SETTING}{name}"))
    }

    /// Keeps a setting, or forgets it.
    pub fn set_setting(&self, name: &str, value: Option<&str>) {
        self.0.all_tabs.set(&format!("{SETTING}{name}"), value);
    }

    /// The session to take up again: this tab's own, or else one that a closed
    /// tab left with undecided messages. `None` for another person's.
    #[must_use]
    pub fn session(&self, token: &str) -> Option<Saved> {
        let own = self.0.this_tab.get(SESSION).and_then(|text| kept_for(token, &text));
        own.or_else(|| {
            let outboxes = self.0.all_tabs.names(OUTBOX);
            outboxes.iter().find_map(|name| kept_for(token, &self.0.all_tabs.get(name)?))
        })
    }

    /// Keeps the session of this tab. While it has undecided messages, other
    /// tabs can see it too, in case this one is closed before they are.
    pub fn set_session(&self, token: &str, saved: &Saved) {
        let kept = Kept { owner: mark(token), saved: saved.clone() };
        // Names and numbers only: writing them cannot fail.
        let Ok(text) = serde_json::to_string(&kept) else { return };
        self.0.this_tab.set(SESSION, Some(&text));
        let undecided = (!saved.outbox.is_empty()).then_some(text.as_str());
        self.0.all_tabs.set(&format!("{OUTBOX}{}", saved.cid), undecided);
    }

    /// Forgets the person: token, this tab's session and every outbox.
    pub fn forget(&self) {
        self.set_token(None);
        self.0.this_tab.set(SESSION, None);
        for name in self.0.all_tabs.names(OUTBOX) {
            self.0.all_tabs.set(&name, None);
        }
    }
}

/// A session as it is kept.
#[derive(Serialize)]
struct Kept {
    owner: String,
    #[serde(flatten)]
    saved: Saved,
}

/// Text of an older version, or of another person, is no session.
fn kept_for(token: &str, text: &str) -> Option<Saved> {
    let kept = Json::parse(text).ok()?;
    if kept.text_field("owner").ok()? != mark(token) {
        return None;
    }
    Saved::from_json(&kept).ok()
}

/// Tells one token from another without being it: 64-bit FNV-1a.
fn mark(token: &str) -> String {
    let hash = token.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
