//! What a channel sends to every aux and every FX, before or after its fader.

use desk::{Strip as StripAt, kind, leaf};
use leptos::prelude::*;
use markup::view;

use super::Page;
use crate::signals::derive;
use crate::state::layers::strip_kind;
use crate::text::use_text;
use crate::views::strip::{colour_of, name_of};
use crate::widgets::{ControlState, Slide, Switch, panel as panel_of};

/// Leaves of a kind of send.
struct Leaves {
    bus: &'static str,
    level: &'static str,
    mute: &'static str,
    post: &'static str,
}

const KINDS: [Leaves; 2] = [
    Leaves { bus: kind::AUX, level: leaf::AUX_LEVEL, mute: leaf::AUX_MUTE, post: leaf::AUX_POST },
    Leaves { bus: kind::FX, level: leaf::FX_LEVEL, mute: leaf::FX_MUTE, post: leaf::FX_POST },
];

/// The panel; none for strips that send to nothing.
pub(super) fn panel(page: Page) -> Option<AnyView> {
    let text = use_text();
    let index = page.app.desk.index().get_untracked();
    let rows: Vec<AnyView> = KINDS
        .iter()
        .filter_map(|leaves| index.surface().kind(leaves.bus).map(|kind| (leaves, kind)))
        .flat_map(|(leaves, (place, kind))| {
            (1..=kind.count).filter_map(move |number| row(page, leaves, place, number))
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let title = text.signal(|it| it.sends());
    let body = view! { <div class="sends">{rows}</div> };
    Some(panel_of("sends", title, None, body.into_any()))
}

fn row(page: Page, leaves: &Leaves, place: u8, number: u16) -> Option<AnyView> {
    let text = use_text();
    let app = page.app;
    let amount = page.amount(leaves.level, number)?;
    let bus = StripAt { kind: place, number };
    let name = name_of(app, bus);
    let kind = strip_kind(leaves.bus)?;
    // The bus' number is worth a line of its own only where it has a name.
    let detail = derive(move || {
        let plain = text.get().strip(kind, number);
        if name.get() == plain { String::new() } else { plain }
    });
    let muted = page.switch(leaves.mute, number);
    let post = page.switch(leaves.post, number);
    let (state, on_blocked) = page.leave(leaves.post, number);
    let key = move |switch: Switch| {
        let words =
            move || if switch.on.get() { text.get().post_mark() } else { text.get().pre_mark() };
        let press = move |_| match state.with_untracked(ControlState::blocked) {
            Some(blocked) => on_blocked.run(blocked),
            None => switch.on_set.run(!switch.on.get_untracked()),
        };
        view! {
            <button
                type="button"
                class="send__tap"
                aria-label=move || format!("{}: {}", name.get(), words())
                aria-disabled=move || {
                    state.with(|state| state.blocked().is_some()).then_some("true")
                }
                on:click=press
            >
                {words}
            </button>
        }
    };
    Some(view! {
        <div class="send">
            <Slide
                label=derive(move || text.get().send_to(&name.get()))
                name
                detail
                amount
                colour=colour_of(app, bus)
                muted=derive(move || muted.is_some_and(|muted| muted.on.get()))
            />
            {post.map(key)}
        </div>
    })
}
