//! Errors as JavaScript sees them: a stable code and a sentence.
//!
//! The class of the errors is the package's own; its JavaScript hands the
//! function that makes them in, once.

use std::cell::RefCell;

use client::{ApiError, SocketError};
use js_sys::Function;
use wasm_bindgen::prelude::*;

thread_local! {
    static MAKE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Takes the function that makes an error from a code and a message.
#[wasm_bindgen(js_name = setErrorMaker)]
pub fn set_error_maker(make: Function) {
    MAKE.with_borrow_mut(|place| *place = Some(make));
}

/// An error of the package's class.
pub(crate) fn error(code: &str, message: &str) -> JsValue {
    let make = MAKE.with_borrow(Clone::clone);
    make.and_then(|make| make.call2(&JsValue::NULL, &code.into(), &message.into()).ok())
        .unwrap_or_else(|| js_sys::Error::new(message).into())
}

pub(crate) fn of_socket(from: SocketError) -> JsValue {
    error(from.code(), &from.to_string())
}

pub(crate) fn of_api(from: ApiError) -> JsValue {
    error(from.code(), &from.to_string())
}
