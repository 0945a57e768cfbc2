//! The plain socket: the client's, with a JavaScript object that hears its
//! events.

use client::socket::{Message, ReadyState};
use client::{CloseEvent, Socket};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::error::of_socket;

#[wasm_bindgen]
extern "C" {
    /// Hears what happens to a socket. Its methods never throw.
    pub type SocketSink;

    #[wasm_bindgen(method)]
    fn opened(this: &SocketSink);

    #[wasm_bindgen(method)]
    fn message(this: &SocketSink, data: JsValue);

    #[wasm_bindgen(method)]
    fn failed(this: &SocketSink);

    #[wasm_bindgen(method)]
    fn closed(this: &SocketSink, code: u16, reason: &str, was_clean: bool);
}

/// One WebSocket.
#[wasm_bindgen]
pub struct RawSocket(Socket);

#[wasm_bindgen]
impl RawSocket {
    /// Begins to connect.
    ///
    /// # Errors
    /// As `client::Socket::new`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        url: &str,
        protocols: Vec<String>,
        class: Option<Function>,
        sink: SocketSink,
    ) -> Result<Self, JsValue> {
        let protocols: Vec<&str> = protocols.iter().map(String::as_str).collect();
        let socket = Socket::with_class(class.as_ref(), url, &protocols).map_err(of_socket)?;
        let sink = std::rc::Rc::new(sink);
        let of = || std::rc::Rc::clone(&sink);
        let (to, heard) = (of(), of());
        socket.set_onopen(Some(Box::new(move || to.opened())));
        socket.set_onmessage(Some(Box::new(move |message| {
            heard.message(match message {
                Message::Text(text) => text.into(),
                Message::Bytes(bytes) => Uint8Array::from(&bytes[..]).buffer().into(),
            });
        })));
        let to = of();
        socket.set_onerror(Some(Box::new(move || to.failed())));
        socket.set_onclose(Some(Box::new(move |CloseEvent { code, reason, was_clean }| {
            sink.closed(code, &reason, was_clean);
        })));
        Ok(Self(socket))
    }

    /// Sends a text frame.
    ///
    /// # Errors
    /// As `client::Socket::send_text`.
    #[wasm_bindgen(js_name = sendText)]
    pub fn send_text(&self, text: &str) -> Result<(), JsValue> {
        self.0.send_text(text).map_err(of_socket)
    }

    /// Sends a binary frame.
    ///
    /// # Errors
    /// As `client::Socket::send_bytes`.
    #[wasm_bindgen(js_name = sendBytes)]
    pub fn send_bytes(&self, bytes: &[u8]) -> Result<(), JsValue> {
        self.0.send_bytes(bytes).map_err(of_socket)
    }

    /// Says goodbye.
    ///
    /// # Errors
    /// As `client::Socket::close`.
    pub fn close(&self, code: u16, reason: &str) -> Result<(), JsValue> {
        self.0.close(code, reason).map_err(of_socket)
    }

    /// 0 connecting, 1 open, 2 closing, 3 closed, as the WebSocket standard
    /// counts.
    #[wasm_bindgen(getter, js_name = readyState)]
    pub fn ready_state(&self) -> u8 {
        match self.0.ready_state() {
            ReadyState::Connecting => 0,
            ReadyState::Open => 1,
            ReadyState::Closing => 2,
            ReadyState::Closed => 3,
        }
    }

    /// Bytes that were sent but have not reached the network.
    #[wasm_bindgen(getter, js_name = bufferedAmount)]
    pub fn buffered_amount(&self) -> u32 {
        self.0.buffered_amount()
    }

    /// The subprotocol the server chose.
    #[wasm_bindgen(getter)]
    pub fn protocol(&self) -> String {
        self.0.protocol()
    }

    /// The address as the browser writes it.
    #[wasm_bindgen(getter)]
    pub fn url(&self) -> String {
        self.0.url()
    }
}
