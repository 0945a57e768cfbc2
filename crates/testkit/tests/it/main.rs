//! Sessions and rooms joined by a simulated network.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test stops at the first thing it did not expect"
)]

mod ask;
mod chat;
mod fingers;
mod hedge;
mod hello;
mod liveness;
mod pages;
mod reports;
mod resume;
mod sets;
mod shown;
mod sizes;
mod storm;
