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

mod cli;
mod commands;
pub mod config;
mod server;
mod app;
mod http;
mod ws;
mod echo;
mod peer;
mod hub;
mod desk_link;
mod store;
mod auth;
mod net;
mod http_client;
mod clock;
mod shutdown;

pub use cli::main;
pub use config::Config;
pub use net::tls::TlsError;
pub use server::{Ready, Server, ServerError, run};
pub use store::StoreError;
