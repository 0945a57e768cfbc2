//! Event listeners that leave with their owner, and the few element calls
//! whose errors mean nothing to us.

use leptos::prelude::on_cleanup;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, EventTarget, HtmlElement, PointerEvent};

use crate::signals::{Callback, StoredValue};

/// A listener on a target that outlives the component, such as the window.
#[must_use = "the listener is removed when its handle is dropped"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

/// Listens for `name` on `target` until the handle is dropped.
pub fn listen(
    target: &EventTarget,
    name: &'static str,
    heard: impl FnMut(Event) + 'static,
) -> Listener {
    let callback = Closure::<dyn FnMut(Event)>::new(heard);
    // Fails only for names the browser refuses, and ours are constants.
    let _ = target.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    Listener { target: target.clone(), name, callback }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, self.callback.as_ref().unchecked_ref());
    }
}

/// Sends the rest of this pointer's events to `element`, wherever it moves.
/// A pointer that is already gone is no error.
pub fn capture_pointer(element: &Element, event: &PointerEvent) {
    let _ = element.set_pointer_capture(event.pointer_id());
}

/// Ends a capture early; harmless when there is none.
pub fn release_pointer(element: &Element, pointer: i32) {
    if element.has_pointer_capture(pointer) {
        let _ = element.release_pointer_capture(pointer);
    }
}

/// Whether a key event is Escape by itself that nobody used: no dialog is open
/// and no control has stopped it.
#[must_use]
pub fn is_plain_escape(event: &Event) -> bool {
    let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return false };
    let dialog = || {
        let document = web_sys::window().and_then(|window| window.document());
        document.and_then(|document| document.query_selector("dialog[open]").ok().flatten())
    };
    event.key() == "Escape" && !event.default_prevented() && dialog().is_none()
}

/// Listens for `name` on `target` until the owner is cleaned up.
pub fn listen_here(target: &EventTarget, name: &'static str, heard: impl FnMut(Event) + 'static) {
    let listener = StoredValue::new(Some(listen(target, name, heard)));
    on_cleanup(move || listener.set_value(None));
}

/// Calls `heard` for each such Escape until the owner is cleaned up. Where it
/// answers that it used the key, nobody hears it after.
pub fn on_escape(target: &EventTarget, heard: Callback<(), bool>) {
    listen_here(target, "keydown", move |event| {
        if is_plain_escape(&event) && heard.run(()) {
            event.prevent_default();
        }
    });
}

/// Whether an event comes from a field that text is written in.
#[must_use]
pub fn is_writing(event: &Event) -> bool {
    let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    field.is_some_and(|field| {
        let range = field.get_attribute("type").is_some_and(|kind| kind == "range");
        matches!(field.tag_name().as_str(), "INPUT" | "TEXTAREA") && !range
    })
}

/// Sets a style property or custom property through the CSSOM, which a strict
/// content security policy allows (a `style` attribute it does not).
pub fn set_property(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}
