//! One row of the log. One's own messages can be changed in place and deleted
//! after a question.

use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::links::{Piece, pieces};
use super::rows::{Row, day_and_month};
use super::{Message, MessageState, RowCalls};
use crate::dom::{self, NodeRef, now_millis};
use crate::signals::{Callback, RwSignal, StoredValue, callback, effect};
use crate::text::use_text;
use crate::widgets::{Avatar, Icon, IconName, Show, ask};

/// A row that is made anew so long after its words were saved has nobody
/// waiting for the focus.
const GO_ON_MILLIS: f64 = 3000.0;

#[component]
pub(super) fn RowView(row: Row, calls: RowCalls) -> impl IntoView {
    match row {
        Row::Day(day) => view! { <DayRule day /> },
        Row::New => view! { <NewRule /> },
        Row::Message { message, minute, continued } => {
            view! { <MessageRow message minute continued calls /> }
        }
    }
}

#[component]
fn DayRule(day: i64) -> impl IntoView {
    let text = use_text();
    let words = move || {
        let text = text.get();
        let offset = js_sys::Date::new_0().get_timezone_offset() * 60_000.0;
        let today = ((dom::wall_clock_millis() - offset) / 86_400_000.0).floor() as i64;
        match today - day {
            0 => text.today().to_owned(),
            1 => text.yesterday().to_owned(),
            _ => {
                let (day, month) = day_and_month(day);
                text.date(day, month)
            }
        }
    };
    view! { <li class="rule">{words}</li> }
}

#[component]
fn NewRule() -> impl IntoView {
    let text = use_text();
    view! { <li class="rule rule--new">{text.say(|it| it.new_messages())}</li> }
}

/// What a row of one's own is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Reading,
    Editing,
    AskingToDelete,
}

#[component]
fn MessageRow(message: Message, minute: u32, continued: bool, calls: RowCalls) -> impl IntoView {
    let text = use_text();
    let mode = RwSignal::new(Mode::Reading);
    let Message { key, author, role, initials, colour, mine, text: words, state, edited, .. } =
        message;
    let mutable = mine && state == MessageState::Sent;
    let deleted = state == MessageState::Deleted;
    let state_name = state.name();
    let key = StoredValue::new(key);
    let words = StoredValue::new(words);

    // Who leaves the words as they are goes on at the key that began it, which
    // stands anew by then.
    let back = StoredValue::new(None::<Mode>);
    let keep = callback(move |()| {
        back.set_value(Some(mode.get_untracked()));
        mode.set(Mode::Reading);
    });
    let tools = NodeRef::<Div>::new();
    let saved_here = move || {
        let Some((saved, at)) = calls.saved.get_value() else { return false };
        key.with_value(|key| saved == *key) && now_millis() - at < GO_ON_MILLIS
    };
    let gone_on = move || {
        // Who went on to something else is not called back.
        dom::has_focus().then(|| calls.saved.set_value(None)).is_some()
    };
    effect(move || {
        let Some(tools) = tools.get() else { return };
        let key = match back.try_update_value(Option::take).flatten() {
            Some(Mode::Editing) => tools.first_element_child(),
            Some(_) => tools.last_element_child(),
            // A row is made anew when its words were changed, and the key that
            // had the focus is gone with the old one.
            None if saved_here() && !gone_on() => tools.first_element_child(),
            None => None,
        };
        if let Some(key) = key {
            let _ = key.unchecked_into::<HtmlElement>().focus();
        }
    });

    let head = (!continued).then(|| {
        view! {
            <p class="msg__head">
                <b class="msg__who">
                    {move || if mine { text.get().you().to_owned() } else { author.clone() }}
                </b>
                <span class="msg__role">{role}</span>
                <time>{move || text.get().time_of_day(minute / 60, minute % 60)}</time>
            </p>
        }
    });
    let body = move || {
        if deleted {
            return view! { <p class="msg__text">{text.say(|it| it.message_deleted())}</p> };
        }
        match mode.get() {
            Mode::Reading => view! {
                <p class="msg__text">
                    {words.with_value(|words| linked(words))}
                    {edited
                        .then(|| {
                            view! {
                                <small class="msg__edited">
                                    {text.say(|it| it.message_edited())}
                                </small>
                            }
                        })}
                </p>
            },
            Mode::Editing => view! {
                <EditField
                    words=words.get_value()
                    on_save=move |new: String| {
                        keep.run(());
                        if new != words.get_value() {
                            calls.saved.set_value(Some((key.get_value(), now_millis())));
                            calls.on_edit.run((key.get_value(), new));
                        }
                    }
                    on_cancel=keep
                />
            },
            Mode::AskingToDelete => view! {
                <p class="msg__text">{words.get_value()}</p>
                {ask(
                    "msg__ask",
                    text.signal(|it| it.delete_question()),
                    keep,
                    view! {
                        <span>{text.say(|it| it.delete_question())}</span>
                        <button type="button" class="btn btn--s" on:click=move |_| keep.run(())>
                            {text.say(|it| it.keep())}
                        </button>
                        <button
                            type="button"
                            class="btn btn--danger btn--s"
                            on:click=move |_| {
                                mode.set(Mode::Reading);
                                calls.on_delete.run(key.get_value());
                            }
                        >
                            {text.say(|it| it.delete())}
                        </button>
                    }
                        .into_any(),
                )}
            },
        }
    };

    view! {
        <li
            class="msg"
            data-state=state_name
            data-continued=continued.then_some("")
            data-mine=mine.then_some("")
            style=("--who", colour.css())
        >
            {(!continued).then(|| view! { <Avatar initials colour /> })}
            <div class="msg__body">{head} {body} <StateLine state key calls /></div>
            <Show when=move || mutable && mode.get() == Mode::Reading>
                <div class="msg__tools" node_ref=tools>
                    <button
                        type="button"
                        class="icon-btn"
                        aria-label=text.say(|it| it.edit())
                        on:click=move |_| mode.set(Mode::Editing)
                    >
                        <Icon name=IconName::Edit small=true />
                    </button>
                    <button
                        type="button"
                        class="icon-btn"
                        aria-label=text.say(|it| it.delete())
                        on:click=move |_| mode.set(Mode::AskingToDelete)
                    >
                        <Icon name=IconName::Trash small=true />
                    </button>
                </div>
            </Show>
        </li>
    }
}

