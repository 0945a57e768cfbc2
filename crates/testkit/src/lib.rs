//! For tests only: a simulated world of clients, relay and network with its
//! own clock and dice.
//!
//! Knows neither the relay's binary nor the app.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first promise that is broken"
)]

#[cfg(not(target_arch = "wasm32"))]
pub mod native;
pub mod storm;
pub mod world;
