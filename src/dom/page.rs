//! Questions to the page as a whole: visible or not, calm or not, what time.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, VisibilityState};

use super::{Listener, listen};

/// Whether a person can see the page now.
#[must_use]
pub fn is_visible() -> bool {
    document().is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Calls `changed` with the new visibility whenever it changes.
#[must_use]
pub fn on_visibility(mut changed: impl FnMut(bool) + 'static) -> Option<Listener> {
    let document = document()?;
    Some(listen(&document, "visibilitychange", move |_| {
        changed(is_visible());
    }))
}

/// Whether the person asked their system for less motion.
#[must_use]
pub fn prefers_reduced_motion() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?)
        .is_some_and(|query| query.matches())
}

/// Whether anything has the focus; what left the page has lost it to the body.
#[must_use]
pub fn has_focus() -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_some_and(|element| element.tag_name() != "BODY")
}

/// Whether the focus is in a field that takes text.
#[must_use]
pub fn has_text_focus() -> bool {
    const FIELDS: &str = "textarea:focus, input:not([type=range]):focus";
    document().is_some_and(|document| document.query_selector(FIELDS).ok().flatten().is_some())
}

/// The width of the page in CSS pixels.
#[must_use]
pub fn page_width() -> f64 {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).unwrap_or(f64::INFINITY)
}

/// The height of the page in CSS pixels.
#[must_use]
pub fn page_height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok());
    height.and_then(|height| height.as_f64()).unwrap_or(f64::INFINITY)
}

/// The width or the height of the page, whichever is less, in CSS pixels.
#[must_use]
pub fn shorter_side() -> f64 {
    page_height().min(page_width())
}

/// Milliseconds since the page began; never runs backwards.
#[must_use]
pub fn now_millis() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// Milliseconds since 1970 by this device's clock.
#[must_use]
pub fn wall_clock_millis() -> f64 {
    js_sys::Date::now()
}

/// Sets `lang` on the document, for screen readers and hyphenation.
pub fn set_page_language(code: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", code);
    }
}

/// Sets `data-theme` on the document: `dark`, `light` or `auto`.
pub fn set_page_theme(name: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-theme", name);
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn root() -> Option<HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}
