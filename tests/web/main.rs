//! Widgets alone in a real browser: what keys, fingers and screen readers meet.
//! Native builds have nothing here.
//!
//! `CHROMEDRIVER=/usr/bin/chromedriver
//! CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
//! cargo test -p mediatrix --test web --target wasm32-unknown-unknown`

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

// Where `markup::view!` looks for it.
use mediatrix::dom;

mod stage;

mod amounts;
mod chat;
mod elements;
mod fader;
mod keys;
mod meters;
mod page;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
