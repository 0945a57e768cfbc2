//! The link: the client's commands and questions with numbers for parameters
//! and outcomes, since they are called often.

use std::cell::RefCell;
use std::rc::Rc;

use client::Link;
use client::link::Options;
use client::storage::Storage;
use desk::{Law, ParamId, Value};
use js_sys::{Function, Uint8Array};
use protocol::ClientInfo;
use wasm_bindgen::prelude::*;

use crate::control::{self, UNFIT, outcome};
use crate::convert;
use crate::error::{error, of_socket};
use crate::events::{Changes, LinkSink, hand_over};

/// A link to a relay.
#[wasm_bindgen]
pub struct RawLink(pub(crate) Link);

#[wasm_bindgen]
impl RawLink {
    /// Opens the link. `scope` names the place in the browser's storage where
    /// the session is kept; none keeps it in memory.
    ///
    /// # Errors
    /// A bad address, or what `client::Link::open` refuses.
    #[wasm_bindgen(constructor)]
    pub fn new(
        url: &str,
        token: String,
        name: String,
        version: String,
        scope: Option<String>,
        class: Option<Function>,
        sink: LinkSink,
    ) -> Result<Self, JsValue> {
        let url = url
            .parse()
            .map_err(|bad: client::url::UrlError| error(bad.code(), &bad.to_string()))?;
        let storage = scope.map_or_else(Storage::in_memory, |scope| Storage::open(&scope));
        let client = ClientInfo { name, version };
        let options = Options { url, token, client, storage, socket_class: class };
        // The closure asks the link for values; it is let go when the link ends.
        let itself: Rc<RefCell<Option<Link>>> = Rc::default();
        let changes = RefCell::new(Changes::default());
        let link = Link::open(options, {
            let itself = Rc::clone(&itself);
            move |event| {
                let link = itself.borrow().clone();
                if let Some(link) = link {
                    hand_over(&sink, &link, &mut changes.borrow_mut(), event);
                }
            }
        });
        let link = link.map_err(of_socket)?;
        itself.replace(Some(link.clone()));
        Ok(Self(link))
    }

    /// Ends the link for good.
    ///
    /// # Errors
    /// As `client::Link::close_with`.
    pub fn close(&self, code: u16, reason: &str) -> Result<(), JsValue> {
        self.0.close_with(code, reason).map_err(of_socket)
    }

    /// Tries now instead of waiting for the next attempt.
    pub fn wake(&self) {
        self.0.wake();
    }

    /// Bytes that wait because the network is slow.
    #[wasm_bindgen(getter, js_name = bufferedAmount)]
    pub fn buffered_amount(&self) -> u32 {
        self.0.buffered_amount()
    }

    /// The number behind a path, -1 when there is none.
    pub fn find(&self, path: &str) -> i32 {
        self.0.index().find(path).map_or(-1, |id| i32::from(id.0))
    }

    /// The path behind a number.
    pub fn path(&self, id: u16) -> Option<String> {
        self.0.index().path(ParamId(id))
    }

    /// How each parameter's number is to be read, see `convert::form`.
    pub fn forms(&self) -> Uint8Array {
        let index = self.0.index();
        let parameters = index.ids().filter_map(|id| index.get(id));
        let forms: Vec<u8> = parameters.map(|parameter| convert::form(parameter.law())).collect();
        Uint8Array::from(&forms[..])
    }

    /// What a parameter is.
    pub fn describe(&self, id: u16) -> JsValue {
        let index = self.0.index();
        match (index.get(ParamId(id)), index.path(ParamId(id))) {
            (Some(parameter), Some(path)) => convert::parameter(path, &parameter).into(),
            _ => JsValue::UNDEFINED,
        }
    }

    /// The number a control shows; NaN for texts and where there is none.
    pub fn value(&self, id: u16) -> f64 {
        self.shown(id).map_or(f64::NAN, |(law, value)| control::number(law, &value))
    }

    /// The text a control shows.
    pub fn text(&self, id: u16) -> Option<String> {
        match self.shown(id)? {
            (_, Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// What a control reads in its unit; NaN where it has none.
    pub fn reading(&self, id: u16) -> f64 {
        self.shown(id).map_or(f64::NAN, |(law, value)| control::reading(law, &value))
    }

    /// Moves a control to a number.
    pub fn set(&self, id: u16, number: f64) -> u8 {
        self.put(id, |law, _| control::value(law, number))
    }

    /// Moves a control to what reads like this in its unit.
    #[wasm_bindgen(js_name = setReading)]
    pub fn set_reading(&self, id: u16, reading: f64) -> u8 {
        self.put(id, |law, _| control::read_as(law, reading))
    }

    /// Moves a control by so much in its unit.
    pub fn nudge(&self, id: u16, by: f64) -> u8 {
        self.put(id, |law, link| control::nudged(law, &link.shown(ParamId(id))?, by))
    }

    /// Gives a control a text.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&self, id: u16, text: String) -> u8 {
        self.put(id, |_, _| Some(Value::Text(text)))
    }

    /// A finger is down on a control.
    pub fn touch(&self, id: u16) -> u8 {
        outcome(self.0.touch(ParamId(id)))
    }

    /// The finger is lifted.
    pub fn lift(&self, id: u16) {
        self.0.lift(ParamId(id));
    }

    /// Writes to a room; the number of the intent, 0 when the outbox is full.
    pub fn say(&self, room: &str, text: &str) -> f64 {
        number(self.0.say(room, text))
    }

    /// Gives an own message a new text.
    pub fn edit(&self, room: &str, target: f64, text: &str) -> f64 {
        number(self.0.edit(room, target as u64, text))
    }

    /// Takes an own message back.
    pub fn remove(&self, room: &str, target: f64) -> f64 {
        number(self.0.delete(room, target as u64))
    }

    /// Sets or clears a reaction.
    pub fn react(&self, room: &str, target: f64, reaction: &str, on: bool) -> f64 {
        number(self.0.react(room, target as u64, reaction, on))
    }

    /// Marks a room as read up to an offset.
    pub fn read(&self, room: &str, offset: f64) {
        self.0.read(room, offset as u64);
    }

    /// Asks for the meters of these kinds of strips; none stops them.
    #[wasm_bindgen(js_name = wantMeters)]
    pub fn want_meters(&self, kinds: Vec<String>) {
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        self.0.want_meters(&kinds);
    }

    fn shown(&self, id: u16) -> Option<(Law, Value)> {
        let law = self.0.index().get(ParamId(id))?.law();
        Some((law, self.0.shown(ParamId(id))?))
    }

    fn put(&self, id: u16, value: impl FnOnce(Law, &Link) -> Option<Value>) -> u8 {
        let law = self.0.index().get(ParamId(id)).map(|parameter| parameter.law());
        match law.and_then(|law| value(law, &self.0)) {
            Some(value) => outcome(self.0.set(ParamId(id), value)),
            None => self.0.check_control().map_or_else(|error| outcome(Err(error)), |()| UNFIT),
        }
    }
}

/// The error behind an outcome that is not 0.
#[wasm_bindgen(js_name = controlError)]
pub fn control_error(outcome: u8) -> JsValue {
    let (code, message) = control::trouble(outcome);
    error(code, message)
}

fn number(n: Option<u64>) -> f64 {
    n.map_or(0.0, |n| n as f64)
}
