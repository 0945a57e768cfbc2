//! The driver through its public API, in simulated time: no socket, no sleep.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs
)]

mod bench;
mod changes;
mod commands;
mod data;
mod dumps;
mod golden;
mod known;
mod link;
mod storm;
mod sync;
mod whole;
mod writes;
