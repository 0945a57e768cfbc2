//! A line above the composer while messages wait for a connection.

use leptos::prelude::*;
use markup::view;

use super::{Icon, IconName, Show};
use crate::signals::Signal;
use crate::text::use_text;

/// How many messages wait. Shows nothing when none does.
#[component]
pub fn OutboxNote(
    /// How many.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let text = use_text();
    view! {
        <Show when=move || { count.get() > 0 }>
            <p class="outbox" role="status">
                <Icon name=IconName::Outbox small=true />
                {move || text.get().waiting_messages(count.get())}
            </p>
        </Show>
    }
}
