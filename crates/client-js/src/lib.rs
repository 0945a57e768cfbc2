//! What the npm package `mediatrix-client` has inside: the client's socket,
//! link and calls under the names the package's JavaScript asks for.
//!
//! Only conversions: what a session does is the `client` crate's, and what a
//! user of the package sees (names, promises, iterators, types) stands in
//! `js/` and `index.d.ts`. Nothing here runs before the page calls it.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod asks;
mod calls;
mod control;
mod convert;
mod error;
mod events;
mod link;
mod object;
mod socket;

use wasm_bindgen::prelude::*;

/// The version of the package, which is the workspace's.
#[wasm_bindgen(js_name = packageVersion)]
pub fn package_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
