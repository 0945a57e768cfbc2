//! The screens: each joins the stores to widgets. Knows no client and no wire.

mod buses;
pub mod channel;
pub mod chat;
mod desk_choice;
mod guard;
pub mod join;
mod key_list;
mod layer_choice;
mod layer_edit;
mod layer_file;
mod meter_bridge;
pub mod mixer;
mod my_mix;
mod my_mix_setup;
mod player;
mod recorder;
mod returned;
pub mod shell;
mod shows;
mod strip;
mod strip_edit;
mod strip_keys;
mod undo;
