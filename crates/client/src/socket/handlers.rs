//! The closures of a socket: the ones its owner sets, and the ones the browser
//! calls.
//!
//! No borrow is held while an owner's closure runs, so it may exchange itself
//! or drop the socket; it stays alive until it returns.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, WebSocket};

use super::{CloseEvent, Message};

/// Place for one closure of the owner.
pub(super) struct Slot<F: ?Sized>(RefCell<Option<Rc<F>>>);

impl<F: ?Sized> Slot<F> {
    pub(super) fn set(&self, handler: Option<Box<F>>) {
        // Dropping the old one may run code of the owner: not under the borrow.
        let old = self.0.replace(handler.map(Rc::from));
        drop(old);
    }

    fn get(&self) -> Option<Rc<F>> {
        self.0.borrow().clone()
    }
}

impl<F: ?Sized> Default for Slot<F> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

/// The owner's closures.
#[derive(Default)]
pub(super) struct Handlers {
    pub(super) open: Slot<dyn Fn()>,
    pub(super) message: Slot<dyn Fn(Message)>,
    pub(super) error: Slot<dyn Fn()>,
    pub(super) close: Slot<dyn Fn(CloseEvent)>,
}

impl Handlers {
    /// Empties every place.
    pub(super) fn clear(&self) {
        self.open.set(None);
        self.message.set(None);
        self.error.set(None);
        self.close.set(None);
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Handlers")
    }
}

/// The closures the browser calls. They can be dropped while one of them runs:
/// wasm-bindgen counts calls and frees a closure after the last has returned.
#[derive(Debug)]
pub(super) struct Listeners {
    open: Closure<dyn Fn()>,
    message: Closure<dyn Fn(MessageEvent)>,
    error: Closure<dyn Fn()>,
    close: Closure<dyn Fn(web_sys::CloseEvent)>,
}

impl Listeners {
    pub(super) fn attach(raw: &WebSocket, handlers: &Rc<Handlers>) -> Self {
        let listeners = Self {
            open: Closure::new({
                let handlers = Rc::clone(handlers);
                move || {
                    if let Some(handler) = handlers.open.get() {
                        handler();
                    }
                }
            }),
            message: Closure::new({
                let handlers = Rc::clone(handlers);
                move |event: MessageEvent| {
                    if let Some(handler) = handlers.message.get()
                        && let Some(message) = message_of(&event)
                    {
                        handler(message);
                    }
                }
            }),
            error: Closure::new({
                let handlers = Rc::clone(handlers);
                move || {
                    if let Some(handler) = handlers.error.get() {
                        handler();
                    }
                }
            }),
            close: Closure::new({
                let handlers = Rc::clone(handlers);
                move |event: web_sys::CloseEvent| {
                    if let Some(handler) = handlers.close.get() {
                        handler(CloseEvent {
                            code: event.code(),
                            reason: event.reason(),
                            was_clean: event.was_clean(),
                        });
                    }
                }
            }),
        };
        raw.set_onopen(Some(listeners.open.as_ref().unchecked_ref()));
        raw.set_onmessage(Some(listeners.message.as_ref().unchecked_ref()));
        raw.set_onerror(Some(listeners.error.as_ref().unchecked_ref()));
        raw.set_onclose(Some(listeners.close.as_ref().unchecked_ref()));
        listeners
    }

    /// Takes the closures from the browser, so that nothing is called again.
    pub(super) fn detach(&self, raw: &WebSocket) {
        raw.set_onopen(None);
        raw.set_onmessage(None);
        raw.set_onerror(harmless().as_ref());
        raw.set_onclose(None);
    }
}

/// A function that does nothing with an event. Closing a socket that still
/// connects fails it, and the class of the npm package `ws` throws an error
/// that nobody listens to, which would end the process.
fn harmless() -> Option<Function> {
    Reflect::get(&js_sys::global(), &"Boolean".into()).ok()?.dyn_into().ok()
}

/// A message's content. The binary type is `arraybuffer`, so there is nothing
/// else than text and bytes.
fn message_of(event: &MessageEvent) -> Option<Message> {
    let data = event.data();
    match data.as_string() {
        Some(text) => Some(Message::Text(text)),
        // Not asked for its class: test runners give pages one of their own.
        None => data.is_object().then(|| Message::Bytes(Uint8Array::new(&data).to_vec())),
    }
}
