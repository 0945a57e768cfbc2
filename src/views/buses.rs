//! Which bus lies on the faders: the rail and the picker that choose it, and
//! the bar that says so on every screen.

use desk::{Strip as StripAt, leaf};
use leptos::prelude::*;
use markup::view;

use crate::dom::{self, Child};
use crate::signals::{Memo, RwSignal, Signal, StoredValue, callback, derive};
use crate::state::bus::{Bus, buses};
use crate::state::layers::strip_kind;
use crate::state::{App, use_app};
use crate::text::use_text;
use crate::widgets::{BusBar, BusItem, BusList, Picker, Sheet};

/// The strip that is a bus itself.
pub(super) fn bus_strip(app: App, bus: Bus) -> Option<StripAt> {
    let index = app.desk.index().get_untracked();
    let (kind, found) = index.surface().kind(bus.strip_kind())?;
    (bus.number <= found.count).then_some(StripAt { kind, number: bus.number })
}

/// What people call a bus, following its name on the desk.
pub(super) fn bus_item(app: App, bus: Bus) -> Signal<BusItem> {
    let text = use_text();
    let name = bus_strip(app, bus).and_then(|strip| app.desk.id(strip, leaf::NAME, 0));
    let name = app.desk.text(app, name);
    let side = bus_strip(app, bus).map(|strip| app.desk.side(app, strip));
    let linked = move || side.is_some_and(|side| side.get() == 1);
    derive(move || BusItem {
        kind: strip_kind(bus.strip_kind())
            .map(|kind| {
                let one = text.get().strip(kind, bus.number);
                if linked() { format!("{one}+{}", bus.number + 1) } else { one }
            })
            .unwrap_or_default(),
        name: name.with(|name| name.trim().to_owned()),
        colour: Some(bus.colour()),
    })
}

/// What there is to choose from on this desk, and what is chosen.
#[derive(Clone, Copy)]
struct Choice {
    buses: StoredValue<Vec<Bus>>,
    items: Signal<Vec<BusItem>>,
    selected: Signal<usize>,
}

fn choice(app: App) -> Choice {
    let text = use_text();
    let mut found = buses(app.desk.index().get().surface());
    found.retain(|bus| bus_strip(app, *bus).is_none_or(|at| app.desk.side(app, at).get() != 2));
    let names: Vec<Signal<BusItem>> = found.iter().map(|bus| bus_item(app, *bus)).collect();
    let buses = StoredValue::new(found);
    let items = derive(move || {
        let main =
            BusItem { kind: text.get().main().to_owned(), name: "LR".to_owned(), colour: None };
        std::iter::once(main).chain(names.iter().map(|name| name.get())).collect()
    });
    let selected = derive(move || {
        let chosen = app.desk.bus().get();
        buses.with_value(|buses| {
            let place = buses.iter().position(|bus| Some(*bus) == chosen);
            place.map_or(0, |place| place + 1)
        })
    });
    Choice { buses, items, selected }
}

impl Choice {
    fn select(self, app: App, place: usize) {
        let bus = place
            .checked_sub(1)
            .and_then(|place| self.buses.with_value(|buses| buses.get(place).copied()));
        app.desk.bus().set(bus);
    }
}

/// The rail beside the mix, from tablets up.
pub(super) fn bus_rail(app: App) -> AnyView {
    let text = use_text();
    view! {
        <nav class="rail" aria-label=text.say(|it| it.faders_move())>
            <p class="rail__title" aria-hidden="true">{text.say(|it| it.faders_move())}</p>
            {move || {
                let choice = choice(app);
                view! {
                    <BusList
                        items=choice.items
                        selected=choice.selected
                        on_select=move |place| choice.select(app, place)
                    />
                }
            }}
        </nav>
    }
}

/// The picker on phones, with its sheet.
pub(super) fn bus_picker(app: App) -> AnyView {
    let text = use_text();
    let open = RwSignal::new(false);
    let title = text.signal(|it| it.faders_move());
    // Made anew when buses are linked, which makes one of two.
    (move || {
        let choice = choice(app);
        let value = derive(move || {
            choice
                .items
                .with(|items| items.get(choice.selected.get()).map(BusItem::label))
                .unwrap_or_default()
        });
        view! {
            <Picker label=title value on_press=move |()| open.set(true) />
            <Sheet open on_close=move |()| open.set(false) title>
                <BusList
                    items=choice.items
                    selected=choice.selected
                    grid=true
                    on_select=move |place| {
                        choice.select(app, place);
                        open.set(false);
                    }
                />
            </Sheet>
        }
    })
    .view()
}

/// The bar over the whole screen while a bus lies on the faders, `shown`. Escape
/// leaves it too, unless something that opened above the mix wants it first.
pub(super) fn bus_bar(shown: Memo<Option<Bus>>) -> AnyView {
    let app = use_app();
    let back = move || app.desk.bus().set(None);
    if let Some(window) = web_sys::window() {
        let leave = callback(move |()| {
            let chosen = shown.get_untracked().is_some();
            if chosen {
                back();
            }
            chosen
        });
        dom::on_escape(&window, leave);
    }
    (move || {
        shown.get().map(|bus| {
            view! { <BusBar item=bus_item(app, bus) on_back=move |()| back() /> }
        })
    })
    .view()
}
