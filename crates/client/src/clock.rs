//! The time of this page, as the pure crates want it.

use std::time::Duration;

use desk::Moment;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// The time since the page (or worker) was started; never goes back. Whether
/// it goes on while the machine sleeps is the browser's choice.
#[must_use]
pub fn now() -> Moment {
    Moment::from_duration(
        Duration::try_from_secs_f64(performance_now() / 1000.0).unwrap_or_default(),
    )
}

/// The wall clock, milliseconds since 1970, as far as this device knows.
#[must_use]
pub fn wall_millis() -> u64 {
    js_sys::Date::now() as u64
}
