//! The browser shell in a headless browser.
//!
//! Most tests of `socket` need a relay: the address of its echo comes in
//! `MEDIATRIX_ECHO_URL` (such as `ws://127.0.0.1:8098/echo`). Those of
//! `real_link` also need a code that several people can join with, in
//! `MEDIATRIX_INVITATION`. Both are read when the tests are compiled, since a
//! page has no environment; without them the tests say that they did not run.
//! The relay has to allow the origin of the page, `http://127.0.0.1:*`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod api;
mod events;
mod fake_relay;
mod link;
mod real_link;
mod relay;
mod socket;
mod storage;
mod timer;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
