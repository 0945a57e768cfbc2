//! Short notes at the foot of the screen: one line, one action, eight seconds.
//! Pointing at one stops its clock.

use leptos::prelude::*;
use markup::view;

use super::{Each, Icon, IconName};
use crate::dom::{self, Timeout};
use crate::signals::{Callback, Signal, StoredValue, callback};
use crate::text::use_text;

/// How long a toast stays, in milliseconds.
const STAY_MILLIS: f64 = 8000.0;

/// One note.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Toast {
    /// Tells it from others.
    pub id: u64,
    /// Its icon.
    pub icon: IconName,
    /// What happened.
    pub title: String,
    /// More about it, or empty.
    pub detail: String,
    /// The word on its button, if it has one.
    pub action: Option<String>,
}

/// All notes shown now.
#[component]
pub fn Toasts(
    /// The notes, oldest first.
    #[prop(into)]
    toasts: Signal<Vec<Toast>>,
    /// A note's button was pressed.
    #[prop(into)]
    on_action: Callback<u64>,
    /// A note's time is up, or it was dismissed: remove it.
    #[prop(into)]
    on_close: Callback<u64>,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <Each of=move || toasts.get() key=|toast| toast.id let:toast>
                <ToastRow toast toasts on_action on_close />
            </Each>
        </div>
    }
}

#[component]
fn ToastRow(
    toast: Toast,
    toasts: Signal<Vec<Toast>>,
    on_action: Callback<u64>,
    on_close: Callback<u64>,
) -> impl IntoView {
    let text = use_text();
    let Toast { id, icon, detail, action, .. } = toast;
    // Its words may change under it, with the language.
    let words = move |of: fn(&Toast) -> String| {
        toasts.with(|all| all.iter().find(|one| one.id == id).map(of).unwrap_or_default())
    };
    let clock = Clock::new(move || on_close.run(id));
    clock.run();
    view! {
        <div
            class="toast"
            on:pointerenter=move |_| clock.pause()
            on:pointerleave=move |_| clock.run()
            on:focusin=move |_| clock.pause()
            on:focusout=move |_| clock.run()
        >
            <Icon name=icon />
            <span class="toast__text">
                <b>{move || words(|toast| toast.title.clone())}</b>
                {(!detail.is_empty()).then(|| view! { <small>{detail}</small> })}
            </span>
            {action
                .map(|_| {
                    view! {
                        <button
                            type="button"
                            class="btn btn--s"
                            on:click=move |_| on_action.run(id)
                        >
                            {move || words(|toast| toast.action.clone().unwrap_or_default())}
                        </button>
                    }
                })}
            <button
                type="button"
                class="icon-btn"
                aria-label=text.say(|it| it.dismiss())
                on:click=move |_| on_close.run(id)
            >
                <Icon name=IconName::X small=true />
            </button>
        </div>
    }
}

/// The time a toast has left. It runs, pauses and runs on.
#[derive(Clone, Copy)]
struct Clock {
    left: StoredValue<f64>,
    since: StoredValue<f64>,
    timeout: StoredValue<Option<Timeout>>,
    up: Callback<()>,
}

impl Clock {
    fn new(up: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            left: StoredValue::new(STAY_MILLIS),
            since: StoredValue::new(0.0),
            timeout: StoredValue::new(None),
            up: callback(move |()| up()),
        }
    }

    fn run(self) {
        self.since.set_value(dom::now_millis());
        let left = self.left.get_value().max(0.0) as u32;
        self.timeout.set_value(Some(Timeout::after(left, move || self.up.run(()))));
    }

    fn pause(self) {
        if self.timeout.try_update_value(Option::take).flatten().is_some() {
            let gone = dom::now_millis() - self.since.get_value();
            self.left.update_value(|left| *left -= gone);
        }
    }
}
