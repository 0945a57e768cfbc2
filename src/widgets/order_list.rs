//! Things in an order that can be changed: by dragging the handle of a row, by
//! the arrow keys while the handle has the focus, or by a key to each side.

use leptos::html::Ul;
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

use super::{Each, Icon, IconName};
use crate::dom::{self, NodeRef};
use crate::signals::{Callback, RwSignal, Signal, StoredValue};
use crate::text::use_text;

/// Parts of a row that take the focus, by their place in it.
const HANDLE: u32 = 0;
const UP: u32 = 2;
const DOWN: u32 = 3;

/// The list. `items` are keys with their words; `on_move` hears from where to
/// where, `on_remove` which.
#[must_use]
pub fn order_list(
    label: Signal<String>,
    items: Signal<Vec<(String, String)>>,
    on_move: Callback<(usize, usize)>,
    on_remove: Callback<usize>,
) -> AnyView {
    let list = NodeRef::<Ul>::new();
    // The place of the row in hand. The list has the pointer: a row that moves
    // in the page would lose it.
    let held = RwSignal::new(None::<usize>);
    let order = Order { list, items, held, on_move, on_remove };
    let down = move |event: PointerEvent| {
        let target = event.target().and_then(|at| at.dyn_into::<Element>().ok());
        let handle = target.and_then(|at| at.closest(".order__handle").ok().flatten());
        if event.button() == 0
            && handle.is_some()
            && let Some(list) = list.get_untracked()
        {
            dom::capture_pointer(&list, &event);
            held.set(order.row_at(f64::from(event.client_y())));
        }
    };
    let moved = move |event: PointerEvent| {
        if let Some(from) = held.get_untracked()
            && let Some(to) = order.row_at(f64::from(event.client_y()))
            && order.put(from, to)
        {
            held.set(Some(to));
        }
    };
    view! {
        <ul
            class="order"
            node_ref=list
            aria-label=label
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| held.set(None)
            on:pointercancel=move |_| held.set(None)
        >
            <Each
                of=move || items.get()
                key=|(key, words)| (key.clone(), words.clone())
                children=move |(key, words)| order.row(key, words)
            />
        </ul>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Order {
    list: NodeRef<Ul>,
    items: Signal<Vec<(String, String)>>,
    held: RwSignal<Option<usize>>,
    on_move: Callback<(usize, usize)>,
    on_remove: Callback<usize>,
}

impl Order {
    /// Moves a row; `false` when there is nowhere to go.
    fn put(self, from: usize, to: usize) -> bool {
        let moves = from != to && to < self.items.with_untracked(Vec::len);
        if moves {
            self.on_move.run((from, to));
            focus(self.list, to, HANDLE);
        }
        moves
    }

    fn row(self, key: String, words: String) -> AnyView {
        let text = use_text();
        let (key, words) = (StoredValue::new(key), StoredValue::new(words));
        let items = self.items;
        // A row that goes away is asked once more when the items change.
        let place = move || {
            let is = |known: &String| key.try_with_value(|key| key == known) == Some(true);
            items.with(|items| items.iter().position(|(known, _)| is(known)))
        };
        let words_now = move || words.try_get_value().unwrap_or_default();
        let on_key = move |event: KeyboardEvent| {
            let Some(here) = untrack(place) else { return };
            let last = items.with_untracked(Vec::len).saturating_sub(1);
            let to = match event.key().as_str() {
                "ArrowUp" => here.saturating_sub(1),
                "ArrowDown" => (here + 1).min(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            self.put(here, to);
        };
        let dragging = move || {
            let held = self.held.get();
            (held.is_some() && held == place()).then_some("")
        };
        let step = move |down: bool| {
            let to = move || {
                let here = place()?;
                let to = if down { here + 1 } else { here.checked_sub(1)? };
                (to < items.with(Vec::len)).then_some((here, to))
            };
            let label = move || text.get().move_by_one(&words_now(), down);
            view! {
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=label
                    aria-disabled=move || to().is_none().then_some("true")
                    on:click=move |_| {
                        if let Some((from, to)) = untrack(to) {
                            self.on_move.run((from, to));
                            focus(self.list, to, if down { DOWN } else { UP });
                        }
                    }
                >
                    <Icon name=if down { IconName::Down } else { IconName::Up } />
                </button>
            }
        };
        view! {
            <li class="order__row" data-dragging=dragging>
                <button
                    type="button"
                    class="order__handle"
                    aria-label=move || {
                        let of = items.with(Vec::len);
                        text.get().place_of(&words_now(), place().map_or(0, |at| at + 1), of)
                    }
                    on:keydown=on_key
                >
                    <Icon name=IconName::Grip />
                </button>
                <span class="order__name">{words.get_value()}</span>
                {step(false)}
                {step(true)}
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=move || text.get().remove_of(&words_now())
                    on:click=move |_| {
                        if let Some(here) = untrack(place) {
                            self.on_remove.run(here);
                        }
                    }
                >
                    <Icon name=IconName::X />
                </button>
            </li>
        }
        .into_any()
    }

    /// The place of the row at this height of the window.
    fn row_at(self, y: f64) -> Option<usize> {
        let rows = self.list.get_untracked()?.children();
        let below = (0..rows.length()).filter(|place| {
            rows.item(*place).is_some_and(|row| row.get_bounding_client_rect().top() <= y)
        });
        Some(below.count().saturating_sub(1))
    }
}

/// A row that was moved in the page has lost the focus.
fn focus(list: NodeRef<Ul>, place: usize, part: u32) {
    leptos::task::spawn_local(async move {
        let row =
            list.get_untracked().and_then(|list| list.children().item(u32::try_from(place).ok()?));
        let handle = row.and_then(|row| row.children().item(part));
        if let Some(handle) = handle.and_then(|handle| handle.dyn_into::<HtmlElement>().ok()) {
            let _ = handle.focus();
        }
    });
}
