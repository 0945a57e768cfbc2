//! The browser shell: the only place of the browser side where sockets,
//! clocks, storage and HTTP live.
//!
//! [`Socket`] is a plain WebSocket for any server; [`Link`] drives the session
//! of `mediatrix.v1` over such sockets. Everything a page starts here ends
//! when its handle is dropped.
//! Knows no Leptos, no widgets and no rules of export to JavaScript; what a
//! session is and when it reconnects is the `session` crate's.
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
