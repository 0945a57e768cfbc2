//! The session: opens it, deals its events out to the stores, and tells how
//! the link and the desk are.

use client::link::Options;
use client::storage::Storage;
use client::url::{SocketUrl, UrlError};
use client::{Api, Link};
use desk::{ParamId, Value};
use protocol::{ChatBody, CloseCode, DeskState, DeskStatus, RefusalCode, StoreState};
use session::{ControlError, Event, LinkState};

use super::App;
use crate::signals::{RwSignal, Signal, StoredValue};
use crate::text::{BlockReason, RefusalReason, Text};
use crate::widgets::{ControlState, IconName};

/// Sent as the program's name in hello.
const PROGRAM: &str = "mediatrix-web";

/// The one session of this page.
#[derive(Clone, Copy)]
pub struct LinkStore {
    link: StoredValue<Option<Link>>,
    state: RwSignal<LinkState>,
    desk: RwSignal<Option<DeskStatus>>,
    store: RwSignal<StoreState>,
    was_live: RwSignal<bool>,
    has_token: RwSignal<bool>,
}

impl LinkStore {
    pub(super) fn new() -> Self {
        Self {
            link: StoredValue::new(None),
            state: RwSignal::new(LinkState::Connecting),
            desk: RwSignal::new(None),
            store: RwSignal::new(StoreState::Well),
            was_live: RwSignal::new(false),
            has_token: RwSignal::new(Storage::open("").token().is_some()),
        }
    }

    /// Whether this browser has joined.
    #[must_use]
    pub fn has_token(&self) -> Signal<bool> {
        self.has_token.into()
    }

    /// The token of an earlier visit, if this browser joined before.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        Storage::open("").token()
    }

    /// Keeps a new token, or forgets it and ends the session.
    pub fn set_token(&self, token: Option<&str>) {
        Storage::open("").set_token(token);
        self.has_token.set(token.is_some());
        if token.is_none() {
            self.link.set_value(None);
            self.state.set(LinkState::Connecting);
            self.was_live.set(false);
        }
    }

    /// Opens the session with the stored token; without one nothing happens.
    pub fn open(&self, app: App) {
        let Some(token) = self.token() else { return };
        if self.link.with_value(Option::is_some) {
            return;
        }
        let program = protocol::ClientInfo {
            name: PROGRAM.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let options = match page_url() {
            Ok(url) => Options {
                url,
                token,
                client: program,
                storage: Storage::open(""),
                socket_class: None,
            },
            Err(error) => {
                app.notes.show(IconName::Alert, Box::new(move |_| error.to_string()));
                return;
            }
        };
        match Link::open(options, move |event| app.take(event)) {
            Ok(link) => self.link.set_value(Some(link)),
            Err(error) => app.notes.show(IconName::Alert, Box::new(move |_| error.to_string())),
        }
    }

    /// Tries at once instead of waiting for the next attempt.
    pub fn try_now(&self) {
        self.with((), |link| link.wake());
    }

    /// How the link is.
    #[must_use]
    pub fn state(&self) -> Signal<LinkState> {
        self.state.into()
    }

    /// How the desk is, once told.
    #[must_use]
    pub fn desk(&self) -> Signal<Option<DeskStatus>> {
        self.desk.into()
    }

    /// Whether the relay can store what people write.
    #[must_use]
    pub fn store(&self) -> Signal<StoreState> {
        self.store.into()
    }

    /// Whether values were true at some time, so that they may be old now.
    #[must_use]
    pub fn was_live(&self) -> Signal<bool> {
        self.was_live.into()
    }

    /// Whether controls take input at all; tracked.
    #[must_use]
    pub fn control_state(&self) -> ControlState {
        let live = self.state.with(|state| matches!(state, LinkState::Live { .. }));
        let desk = self.desk.with(|desk| desk.as_ref().map(|desk| desk.state));
        match (live, desk) {
            (true, Some(DeskState::Live)) => ControlState::Live,
            (true, Some(DeskState::Syncing)) => ControlState::Stale(BlockReason::CatchingUp),
            (true, _) => ControlState::Stale(BlockReason::DeskLost),
            (false, _) => ControlState::Stale(BlockReason::LinkLost),
        }
    }

    /// The relay's HTTP interface.
    #[must_use]
    pub fn api(&self) -> Api {
        Api::of_page()
    }

    /// Runs with the session, or gives `otherwise` where there is none.
    pub(super) fn with<T>(&self, otherwise: T, run: impl FnOnce(&Link) -> T) -> T {
        // A clone, so that the store is free for what the call sets off.
        match self.link.try_get_value().flatten() {
            Some(link) => run(&link),
            None => otherwise,
        }
    }

    pub(super) fn set_all(&self, entries: Vec<(ParamId, Value)>) -> Result<(), ControlError> {
        self.with(Err(ControlError::Offline), |link| link.set_all(entries))
    }

    pub(super) fn post(&self, room: &str, body: ChatBody) -> Option<u64> {
        self.with(None, |link| link.post(room, body))
    }

    pub(super) fn want_meters(&self, kinds: Vec<String>) {
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        self.with((), |link| link.want_meters(&kinds));
    }
}

