//! The vocabulary of a mixing desk: time, levels, laws, surfaces and the dense
//! parameter index that both ends of the wire derive from a surface.
//!
//! Knows no wire format, no socket and no vendor's keys.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)
)]

pub mod dynamics;
pub mod fader;
pub mod fx;
mod index;
mod law;
mod level;
pub mod response;
mod sine;
mod sorted_map;
mod surface;
mod time;
mod value;

pub use index::{Index, IndexError, ParamId, Parameter};
pub use law::{Encoding, Law, Shape, Unit};
pub use level::{Decibels, FaderLevel, LevelError};
pub use sorted_map::SortedMap;
pub use surface::{Access, Kind, MeterTap, Strip, Surface, Template, kind, leaf};
pub use time::Moment;
pub use value::{Value, ValueError};
