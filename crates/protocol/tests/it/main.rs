//! The protocol through its public API: golden files pin every message byte
//! for byte, properties hold for whatever a peer may send.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod samples;

mod docs;
mod golden;
mod odd;

mod arbitrary;
mod properties;
