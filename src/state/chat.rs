//! Crew chat: log entries folded into messages, the outbox behind them, and
//! what is unread. A burst of entries is shown once per frame.

mod fold;

use leptos::prelude::*;
use protocol::{ChatBody, ChatEntry, Decision, RoomState, RoomVerdict};
use session::Draft;

use self::fold::Folded;
use super::App;

use crate::signals::{RwSignal, Signal, StoredValue, memo};
use crate::widgets::IconName;

/// Older messages fetched at once.
const PAGE: u16 = 100;

/// What is shown of a message; who wrote it is told by number, cid and names.
pub use fold::Line;

/// A message of this tab on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Number of the intent.
    pub n: u64,
    /// The words.
    pub text: String,
    /// Why it was refused, once it was.
    pub refused: Option<protocol::RefusalCode>,
}

#[derive(Default)]
struct Book {
    room: String,
    head: u64,
    first: u64,
    folded: Folded,
    drafts: Vec<Draft>,
    failed: Vec<Pending>,
    scheduled: bool,
}

/// The one room of this version and what is known of it.
#[derive(Clone, Copy)]
pub struct ChatStore {
    book: StoredValue<Book>,
    lines: RwSignal<Vec<Line>>,
    pending: RwSignal<Vec<Pending>>,
    read: RwSignal<u64>,
    head: RwSignal<u64>,
    has_older: RwSignal<bool>,
    loading_older: RwSignal<bool>,
    live: RwSignal<bool>,
    room: RwSignal<String>,
    limit: RwSignal<usize>,
    cid: StoredValue<String>,
}

impl ChatStore {
    pub(super) fn new() -> Self {
        Self {
            book: StoredValue::new(Book::default()),
            lines: RwSignal::new(Vec::new()),
            pending: RwSignal::new(Vec::new()),
            read: RwSignal::new(0),
            head: RwSignal::new(0),
            has_older: RwSignal::new(false),
            loading_older: RwSignal::new(false),
            live: RwSignal::new(false),
            room: RwSignal::new(String::new()),
            limit: RwSignal::new(protocol::Limits::default().chat_chars as usize),
            cid: StoredValue::new(String::new()),
        }
    }

    /// Longest message, in characters.
    #[must_use]
    pub fn limit(&self) -> Signal<usize> {
        self.limit.into()
    }

    /// Client id of this tab: with a pending message's number it names the
    /// message.
    #[must_use]
    pub fn cid(&self) -> String {
        self.cid.get_value()
    }

    /// What the session says of this tab.
    pub(super) fn take_session(&self, cid: String, chat_chars: u32) {
        self.cid.set_value(cid);
        self.limit.set(chat_chars as usize);
    }

    /// Stored messages, oldest first.
    #[must_use]
    pub fn lines(&self) -> Signal<Vec<Line>> {
        self.lines.into()
    }

    /// Own messages that are not stored yet, or were refused.
    #[must_use]
    pub fn pending(&self) -> Signal<Vec<Pending>> {
        self.pending.into()
    }

    /// Whether the link works, so that pending messages are on their way.
    #[must_use]
    pub fn live(&self) -> Signal<bool> {
        self.live.into()
    }

    /// Name of the room as the relay calls it.
    #[must_use]
    pub fn room(&self) -> Signal<String> {
        self.room.into()
    }

    /// Last entry this person has read.
    #[must_use]
    pub fn read_mark(&self) -> Signal<u64> {
        self.read.into()
    }

    /// Whether the relay has older messages.
    #[must_use]
    pub fn has_older(&self) -> Signal<bool> {
        self.has_older.into()
    }

    /// Whether older messages are being fetched.
    #[must_use]
    pub fn loading_older(&self) -> Signal<bool> {
        self.loading_older.into()
    }

    /// Messages of others after the read mark.
    #[must_use]
    pub fn unread(&self, app: App) -> Signal<usize> {
        let (lines, read) = (self.lines, self.read);
        memo(move |_| {
            let me = app.me.me().with(|me| me.as_ref().map(|me| me.id));
            let read = read.get();
            lines.with(|lines| {
                let newer = lines.iter().rev().take_while(|line| line.offset > read);
                newer.filter(|line| Some(line.author) != me && !line.deleted).count()
            })
        })
        .into()
    }

    /// Sends a message, now or when the link is back.
    pub fn say(&self, app: App, text: String) {
        self.post(app, ChatBody::Create { text });
    }

    /// Gives an own message other words.
    pub fn edit(&self, app: App, target: u64, text: String) {
        self.post(app, ChatBody::Edit { target, text });
    }

    /// Takes an own message back.
    pub fn delete(&self, app: App, target: u64) {
        self.post(app, ChatBody::Delete { target });
    }

