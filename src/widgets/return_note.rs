//! What changed while a person was away: a sentence, and by strip what it was
//! and what it is. Who opened it closes it.

use leptos::prelude::*;
use markup::view;

use super::{Each, Icon, IconName};
use crate::signals::{Callback, RwSignal, Signal};
use crate::text::use_text;

/// The changes of one strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeGroup {
    /// Kind and number of the strip.
    pub at: (u8, u16),
    /// What people call it.
    pub name: String,
    /// A line per change.
    pub lines: Vec<String>,
}

/// The note. Show it with `<Show>`; it does not hide itself.
#[component]
pub fn ReturnNote(
    /// How many things changed.
    #[prop(into)]
    count: Signal<usize>,
    /// The changes by strip.
    #[prop(into)]
    groups: Signal<Vec<ChangeGroup>>,
    /// A strip was chosen: bring it into view.
    #[prop(into)]
    on_show: Callback<(u8, u16)>,
    /// The person has seen it.
    #[prop(into)]
    on_dismiss: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let open = RwSignal::new(false);
    view! {
        <section class="return_note" aria-label=move || text.get().changes_while_away(count.get())>
            <div class="banner" data-kind="info" role="status">
                <Icon name=IconName::Refresh />
                <p class="banner__text">
                    <b>{move || text.get().changes_while_away(count.get())}</b>
                </p>
                <button
                    type="button"
                    class="btn btn--s"
                    aria-expanded=move || open.get().to_string()
                    aria-controls="return_note"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || if open.get() { text.get().hide() } else { text.get().show() }}
                </button>
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=text.say(|it| it.dismiss())
                    on:click=move |_| on_dismiss.run(())
                >
                    <Icon name=IconName::X small=true />
                </button>
            </div>
            <ul class="return_note__list" id="return_note" hidden=move || !open.get()>
                <Each of=move || groups.get() key=|group| group.at let:group>
                    {row(group.at, groups, on_show)}
                </Each>
            </ul>
        </section>
    }
}

/// A strip, with what the present report says of it.
fn row(at: (u8, u16), groups: Signal<Vec<ChangeGroup>>, on_show: Callback<(u8, u16)>) -> AnyView {
    let group = move || groups.get().into_iter().find(|group| group.at == at);
    view! {
        <li>
            <button type="button" class="return_note__strip" on:click=move |_| on_show.run(at)>
                <b>{move || group().map(|group| group.name)}</b>
                {move || {
                    let lines = group().map(|group| group.lines).unwrap_or_default();
                    lines.into_iter().map(|line| view! { <span>{line}</span> }).collect_view()
                }}
            </button>
        </li>
    }
}
