//! Where messages are written. Enter sends, Shift and Enter begins a new line;
//! near the length limit the room left is shown.

use leptos::html::Textarea;
use leptos::prelude::*;
use markup::view;
use web_sys::{HtmlTextAreaElement, KeyboardEvent};

use super::{Icon, IconName, Show};
use crate::dom::{self, NodeRef};
use crate::signals::{Callback, RwSignal, Signal, effect, memo};
use crate::text::use_text;

/// The relay's limit in characters, unless told otherwise.
const LIMIT_CHARS: usize = 2000;
/// From this share of the limit on, what is left is shown.
const SHOW_FROM: f64 = 0.9;

/// A field for one message.
#[component]
pub fn Composer(
    /// The room's name, for the placeholder.
    #[prop(into)]
    room: Signal<String>,
    /// The text so far. Keeping it outside lets it survive a change of page.
    #[prop(into, optional)]
    draft: Option<RwSignal<String>>,
    /// Longest message, in characters as the relay counts them (Unicode scalar
    /// values, without blank ends).
    #[prop(into, default = LIMIT_CHARS.into())]
    limit: Signal<usize>,
    /// Why nothing can be written, if so. Being offline is no reason.
    #[prop(into, optional)]
    closed: Signal<Option<String>>,
    /// Told the text, trimmed, never empty, never too long.
    #[prop(into)]
    on_send: Callback<String>,
) -> impl IntoView {
    let text = use_text();
    let draft = draft.unwrap_or_else(|| RwSignal::new(String::new()));
    let field = NodeRef::<Textarea>::new();

    let used = memo(move |_| draft.with(|draft| length(draft)));
    let room_left = move || {
        let (used, limit) = (used.get(), limit.get());
        (used as f64 > limit as f64 * SHOW_FROM)
            .then(|| limit.cast_signed() as i64 - used.cast_signed() as i64)
    };
    let too_long = move || used.get() > limit.get();
    let send = move || {
        let words = draft.with_untracked(|draft| draft.trim().to_owned());
        let closed = closed.with_untracked(Option::is_some);
        if words.is_empty() || closed || length(&words) > limit.get_untracked() {
            return;
        }
        draft.set(String::new());
        on_send.run(words);
    };
    let on_key = move |event: KeyboardEvent| {
        // Enter while composing (for Japanese, say) ends the word, not the message.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send();
        }
    };
    effect(move || {
        draft.track();
        if let Some(field) = field.get() {
            // Once it has the text: the field is told after this.
            request_animation_frame(move || fit(&field));
        }
    });

    view! {
        <form
            class="composer"
            data-closed=move || closed.with(Option::is_some).then_some("")
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <textarea
                node_ref=field
                rows="1"
                enterkeyhint="send"
                placeholder=move || closed.get().unwrap_or_else(|| text.get().message_to(&room.get()))
                aria-label=move || text.get().message_to(&room.get())
                aria-invalid=move || too_long().then_some("true")
                prop:disabled=move || closed.with(Option::is_some)
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=on_key
            ></textarea>
            <Show when=move || room_left().is_some()>
                <output class="composer__left" data-over=move || too_long().then_some("")>
                    {move || text.get().characters_left(room_left().unwrap_or_default())}
                </output>
            </Show>
            <button
                type="submit"
                class="icon-btn composer__send"
                aria-label=text.say(|it| it.send())
                // Keeps the keyboard of a phone open.
                on:pointerdown=move |event| event.prevent_default()
                prop:disabled=move || {
                    closed.with(Option::is_some) || too_long()
                        || draft.with(|draft| draft.trim().is_empty())
                }
            >
                <Icon name=IconName::Send />
            </button>
        </form>
    }
}

fn length(words: &str) -> usize {
    words.trim().chars().count()
}

/// As tall as its text; the stylesheet sets the most.
fn fit(field: &HtmlTextAreaElement) {
    dom::set_property(field, "height", "auto");
    let tall = field.scroll_height();
    dom::set_property(field, "height", &format!("{tall}px"));
}
