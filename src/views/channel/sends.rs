//! What a channel sends to every aux and every FX, before or after its fader. A
//! linked pair is one bus here as on the faders.

use leptos::prelude::*;
use markup::view;

use super::Page;
use crate::signals::{Signal, derive};
use crate::state::bus::{Bus, buses};
use crate::text::use_text;
use crate::views::buses::{bus_item, bus_strip};
use crate::widgets::{ControlState, Slide, Switch, panel as panel_of};

/// The panel; none for strips that send to nothing.
pub(super) fn panel(page: Page) -> Option<AnyView> {
    let text = use_text();
    let index = page.app.desk.index().get_untracked();
    let rows: Vec<AnyView> =
        buses(index.surface()).into_iter().filter_map(|bus| row(page, bus)).collect();
    if rows.is_empty() {
        return None;
    }
    let title = text.signal(|it| it.sends());
    let body = view! { <div class="sends">{rows}</div> };
    Some(panel_of("sends", title, None, body.into_any()))
}

fn row(page: Page, bus: Bus) -> Option<AnyView> {
    let text = use_text();
    let app = page.app;
    let Bus { number, .. } = bus;
    let amount = page.amount(bus.level(), number)?;
    let item = bus_item(app, bus);
    // What the bus is gets a line of its own only where it has a name.
    let name = derive(move || item.with(|item| item.shown().to_owned()));
    let detail = derive(move || match item.get() {
        item if item.name.is_empty() => item.name,
        item => item.kind,
    });
    // The right side of a pair follows the left.
    let side = bus_strip(app, bus).map(|bus| app.desk.side(app, bus));
    let muted = page.switch(bus.mute(), number);
    let post = page.switch(bus.post(), number);
    let (state, on_blocked) = page.leave(bus.post(), number);
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
                data-state=crate::widgets::state_name(state)
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
        <div
            class="send"
            hidden=move || side.is_some_and(|side| side.get() == 2).then_some("")
        >
            <Slide
                label=derive(move || text.get().send_to(&name.get()))
                name
                detail
                amount
                ghost=app.desk.ghost(app, page.id(bus.level(), number))
                ways=app.boosts.ways(app, page.id(bus.level(), number))
                colour=Signal::stored(Some(bus.colour()))
                muted=derive(move || muted.is_some_and(|muted| muted.on.get()))
            />
            {post.map(key)}
        </div>
    })
}
