//! The browser shell: the only place of the browser side where sockets,
//! clocks, storage and HTTP live.
//!
//! [`Socket`] is a plain WebSocket for any server; [`Link`] drives the session
//! of `mediatrix.v1` over such sockets. Everything a page starts here ends
//! when its handle is dropped.
//! Knows no Leptos, no widgets and no rules of export to JavaScript; what a
//! session is and when it reconnects is the `session` crate's.
//!
//! Runs in pages, in workers and in Node. Any framework can stand on it: a
//! link tells everything to one closure and owns all it started.
//!
//! # A plain socket
//!
//! ```no_run
//! use client::{Message, Socket, SocketError};
//!
//! fn greet() -> Result<Socket, SocketError> {
//!     let socket = Socket::new("wss://any.server/path", &[])?;
//!     socket.set_onmessage(Some(Box::new(|message| match message {
//!         Message::Text(text) => { /* show it */ }
//!         Message::Bytes(bytes) => { /* read it */ }
//!     })));
//!     Ok(socket) // closed when it is dropped
//! }
//! ```
//!
//! # In a Leptos app
//!
//! A signal for what is shown, an event to write it, and the link's clone in
//! the handlers. `join` is an async call, as `client::Api` has them all.
//!
//! ```ignore
//! use client::{Link, link::Options, storage::Storage};
//! use leptos::prelude::*;
//! use session::Event;
//!
//! #[component]
//! fn Fader(options: Options) -> impl IntoView {
//!     let position = RwSignal::new(0_u16);
//!     let link = StoredValue::new_local(None::<Link>);
//!     let on_event = move |event| {
//!         if !matches!(event, Event::Shown(_) | Event::AllShown) { return }
//!         // A copy: nothing is borrowed while signals run.
//!         let Some(link) = link.get_value() else { return };
//!         let shown = link.index().find("input.1.level").and_then(|id| link.shown(id));
//!         if let Some(desk::Value::Short(now)) = shown { position.set(now) }
//!     };
//!     link.set_value(Link::open(options, on_event).ok());
//!     on_cleanup(move || link.set_value(None)); // ends socket, timers and listeners
//!     let slide = move |to: u16| {
//!         let Some(link) = link.get_value() else { return };
//!         let Some(id) = link.index().find("input.1.level") else { return };
//!         if let Err(why) = link.set(id, desk::Value::Short(to)) {
//!             leptos::logging::warn!("cannot be moved now: {why:?}");
//!         }
//!     };
//!     view! {
//!         <input type="range" max="65535" prop:value=position
//!             on:input:target=move |event| slide(event.target().value().parse().unwrap_or(0)) />
//!     }
//! }
//! ```
//!
//! # In a Yew app
//!
//! The same with a message of the component for each event:
//!
//! ```ignore
//! fn create(context: &Context<Self>) -> Self {
//!     let scope = context.link().clone();
//!     let told = move |event| scope.send_message(Msg::Session(event));
//!     Self { link: client::Link::open(context.props().options.clone(), told).ok() }
//! }
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod api;
mod chance;
pub mod clock;
pub mod link;
mod page;
pub mod socket;
pub mod storage;
mod task;
mod timer;
pub mod url;

pub use api::{Api, ApiError};
pub use link::Link;
pub use page::relay_of_page;
pub use socket::{CloseEvent, Message, Socket, SocketError};
pub use timer::Timeout;

use wasm_bindgen::{JsCast, JsValue};

/// The message of something thrown.
pub(crate) fn text_of(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => format!("{thrown:?}"),
    }
}
