//! A real relay and real sockets on loopback, with a simulated desk: each
//! file is one thing the relay promises.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod api;
mod bad_input;
mod chat;
mod command_line;
mod commands;
mod crash;
mod desk;
mod desk_choice;
mod disk;
mod echo;
mod harness;
mod pages;
mod round_trip;
mod stopping;
mod tls;
mod whole;
