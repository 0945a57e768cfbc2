//! A question in its place on the page. It takes the focus, and Escape is no;
//! where the focus goes afterwards is the business of who asked.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::dom::{self, NodeRef};
use crate::signals::{Callback, Signal, callback, effect};

/// The question, with its answers in `body`: no is the first button.
#[must_use]
pub fn ask(
    class: &'static str,
    question: Signal<String>,
    on_no: Callback<()>,
    body: AnyView,
) -> AnyView {
    let place = NodeRef::<Div>::new();
    effect(move || {
        let no = place.get().and_then(|place| place.query_selector("button").ok().flatten());
        if let Some(no) = no.and_then(|no| no.dyn_into::<HtmlElement>().ok()) {
            let _ = no.focus();
        }
    });
    // Heard before the window hears it, so that nothing behind the question
    // answers to the same key.
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        dom::on_escape(
            &document,
            callback(move |()| {
                let asked = place.get_untracked().is_some_and(|place| is_asked(&place));
                if asked {
                    on_no.run(());
                }
                asked
            }),
        );
    }
    view! {
        <div
            class=class
            role="alertdialog"
            aria-label=question
            node_ref=place
        >
            {body}
        </div>
    }
}

/// Whether a key is for this question: the focus is in no other one.
fn is_asked(place: &HtmlElement) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let focused = document.and_then(|document| document.active_element());
    let other = focused.and_then(|focused| focused.closest("[role=alertdialog]").ok().flatten());
    other.is_none_or(|other| place.contains(Some(&other)))
}
