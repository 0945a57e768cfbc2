//! Storage with the browser's help and without.

use client::storage::Storage;
use protocol::ChatBody;
use session::{Draft, Saved};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_token_and_settings_are_there_for_the_next_page() {
    let first = Storage::open("test-kept");
    first.set_token(Some("secret"));
    first.set_setting("language", Some("de"));
    let second = Storage::open("test-kept");
    assert_eq!(second.token().as_deref(), Some("secret"));
    assert_eq!(second.setting("language").as_deref(), Some("de"));
    assert_eq!(Storage::open("test-other").token(), None);
    second.set_token(None);
    second.set_setting("language", None);
    assert_eq!(first.token(), None);
    assert_eq!(first.setting("language"), None);
}

#[wasm_bindgen_test]
fn without_the_browser_memory_does() {
    let storage = Storage::in_memory();
    storage.set_token(Some("secret"));
    assert_eq!(storage.clone().token().as_deref(), Some("secret"));
    storage.set_token(None);
    assert_eq!(storage.token(), None);
}

#[wasm_bindgen_test]
fn what_the_browser_does_not_take_is_kept_in_memory() {
    let storage = Storage::open("test-full");
    storage.set_setting("size", Some("small"));
    // More than the five megabytes that browsers give.
    let large = "x".repeat(12 << 20);
    storage.set_setting("size", Some(&large));
    assert!(storage.setting("size") == Some(large), "the setting is not what was set");
    storage.set_setting("size", None);
    assert_eq!(storage.setting("size"), None);
}

fn saved(cid: &str, texts: &[&str]) -> Saved {
    let outbox = (1..).zip(texts).map(|(n, text)| Draft {
        n,
        room: "crew".to_owned(),
        body: ChatBody::Create { text: (*text).to_owned() },
    });
    Saved { cid: cid.to_owned(), resume: None, next: 9, outbox: outbox.collect() }
}

#[wasm_bindgen_test]
fn a_session_is_kept_for_its_person_only() {
    let storage = Storage::open("test-person");
    let kept = saved("c1", &[]);
    storage.set_session("token of Ana", &kept);
    assert_eq!(Storage::open("test-person").session("token of Ana"), Some(kept));
    assert_eq!(storage.session("token of Ben"), None);
    storage.forget();
    assert_eq!(storage.session("token of Ana"), None);
}

#[wasm_bindgen_test]
fn what_a_closed_tab_left_is_found_by_the_next() {
    let storage = Storage::open("test-tabs");
    let left = saved("c2", &["undecided"]);
    storage.set_session("t0", &left);
    // The tab is closed: its own storage is gone.
    session_storage().remove_item("mediatrix@test-tabs.session").unwrap();
    let next = Storage::open("test-tabs");
    assert_eq!(next.session("t1"), None);
    assert_eq!(next.session("t0"), Some(left));
    // Once everything is decided there is nothing to find.
    next.set_session("t0", &saved("c2", &[]));
    session_storage().remove_item("mediatrix@test-tabs.session").unwrap();
    assert_eq!(next.session("t0"), None);
}

fn session_storage() -> web_sys::Storage {
    web_sys::window().unwrap().session_storage().unwrap().unwrap()
}
