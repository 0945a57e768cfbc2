//! Small settings that survive a reload. Storage may be full or forbidden
//! (private windows), so reading gives nothing and writing tells whether it
//! held.

use web_sys::Storage;

/// The stored text, if there is one and storage is allowed.
#[must_use]
pub fn recall(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Stores `value`; `false` when the browser refuses.
pub fn remember(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Removes the key; no error when it is not there.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
