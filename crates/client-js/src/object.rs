//! Plain JavaScript objects, built member by member.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

/// An object in the making.
pub(crate) struct Plain(Object);

impl Plain {
    pub(crate) fn new() -> Self {
        Self(Object::new())
    }

    pub(crate) fn with(self, name: &str, value: impl Into<JsValue>) -> Self {
        // Fails only for objects that are frozen.
        let _ = Reflect::set(&self.0, &name.into(), &value.into());
        self
    }

    /// A number that JavaScript holds exactly up to 2^53, which no offset and
    /// no clock of ours reaches.
    pub(crate) fn with_number(self, name: &str, value: u64) -> Self {
        self.with(name, value as f64)
    }

    pub(crate) fn with_some(self, name: &str, value: Option<impl Into<JsValue>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

impl From<Plain> for JsValue {
    fn from(plain: Plain) -> Self {
        plain.0.into()
    }
}

/// A list of converted things.
pub(crate) fn list<T>(from: impl IntoIterator<Item = T>, convert: fn(T) -> Plain) -> JsValue {
    from.into_iter().map(|each| JsValue::from(convert(each))).collect::<Array>().into()
}

/// A list of texts.
pub(crate) fn texts<'a>(from: impl IntoIterator<Item = &'a str>) -> JsValue {
    from.into_iter().map(JsValue::from).collect::<Array>().into()
}
