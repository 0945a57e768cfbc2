//! A function called once, later. Dropping the handle calls it off.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A pending call.
#[must_use = "the call is cancelled when its handle is dropped"]
pub struct Timeout {
    id: Option<i32>,
    _callback: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Calls `then` after `millis` milliseconds.
    pub fn after(millis: u32, then: impl FnOnce() + 'static) -> Self {
        let callback = Closure::once(then);
        let id = web_sys::window().and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    callback.as_ref().unchecked_ref(),
                    i32::try_from(millis).unwrap_or(i32::MAX),
                )
                .ok()
        });
        Self { id, _callback: callback }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let (Some(window), Some(id)) = (web_sys::window(), self.id) {
            window.clear_timeout_with_handle(id);
        }
    }
}
