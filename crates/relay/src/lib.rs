//! The relay: the one program beside the desk. It serves the app, keeps the
//! chat, holds the only connection to the desk, and drives the pure `room`.
//!
//! In reading order: `cli` and `config` say what can be set, `server` puts a
//! relay together, `http` and `ws` answer, `peer` is one browser, `hub` owns
//! the room, `desk_link` the desk and `store` the disk.
//!
//! [`run`] takes a bound listener and a future that says when to stop, so a
//! test runs a whole relay in its own process.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod app;
mod auth;
mod cli;
mod clock;
mod commands;
pub mod config;
mod desk_link;
mod echo;
mod http;
mod http_client;
mod hub;
mod net;
mod peer;
mod server;
mod shutdown;
mod store;
mod ws;

pub use cli::main;
pub use config::Config;
pub use net::tls::TlsError;
pub use server::{Ready, Server, ServerError, run};
pub use store::StoreError;
