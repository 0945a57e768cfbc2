//! What happens to the page as a whole: seen or hidden, frozen, back from the
//! cache, back on the network.
//!
//! Where there is no page (a worker, Node) nothing ever happens and the page
//! counts as seen.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, EventTarget, VisibilityState};

use crate::url::{SocketUrl, UrlError};

/// Something happened to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageEvent {
    /// Now on screen, or no longer.
    Visible(bool),
    /// Timers may not have run for a while: the link has to be checked.
    Woken,
    /// The browser is about to stop this page's scripts.
    Frozen,
}

/// Calls a closure at every page event until it is dropped.
#[derive(Debug)]
pub(crate) struct PageWatch {
    _listeners: Vec<Listener>,
}

impl PageWatch {
    pub(crate) fn new(on_event: impl Fn(PageEvent) + 'static) -> Self {
        let on_event = Rc::new(on_event);
        let mut listeners = Vec::new();
        let mut listen = |target: &EventTarget, name, event: fn() -> PageEvent| {
            let on_event = Rc::clone(&on_event);
            listeners.extend(Listener::new(target, name, move || on_event(event())));
        };
        if let Some(window) = web_sys::window() {
            for name in ["pageshow", "online", "focus"] {
                listen(&window, name, || PageEvent::Woken);
            }
            if let Some(document) = window.document() {
                listen(&document, "visibilitychange", || PageEvent::Visible(visible()));
                listen(&document, "resume", || PageEvent::Woken);
                listen(&document, "freeze", || PageEvent::Frozen);
            }
        }
        Self { _listeners: listeners }
    }
}

/// The socket of the relay that this page came from.
///
/// # Errors
/// [`UrlError::NoServer`] for a page from a file, and where there is no page.
pub fn relay_of_page() -> Result<SocketUrl, UrlError> {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    SocketUrl::from_page(&origin.unwrap_or_default(), "/ws")
}

/// Whether the page is on screen.
pub(crate) fn visible() -> bool {
    document().is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// One event listener, taken off when dropped.
#[derive(Debug)]
struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    fn new(target: &EventTarget, name: &'static str, run: impl Fn() + 'static) -> Option<Self> {
        let closure = Closure::<dyn Fn(Event)>::new(move |_| run());
        target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).ok()?;
        Some(Self { target: target.clone(), name, closure })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let closure = self.closure.as_ref().unchecked_ref();
        // Fails only for a listener that is not there.
        let _ = self.target.remove_event_listener_with_callback(self.name, closure);
    }
}
