//! One-shot timers that end with their handle.
//!
//! Works in windows, workers and Node, since it asks for nothing but the
//! global functions.

use std::time::Duration;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &JsValue, millis: i32) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}

/// A closure that will run once; dropping this cancels it.
#[derive(Debug)]
#[must_use = "the timer is cancelled when this is dropped"]
pub struct Timeout {
    id: JsValue,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Runs `task` after `delay`, rounded up to milliseconds; 24 days at most.
    /// Browsers stretch timers of hidden pages to a second and more.
    pub fn new(delay: Duration, task: impl FnOnce() + 'static) -> Self {
        let closure = Closure::once(task);
        let id = set_timeout(closure.as_ref(), millis(delay));
        Self { id, _closure: closure }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

/// Rounded up: a timer that fires before its time would have to be set again.
fn millis(delay: Duration) -> i32 {
    i32::try_from(delay.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_are_rounded_up_and_bounded() {
        assert_eq!(millis(Duration::ZERO), 0);
        assert_eq!(millis(Duration::from_nanos(1)), 1);
        assert_eq!(millis(Duration::from_millis(250)), 250);
        assert_eq!(millis(Duration::MAX), i32::MAX);
    }
}