    fn post(&self, app: App, body: ChatBody) {
        let room = self.room.get_untracked();
        if app.link.post(&room, body).is_none() {
            app.notes.say(IconName::Outbox, |it| it.outbox_full());
        }
    }

    /// Sends a refused message again.
    pub fn retry(&self, app: App, n: u64) {
        let text = self.book.with_value(|book| {
            book.failed.iter().find(|failed| failed.n == n).map(|failed| failed.text.clone())
        });
        self.discard(n);
        if let Some(text) = text {
            self.say(app, text);
        }
    }

    /// Throws a refused message away.
    pub fn discard(&self, n: u64) {
        self.book.update_value(|book| book.failed.retain(|failed| failed.n != n));
        self.schedule();
    }

    /// Everything shown was seen.
    pub fn mark_read(&self, app: App) {
        let head = self.head.get_untracked();
        if head > self.read.get_untracked() {
            self.read.set(head);
            let room = self.room.get_untracked();
            app.link.with((), |link| link.read(&room, head));
        }
    }

    /// Fetches the page of messages before the oldest one here.
    pub fn fetch_older(&self, app: App) {
        let store = *self;
        let Some(token) = app.link.token() else { return };
        if self.loading_older.get_untracked() || !self.has_older.get_untracked() {
            return;
        }
        self.loading_older.set(true);
        let (room, first) = self.book.with_value(|book| (book.room.clone(), book.first));
        leptos::task::spawn_local(async move {
            let page = app.link.api().history(&token, &room, Some(first), PAGE).await;
            store.loading_older.set(false);
            match page {
                Ok(page) => store.take_older(page.entries),
                Err(error) => app.notes.show(IconName::Alert, Box::new(move |_| error.to_string())),
            }
        });
    }

    fn take_older(&self, entries: Vec<ChatEntry>) {
        self.book.update_value(|book| {
            book.first = entries.first().map_or(1, |entry| entry.offset);
            book.folded.put_before(entries);
        });
        self.schedule();
    }

    pub(super) fn take_rooms(&self, rooms: Vec<RoomState>) {
        // One room is shown in this version; the relay names it first.
        let Some(state) = rooms.into_iter().next() else { return };
        self.book.update_value(|book| {
            if state.verdict != RoomVerdict::Resumed || book.room != state.room {
                book.folded = Folded::default();
                book.first = state.from;
            }
            book.room.clone_from(&state.room);
            book.head = state.from.saturating_sub(1).max(book.head.min(state.head));
        });
        if self.room.get_untracked() != state.room {
            self.room.set(state.room);
        }
        if state.verdict == RoomVerdict::Snapshot {
            self.read.set(state.read);
        }
        self.schedule();
    }

    pub(super) fn take_entry(&self, entry: ChatEntry) {
        self.book.update_value(|book| {
            if entry.room == book.room {
                book.head = book.head.max(entry.offset);
                book.folded.put(entry);
            }
        });
        self.schedule();
    }

    pub(super) fn take_decision(&self, n: u64, decision: Decision) {
        let Decision::Refused { refusal } = decision else { return };
        self.book.update_value(|book| {
            let text = book.drafts.iter().find(|draft| draft.n == n).and_then(text_of);
            if let Some(text) = text {
                book.failed.push(Pending { n, text, refused: Some(refusal.code) });
            }
        });
        self.schedule();
    }

    pub(super) fn take_outbox(&self, drafts: Vec<Draft>) {
        self.book.update_value(|book| book.drafts = drafts);
        self.schedule();
    }

    pub(super) fn take_link(&self, live: bool) {
        if self.live.get_untracked() != live {
            self.live.set(live);
        }
    }

    /// Shows what changed with the next frame, however much it is.
    fn schedule(&self) {
        let waiting = self
            .book
            .try_update_value(|book| std::mem::replace(&mut book.scheduled, true))
            .unwrap_or(true);
        if waiting {
            return;
        }
        let store = *self;
        request_animation_frame(move || store.show());
    }

    fn show(&self) {
        self.book.update_value(|book| book.scheduled = false);
        let (lines, pending, first, head) = self.book.with_value(|book| {
            let drafts = book.drafts.iter().filter_map(|draft| {
                Some(Pending { n: draft.n, text: text_of(draft)?, refused: None })
            });
            let pending: Vec<Pending> = book.failed.iter().cloned().chain(drafts).collect();
            (book.folded.lines(), pending, book.first, book.head)
        });
        self.lines.set(lines);
        if self.pending.with_untracked(|shown| *shown != pending) {
            self.pending.set(pending);
        }
        self.has_older.set(first > 1);
        self.head.set(head);
    }
}

/// The words of a draft that is a new message.
fn text_of(draft: &Draft) -> Option<String> {
    match &draft.body {
        ChatBody::Create { text } => Some(text.clone()),
        _ => None,
    }
}
