//! The chat log: rows, not bubbles. It stays at the newest message unless the
//! person scrolled up, then it counts what came since. Only the newest rows are
//! in the page; scrolling up brings more.

mod links;
mod row;
mod rows;

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;

use super::{Blank, Colour, Each, Icon, IconName, Show};
use crate::dom::NodeRef;
use crate::signals::{Callback, RwSignal, Signal, StoredValue, callback, effect, memo};
use crate::text::use_text;
use row::RowView;
use rows::{Row, rows};

/// Rows in the page at first, and how many more each time.
const WINDOW: usize = 120;
/// This near to an end of the log counts as being there, in CSS pixels.
const NEAR: i32 = 48;

/// How far a message has come.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MessageState {
    /// Stored by the relay.
    Sent,
    /// On its way.
    Sending,
    /// In the outbox, for want of a connection.
    Waiting,
    /// Refused, with the reason in words.
    Failed(String),
    /// Deleted by its author.
    Deleted,
}

impl MessageState {
    fn name(&self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Sending => "sending",
            Self::Waiting => "waiting",
            Self::Failed(_) => "failed",
            Self::Deleted => "deleted",
        }
    }
}

/// One message as people see it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message {
    /// The same for the same message, from the outbox to the archive.
    pub key: String,
    /// Who wrote it.
    pub author: String,
    /// Their role in words, or empty.
    pub role: String,
    /// Their letters.
    pub initials: String,
    /// Their colour.
    pub colour: Colour,
    /// Whether this person wrote it: then it can be changed and deleted.
    pub mine: bool,
    /// The words.
    pub text: String,
    /// When, in milliseconds since 1970.
    pub at_millis: i64,
    /// How far it has come.
    pub state: MessageState,
    /// Whether it was changed after sending.
    pub edited: bool,
}

/// What a row can ask for. Copies are cheap.
#[derive(Debug, Clone, Copy)]
struct RowCalls {
    on_edit: Callback<(String, String)>,
    on_delete: Callback<String>,
    on_retry: Callback<String>,
    on_discard: Callback<String>,
    /// The message whose new words were saved last, and when: the focus goes
    /// back to it.
    saved: StoredValue<Option<(String, f64)>>,
}

