//! Everything that reads bytes from outside, with input that is damaged.
//! `cargo xtask fuzz` runs it long; as a test it runs for a moment.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod addresses;
mod protocol_frames;
mod protocol_texts;
mod session_client;
mod simulator;
mod soundcraft_driver;
mod soundcraft_meters;