impl App {
    /// Deals one event out.
    fn take(self, event: Event) {
        match event {
            Event::Link(state) => self.take_link(state),
            Event::Me(member) => {
                self.me.set_me(member);
                self.library.ask(self);
            }
            Event::List { name, names } => self.library.take_list(name, names),
            Event::Command { n, outcome } => self.library.take_outcome(self, n, outcome),
            Event::Notice(notice) => {
                self.unsaved.take_notice(self, &notice);
                self.together.take(self, &notice);
            }
            Event::Members(here) => self.me.set_here(here),
            Event::Desk(status) => {
                if status.state != DeskState::Live {
                    self.unsaved.miss();
                    self.fades.end_all(self);
                }
                self.link.desk.set(Some(status));
            }
            Event::Store(state) => self.link.store.set(state),
            Event::Surface => {
                self.fades.end_all(self);
                self.boosts.clear();
                self.library.forget_desk();
                self.unsaved.clear();
                self.undo.clear();
                self.own_mix.forget_offsets();
                self.returned.dismiss();
                self.link.with((), |link| self.desk.take_index(link.index()));
            }
            Event::Shown(ids) => {
                self.unsaved.take_moves(self, &ids);
                self.desk.refresh(self.link, ids);
                self.fades.take_moves(self);
                self.boosts.take_moves(self);
            }
            Event::AllShown => {
                self.desk.refresh_all(self.link);
                self.unsaved.take_all(self);
                self.fades.take_moves(self);
                self.boosts.take_moves(self);
            }
            Event::Meters { kinds, levels } => {
                let index = self.desk.index_now();
                self.meters.take(index.surface(), kinds, &levels);
            }
            Event::Rooms(rooms) => {
                self.link.with((), |link| {
                    self.chat.take_session(link.cid(), link.limits().chat_chars);
                });
                self.chat.take_rooms(rooms);
            }
            Event::Chat(entry) => self.chat.take_entry(entry),
            Event::Decided { n, decision } => self.chat.take_decision(n, decision),
            Event::Outbox => {
                let drafts = self.link.with(Vec::new(), Link::outbox);
                self.chat.take_outbox(drafts);
            }
            Event::Held(ids) => self.desk.take_holders(self, ids),
            Event::TouchLost { id, refusal } => self.desk.take_lost(self, id, refusal.code),
            Event::Returned(report) => {
                self.unsaved.miss();
                self.unsaved.take_all(self);
                self.returned.take(self, report);
            }
            Event::SetRefused { params, refusal } => {
                let reason = reason_of(refusal.code);
                self.fades.end(self, &params);
                self.boosts.take_refusal(&params);
                self.desk.note_refusal(params, reason);
                say_refused(self, refusal.code);
            }
            Event::Refused(refusal) if refusal.code == RefusalCode::TooFast => {}
            Event::Refused(refusal) => say_refused(self, refusal.code),
            _ => {}
        }
    }

    fn take_link(self, state: LinkState) {
        if let LinkState::Stopped { code, .. } = &state
            && *code == CloseCode::NotAuthenticated.code()
        {
            // The invitation was taken back: only joining anew helps.
            Storage::open("").set_token(None);
            self.link.has_token.set(false);
        }
        if matches!(state, LinkState::Live { .. }) {
            self.link.was_live.set(true);
        } else if !matches!(state, LinkState::Suspect) {
            self.unsaved.miss();
        }
        self.chat.take_link(matches!(state, LinkState::Live { .. }));
        self.link.state.set(state);
    }
}

/// The socket of the relay this page came from.
fn page_url() -> Result<SocketUrl, UrlError> {
    let location = web_sys::window().map(|window| window.location());
    let origin = location.as_ref().and_then(|location| location.origin().ok()).unwrap_or_default();
    let query = location.and_then(|location| location.search().ok()).unwrap_or_default();
    let origin = relay_behind(&origin, &query).unwrap_or(origin);
    SocketUrl::from_page(&origin, "/ws")
}

/// The relay behind `trunk serve`, whose proxy loses subprotocols, so that the
/// socket has to go past it: on port 8080, or as the page's `?relay=PORT` says.
/// A build that ships knows no such thing.
///
/// **Source:** proxy of Trunk 0.21.
fn relay_behind(origin: &str, query: &str) -> Option<String> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let (host, port) = origin.rsplit_once(':')?;
    let asked = query.strip_prefix("?relay=").and_then(|port| port.parse::<u16>().ok());
    let relay = asked.or_else(|| (port == "8081").then_some(8080))?;
    Some(format!("{host}:{relay}"))
}

/// Says that something was not done, and why.
pub(super) fn say_refused(app: App, code: RefusalCode) {
    let reason = reason_of(code);
    let say = Box::new(move |text: &'static dyn Text| text.refused(reason).to_owned());
    app.notes.show(IconName::Alert, say);
}

/// The vocabulary's reason for a refusal.
fn reason_of(code: RefusalCode) -> RefusalReason {
    match code {
        RefusalCode::Expired => RefusalReason::Expired,
        RefusalCode::NotAllowed => RefusalReason::NotAllowed,
        RefusalCode::Held => RefusalReason::HeldByOther,
        RefusalCode::DeskOffline => RefusalReason::DeskOffline,
        RefusalCode::OutOfRange => RefusalReason::OutOfRange,
        RefusalCode::TooFast => RefusalReason::TooFast,
        _ => RefusalReason::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn under_trunk_the_relay_is_next_door() {
        let behind = |origin, query| relay_behind(origin, query);
        assert_eq!(behind("http://127.0.0.1:8081", ""), Some("http://127.0.0.1:8080".to_owned()));
        assert_eq!(behind("http://[::1]:9", "?relay=7"), Some("http://[::1]:7".to_owned()));
        assert_eq!(behind("http://127.0.0.1:8080", ""), None);
        assert_eq!(behind("https://mix.example.org", "?relay=x"), None);
    }
}
