//! One WebSocket, for any server: what the browser's own class does, with
//! closures that are owned by the socket and gone with it.
//!
//! Knows no protocol on top and never reconnects.

mod error;
mod handlers;
mod rules;

use std::rc::Rc;

use js_sys::{Array, Function, JsString, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BinaryType, WebSocket};

pub use error::SocketError;
use handlers::{Handlers, Listeners};
pub(crate) use rules::check_close;

use crate::url::SocketUrl;

/// What a server sent, or what is sent to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A text frame.
    Text(String),
    /// A binary frame.
    Bytes(Vec<u8>),
}

/// How a socket ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseEvent {
    /// The code of the close frame; 1005 when it had none, 1006 when none came.
    pub code: u16,
    /// The reason in the close frame, mostly empty.
    pub reason: String,
    /// Whether both sides said goodbye.
    pub was_clean: bool,
}

/// Where a socket is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadyState {
    /// On the way to the server.
    Connecting,
    /// Messages flow.
    Open,
    /// One side has said goodbye, or the browser gives up.
    Closing,
    /// Over.
    Closed,
}

/// A WebSocket.
///
/// Events reach the closures set with `set_on…`, one event at a time and never
/// from within a call to the socket. A closure may do anything with its
/// socket: send, close, exchange closures, or drop it. After the drop no
/// closure runs again, whatever the browser still has in its queue, and an
/// open connection is closed with code 1000.
///
/// A closure that holds its own socket keeps it alive for ever: let it hold a
/// `Weak` instead.
#[derive(Debug)]
pub struct Socket {
    raw: WebSocket,
    handlers: Rc<Handlers>,
    listeners: Listeners,
}

impl Socket {
    /// Begins to connect. Offers `protocols` in this order; none is fine.
    ///
    /// # Errors
    /// [`SocketError::Url`] for a bad address, [`SocketError::Protocol`] for a
    /// name that is no token or comes twice, [`SocketError::Browser`] when the
    /// browser forbids the connection at once (`ws:` from a page of `https`).
    /// A server that does not answer is no error here but an error event and a
    /// close event with code 1006.
    pub fn new(url: &str, protocols: &[&str]) -> Result<Self, SocketError> {
        Self::with_class(None, url, protocols)
    }

    /// As [`Self::new`], with a class of WebSockets to use in place of the
    /// global one: Node before version 22 has none, the npm packages `ws` and
    /// `undici` bring one.
    ///
    /// # Errors
    /// As [`Self::new`], and [`SocketError::NoClass`] where there is neither.
    pub fn with_class(
        class: Option<&Function>,
        url: &str,
        protocols: &[&str],
    ) -> Result<Self, SocketError> {
        let url: SocketUrl = url.parse()?;
        rules::check_protocols(protocols)?;
        let class = class.cloned().or_else(global_class).ok_or(SocketError::NoClass)?;
        let protocols: Array = protocols.iter().copied().map(JsString::from).collect();
        let made = Reflect::construct(&class, &Array::of2(&url.to_string().into(), &protocols));
        let raw: WebSocket = made
            .map_err(|thrown| SocketError::Browser(crate::text_of(&thrown)))?
            // One that was handed in is no instance of the global class.
            .unchecked_into();
        raw.set_binary_type(BinaryType::Arraybuffer);
        let handlers = Rc::new(Handlers::default());
        let listeners = Listeners::attach(&raw, &handlers);
        Ok(Self { raw, handlers, listeners })
    }

    /// Runs once, when the connection stands.
    pub fn set_onopen(&self, handler: Option<Box<dyn Fn()>>) {
        self.handlers.open.set(handler);
    }

    /// Runs for every message.
    pub fn set_onmessage(&self, handler: Option<Box<dyn Fn(Message)>>) {
        self.handlers.message.set(handler);
    }

    /// Runs when the connection failed; the browser does not say why. A close
    /// event follows.
    pub fn set_onerror(&self, handler: Option<Box<dyn Fn()>>) {
        self.handlers.error.set(handler);
    }

    /// Runs once, as the last event.
    pub fn set_onclose(&self, handler: Option<Box<dyn Fn(CloseEvent)>>) {
        self.handlers.close.set(handler);
    }

    /// Sends a text frame, or queues it, see [`Self::buffered_amount`].
    ///
    /// # Errors
    /// [`SocketError::NotOpen`] before the open event and after a close; the
    /// browser would drop the latter in silence.
    pub fn send_text(&self, text: &str) -> Result<(), SocketError> {
        self.check_open()?;
        self.sent(self.raw.send_with_str(text))
    }

    /// Sends a binary frame, or queues it.
    ///
    /// # Errors
    /// As [`Self::send_text`].
    pub fn send_bytes(&self, bytes: &[u8]) -> Result<(), SocketError> {
        self.check_open()?;
        // A copy: a class that was handed in may read it later than the
        // browser's, and the memory behind `bytes` moves.
        self.sent(self.raw.send_with_js_u8_array(&Uint8Array::from(bytes)))
    }

    /// Says goodbye, or gives up connecting. Without effect on a socket that
    /// is already closing.
    ///
    /// The close event may take a minute when the server is silent: drop the
    /// socket instead of waiting for it.
    ///
    /// # Errors
    /// [`SocketError::CloseCode`] for a code a page may not send: 1000 and 3000
    /// to 4999 are allowed; [`SocketError::ReasonLength`] for a reason of more
    /// than 123 bytes of UTF-8.
    pub fn close(&self, code: u16, reason: &str) -> Result<(), SocketError> {
        rules::check_close(code, reason)?;
        self.sent(self.raw.close_with_code_and_reason(code, reason))
    }

    /// Where the socket is in its life.
    #[must_use]
    pub fn ready_state(&self) -> ReadyState {
        match self.raw.ready_state() {
            WebSocket::CONNECTING => ReadyState::Connecting,
            WebSocket::OPEN => ReadyState::Open,
            WebSocket::CLOSING => ReadyState::Closing,
            _ => ReadyState::Closed,
        }
    }

    /// Bytes of messages that were sent but have not reached the network.
    #[must_use]
    pub fn buffered_amount(&self) -> u32 {
        self.raw.buffered_amount()
    }

    /// The subprotocol the server chose; empty before the open event and when
    /// it chose none.
    #[must_use]
    pub fn protocol(&self) -> String {
        self.raw.protocol()
    }

    /// The address as the browser writes it.
    #[must_use]
    pub fn url(&self) -> String {
        self.raw.url()
    }

    fn check_open(&self) -> Result<(), SocketError> {
        match self.ready_state() {
            ReadyState::Open => Ok(()),
            other => Err(SocketError::NotOpen(other)),
        }
    }

    fn sent(&self, result: Result<(), JsValue>) -> Result<(), SocketError> {
        result.map_err(|thrown| SocketError::Browser(crate::text_of(&thrown)))
    }
}

/// The class that pages, workers and Node from version 22 on have.
fn global_class() -> Option<Function> {
    Reflect::get(&js_sys::global(), &"WebSocket".into()).ok()?.dyn_into().ok()
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.listeners.detach(&self.raw);
        self.handlers.clear();
        // 1000 is always allowed, and closing twice does nothing.
        let _ = self.raw.close_with_code(1000);
    }
}
