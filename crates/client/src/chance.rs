//! Random numbers from the browser's own generator. Unlike `randomUUID` it
//! also exists on pages without TLS.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn get_random_values(bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}

/// A random number.
pub(crate) fn number() -> u64 {
    let mut bytes = [0; 8];
    if get_random_values(&mut bytes).is_err() {
        // Only engines older than WebSocket lack it. What comes from this
        // number has to be distinct, not secret, so that is good enough there.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    u64::from_le_bytes(bytes)
}
