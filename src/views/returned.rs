//! Back from an absence: what others changed meanwhile.

use desk::Strip;
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::dom::Timeout;
use crate::route::{Route, go};
use crate::signals::{StoredValue, callback, derive};
use crate::state::use_app;
use crate::text::use_text;
use crate::widgets::{ReturnNote, Show};

/// The report of the last absence, until it is dismissed.
#[component]
pub fn Returned() -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let looking = StoredValue::new(None::<Timeout>);
    let on_show = callback(move |at| {
        match app.returned.show(app, at) {
            // The layer is drawn first.
            Some(place) => looking.set_value(Some(Timeout::after(0, move || focus(place)))),
            // Hidden, or on no layer.
            None => go(&Route::Channel(app.desk.path_of(Strip { kind: at.0, number: at.1 }))),
        }
    });
    view! {
        <Show when=move || { app.returned.count() > 0 }>
            <ReturnNote
                count=derive(move || app.returned.count())
                groups=derive(move || app.returned.groups(app, text.get()))
                on_show
                on_dismiss=callback(move |()| app.returned.dismiss())
            />
        </Show>
    }
}

/// Brings a strip of the layer into view, with the focus on its fader.
fn focus(place: usize) {
    let document = web_sys::window().and_then(|window| window.document());
    let strips = document.and_then(|document| document.query_selector_all(".bank .strip").ok());
    let place = u32::try_from(place).unwrap_or(u32::MAX);
    let strip = strips.and_then(|strips| strips.item(place));
    let strip = strip.and_then(|strip| strip.dyn_into::<web_sys::Element>().ok());
    if let Some(strip) = strip {
        strip.scroll_into_view();
        let fader = strip.query_selector("[type=range]").ok().flatten();
        if let Some(fader) = fader.and_then(|fader| fader.dyn_into::<HtmlElement>().ok()) {
            let _ = fader.focus();
        }
    }
}