/// The line below a message that has not arrived.
#[component]
fn StateLine(state: MessageState, key: StoredValue<String>, calls: RowCalls) -> impl IntoView {
    let text = use_text();
    match state {
        MessageState::Sent | MessageState::Deleted => ().into_any(),
        MessageState::Sending => view! {
            <span class="msg__state">
                <Icon name=IconName::Clock small=true />
                {text.say(|it| it.message_sending())}
            </span>
        },
        MessageState::Waiting => view! {
            <span class="msg__state">
                <Icon name=IconName::Clock small=true />
                {text.say(|it| it.message_waiting())}
            </span>
        },
        MessageState::Failed(reason) => view! {
            <span class="msg__state">
                <Icon name=IconName::Alert small=true />
                {move || {
                    if reason.is_empty() {
                        text.get().message_failed().to_owned()
                    } else {
                        text.get().not_sent(&reason)
                    }
                }}
                <button
                    type="button"
                    class="btn btn--quiet btn--s"
                    on:click=move |_| calls.on_retry.run(key.get_value())
                >
                    {text.say(|it| it.send_again())}
                </button>
                <button
                    type="button"
                    class="btn btn--quiet btn--s"
                    on:click=move |_| calls.on_discard.run(key.get_value())
                >
                    {text.say(|it| it.discard())}
                </button>
            </span>
        },
    }
}

/// A message in the making once more. Enter saves, Escape leaves it as it was.
#[component]
fn EditField(
    words: String,
    #[prop(into)] on_save: Callback<String>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let field = NodeRef::<Textarea>::new();
    let draft = RwSignal::new(words);
    let save = move || {
        let words = draft.with_untracked(|draft| draft.trim().to_owned());
        if words.is_empty() {
            on_cancel.run(());
        } else {
            on_save.run(words);
        }
    };
    effect(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    view! {
        <form
            class="msg__edit"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <textarea
                node_ref=field
                rows="2"
                aria-label=text.say(|it| it.edit_message())
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=move |event: KeyboardEvent| match event.key().as_str() {
                    "Escape" => {
                        event.stop_propagation();
                        on_cancel.run(());
                    }
                    "Enter" if !event.shift_key() && !event.is_composing() => {
                        event.prevent_default();
                        save();
                    }
                    _ => {}
                }
            ></textarea>
            <button type="submit" class="btn btn--primary btn--s">
                {text.say(|it| it.save())}
            </button>
            <button type="button" class="btn btn--s" on:click=move |_| on_cancel.run(())>
                {text.say(|it| it.cancel())}
            </button>
        </form>
    }
}

fn linked(words: &str) -> Vec<AnyView> {
    pieces(words)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(words) => words.into_any(),
            Piece::Link(address) => view! {
                <a href=address.clone() target="_blank" rel="noopener noreferrer">
                    {address.clone()}
                </a>
            },
        })
        .collect()
}
