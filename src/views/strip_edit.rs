//! Naming and colouring a strip: from its page, or by a long press, a right
//! click or the menu key on whatever leads to its page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use desk::{Law, Strip as StripAt, leaf};
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

use super::strip::{kind_of, name_of};
use crate::dom::{self, Timeout};
use crate::route::Route;
use crate::signals::{StoredValue, callback, derive, memo};
use crate::state::App;
use crate::state::looks::ICONS;
use crate::text::use_text;
use crate::widgets::{
    Colour, ControlState, Icon, IconName, Icons, Sheet, StripLooks, Swatches, strip_editor,
};

/// So long a finger must rest, in milliseconds.
const LONG_PRESS_MILLIS: u32 = 500;
/// And so little it may move meanwhile, in CSS pixels.
const SLOP: i32 = 10;
/// So long after a lift a browser may still make a click of it.
const CLICK_MILLIS: u32 = 400;
/// The desk's colours that look different from each other here.
///
/// **Source:** colour table of the Soundcraft Ui web client.
const COLOURS: [(u16, Colour); 10] = [
    (0, Colour::Slate),
    (3, Colour::Red),
    (4, Colour::Orange),
    (5, Colour::Amber),
    (6, Colour::Green),
    (7, Colour::Sky),
    (8, Colour::Violet),
    (11, Colour::Pink),
    (10, Colour::Sand),
    (9, Colour::Slate),
];

/// The sheet, and what opens it wherever a link leads to a channel.
pub(super) fn strip_edit(app: App) -> AnyView {
    let text = use_text();
    let editing = app.desk.editing();
    let spent = StoredValue::new(false);
    listen_for_presses(app, spent);
    let open = memo(move |_| editing.get().is_some());
    let title = derive(move || {
        let name = editing.get().map(|at| usual_name(app, at)).unwrap_or_default();
        text.get().edit_strip(&name)
    });
    let close = callback(move |()| {
        if !spent.get_value() {
            editing.set(None);
        }
    });
    view! {
        <Sheet open on_close=close title>
            {move || editing.get().map(|at| fields(app, at))}
        </Sheet>
    }
    .into_any()
}

/// The button that opens it on a channel's page.
pub(super) fn edit_button(app: App, at: StripAt) -> AnyView {
    let text = use_text();
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-haspopup="dialog"
            aria-label=text.say(|it| it.edit_strip_button())
            on:click=move |_| open(app, at)
        >
            <Icon name=IconName::Edit />
        </button>
    }
    .into_any()
}

/// Opens the sheet, or says why not.
fn open(app: App, at: StripAt) {
    let id = app.desk.id(at, leaf::NAME, 0);
    let blocked = untrack(|| app.desk.control_state(app, id).with(ControlState::blocked));
    match blocked {
        Some(blocked) => app.desk.grip(app, id).on_blocked.run(blocked),
        None => app.desk.editing().set(Some(at)),
    }
}

/// What the strip would be called without a name.
fn usual_name(app: App, at: StripAt) -> String {
    let text = use_text().get();
    kind_of(app, at).map(|kind| text.strip(kind, at.number)).unwrap_or_default()
}

fn fields(app: App, at: StripAt) -> AnyView {
    let desk = app.desk;
    let name = desk.id(at, leaf::NAME, 0);
    let longest = desk.index().with_untracked(|index| {
        match name.and_then(|id| index.get(id)).map(|parameter| parameter.law()) {
            Some(Law::Text { max }) => max,
            _ => 0,
        }
    });
    let on_name = callback(move |words: String| {
        if let Some(id) = name {
            let step = desk.rename(app, id, &words);
            let shown = untrack(|| name_of(app, at).get());
            app.undo.offer(app, step, Box::new(move |text| text.renamed(&shown)));
        }
    });
    let colours = desk.id(at, leaf::COLOR, 0).map(|id| Swatches {
        choices: &COLOURS,
        chosen: desk.choice(app, Some(id)),
        on_choose: callback(move |choice| desk.choose(app, id, choice)),
    });
    // The crew's sheet has no rights of its own per strip.
    let may =
        name.is_some_and(|id| desk.index().with_untracked(|index| app.me.may_write(index, id)));
    let icons = may.then_some(Icons {
        choices: &ICONS,
        chosen: derive(move || app.icon_word(at)),
        on_choose: callback(move |word| app.set_icon(at, word)),
    });
    strip_editor(StripLooks {
        name: desk.text(app, name),
        usual: derive(move || usual_name(app, at)),
        longest,
        on_name,
        colours,
        icons,
        state: desk.control_state(app, name),
    })
}

/// The strip whose page a link under this event leads to.
fn strip_under(app: App, event: &Event) -> Option<StripAt> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let link = element.closest("a[href^='#/channel/']").ok()??;
    match Route::of(&link.get_attribute("href")?) {
        Route::Channel(path) => untrack(|| app.desk.strip_at(&path)),
        _ => None,
    }
}

/// A resting finger, a right click and the menu key, all over the page: no
/// strip has to know of it. `spent` is true while the finger that opened the
/// sheet may still click, which must neither follow the link nor close it.
fn listen_for_presses(app: App, spent: StoredValue<bool>) {
    let Some(window) = web_sys::window() else { return };
    let waiting = Rc::new(RefCell::new(None::<Timeout>));
    let began = Rc::new(Cell::new((0, 0)));
    let down = {
        let (waiting, began) = (waiting.clone(), began.clone());
        move |event: Event| {
            spent.set_value(false);
            waiting.take();
            let Some(press) = event.dyn_ref::<PointerEvent>() else { return };
            if press.pointer_type() == "mouse" || !press.is_primary() {
                return;
            }
            let Some(at) = strip_under(app, &event) else { return };
            began.set((press.client_x(), press.client_y()));
            *waiting.borrow_mut() = Some(Timeout::after(LONG_PRESS_MILLIS, move || {
                spent.set_value(true);
                open(app, at);
            }));
        }
    };
    let moved = {
        let waiting = waiting.clone();
        move |event: Event| {
            let Some(press) = event.dyn_ref::<PointerEvent>() else { return };
            let (x, y) = began.get();
            if (press.client_x() - x).abs().max((press.client_y() - y).abs()) > SLOP {
                waiting.take();
            }
        }
    };
    let over = {
        let waiting = waiting.clone();
        move |_: Event| {
            let forget = Timeout::after(CLICK_MILLIS, move || spent.set_value(false));
            *waiting.borrow_mut() = spent.get_value().then_some(forget);
        }
    };
    let menu = move |event: Event| {
        if let Some(at) = strip_under(app, &event) {
            event.prevent_default();
            // With a finger on the glass it is that finger's long press.
            if waiting.take().is_some() {
                spent.set_value(true);
            }
            open(app, at);
        }
    };
    let click = move |event: Event| {
        if spent.get_value() && strip_under(app, &event).is_some() {
            event.prevent_default();
        }
    };
    let listeners = [
        dom::listen(&window, "pointerdown", down),
        dom::listen(&window, "pointermove", moved),
        dom::listen(&window, "pointerup", over.clone()),
        dom::listen(&window, "pointercancel", over),
        dom::listen(&window, "contextmenu", menu),
        dom::listen(&window, "click", click),
    ];
    let listeners = StoredValue::new(Some(listeners));
    on_cleanup(move || listeners.set_value(None));
}
