//! The screens: each joins the stores to widgets. Knows no client and no wire.

mod buses;
pub mod channel;
pub mod chat;
mod guard;
pub mod join;
pub mod mixer;
mod my_mix;
mod my_mix_setup;
mod returned;
pub mod shell;
mod strip;
mod undo;