/// The log of one room.
#[component]
pub fn MessageList(
    /// All messages known here, oldest first.
    #[prop(into)]
    messages: Signal<Vec<Message>>,
    /// The key of the first message not read yet, for the "New" rule.
    #[prop(into, optional)]
    unread_from: Signal<Option<String>>,
    /// Older messages are being fetched.
    #[prop(into, optional)]
    loading_older: Signal<bool>,
    /// Whether the relay may have older ones.
    #[prop(into, optional)]
    has_older: Signal<bool>,
    /// The person wants older messages.
    #[prop(into, optional)]
    on_older: Option<Callback<()>>,
    /// The newest message was seen (the log is at its end).
    #[prop(into, optional)]
    on_seen: Option<Callback<()>>,
    /// A message's new text: key and words.
    #[prop(into, default = callback(|_| ()))]
    on_edit: Callback<(String, String)>,
    /// Delete this message, already confirmed.
    #[prop(into, default = callback(|_| ()))]
    on_delete: Callback<String>,
    /// Send a failed message again.
    #[prop(into, default = callback(|_| ()))]
    on_retry: Callback<String>,
    /// Throw a failed message away.
    #[prop(into, default = callback(|_| ()))]
    on_discard: Callback<String>,
) -> impl IntoView {
    let text = use_text();
    let log = NodeRef::<Div>::new();
    let window = RwSignal::new(WINDOW);
    let at_end = RwSignal::new(true);
    let seen_count = RwSignal::new(messages.with_untracked(Vec::len));
    // The key that said yes goes with its question.
    let on_delete = callback(move |key| {
        if let Some(log) = log.get_untracked() {
            let _ = log.focus();
        }
        on_delete.run(key);
    });
    let saved = StoredValue::new(None);
    let calls = RowCalls { on_edit, on_delete, on_retry, on_discard, saved };

    let minutes_west = js_offset_minutes();
    let shown = memo(move |_| {
        messages.with(|messages| {
            let from = messages.len().saturating_sub(window.get());
            unread_from.with(|unread| rows(&messages[from..], unread.as_deref(), minutes_west))
        })
    });
    let hidden_here = move || messages.with(Vec::len) > window.get();
    let at_beginning = move || !hidden_here() && !has_older.get();
    let new_count =
        memo(move |_| messages.with(|messages| messages.len().saturating_sub(seen_count.get())));

    // The log is laid out from its end (column-reverse): position 0 is the
    // newest message and stays so by itself. Scrolled up, what is read must not
    // slide away when something comes in below.
    let last_height = StoredValue::new(0);
    let last_key = StoredValue::new(String::new());
    effect(move || {
        shown.track();
        let newest = messages.with(|messages| messages.last().map(|it| it.key.clone()));
        let Some(log) = log.get() else { return };
        request_animation_frame(move || {
            let (Some(before), Some(key)) = (last_height.try_get_value(), last_key.try_get_value())
            else {
                return;
            };
            let height = log.scroll_height();
            let newest = newest.unwrap_or_default();
            if !at_end.get_untracked() && newest != key {
                log.set_scroll_top(log.scroll_top() - (height - before));
            }
            last_height.set_value(height);
            last_key.set_value(newest);
        });
        if at_end.get_untracked() {
            seen_count.set(messages.with_untracked(Vec::len));
            if let Some(on_seen) = on_seen {
                on_seen.run(());
            }
        }
    });

    let older = move || {
        if hidden_here() {
            window.update(|window| *window += WINDOW);
        } else if has_older.get_untracked()
            && !loading_older.get_untracked()
            && let Some(on_older) = on_older
        {
            // They come in at the top; make room for them.
            window.update(|window| *window += WINDOW);
            on_older.run(());
        }
    };
    let on_scroll = move |_| {
        let Some(log) = log.get_untracked() else {
            return;
        };
        // Counts down from zero, since the log begins at its end.
        let from_end = -log.scroll_top();
        let from_start = log.scroll_height() - log.client_height() - from_end;
        let end = from_end <= NEAR;
        if end != at_end.get_untracked() {
            at_end.set(end);
            if end {
                window.set(WINDOW);
                seen_count.set(messages.with_untracked(Vec::len));
                if let Some(on_seen) = on_seen {
                    on_seen.run(());
                }
            }
        }
        if from_start <= NEAR && !end {
            older();
        }
    };
    let to_end = move |_| {
        if let Some(log) = log.get_untracked() {
            log.set_scroll_top(0);
        }
        at_end.set(true);
        window.set(WINDOW);
        seen_count.set(messages.with_untracked(Vec::len));
    };

    view! {
        <div class="logbox">
            <div
                class="log"
                role="log"
                tabindex="0"
                node_ref=log
                aria-label=text.say(|it| it.messages())
                on:scroll=on_scroll
            >
                <ol class="log__list">
                    <li class="log__start">
                        <Show when=loading_older>
                            <span role="status">{text.say(|it| it.loading_older())}</span>
                        </Show>
                        <Show when=move || {
                            !loading_older.get() && (hidden_here() || has_older.get())
                        }>
                            <button
                                type="button"
                                class="btn btn--quiet btn--s"
                                on:click=move |_| older()
                            >
                                {text.say(|it| it.load_older())}
                            </button>
                        </Show>
                        <Show when=move || at_beginning() && !messages.with(Vec::is_empty)>
                            <span>{text.say(|it| it.beginning())}</span>
                        </Show>
                    </li>
                    <Each of=move || shown.get() key=Row::identity let:row>
                        <RowView row calls />
                    </Each>
                </ol>
            </div>
            <Show when=move || messages.with(Vec::is_empty) && !loading_older.get()>
                <Blank
                    icon=IconName::Chat
                    title=text.signal(|it| it.no_messages_title())
                    detail=text.signal(|it| it.no_messages_hint())
                />
            </Show>
            <Show when=move || !at_end.get()>
                <button
                    type="button"
                    class="log__newest"
                    aria-label=text.say(|it| it.to_newest())
                    on:click=to_end
                >
                    <Icon name=IconName::Down small=true />
                    <Show when=move || { new_count.get() > 0 }>
                        <span>{move || text.get().new_count(new_count.get())}</span>
                    </Show>
                </button>
            </Show>
        </div>
    }
}

/// Minutes this device's clock is behind UTC; negative east of Greenwich.
fn js_offset_minutes() -> i64 {
    js_sys::Date::new_0().get_timezone_offset() as i64
}
