//! Sans-IO driver for the Soundcraft Ui series: text and bytes from the desk
//! and the time go in, frames, actions and events come out.
//!
//! Knows no socket, no clock, and nothing of the protocol towards browsers.
//!
//! ```
//! use desk::{Moment, Value};
//! use soundcraft::{Action, Driver, Options};
//!
//! let mut now = Moment::START;
//! let mut driver = Driver::new(now, Options::default());
//! assert_eq!(driver.poll_action(), Some(Action::Connect { path: "/".into() }));
//!
//! // The shell opened the socket; the desk tells what it is, then is quiet.
//! driver.handle_opened(now);
//! assert_eq!(driver.poll_transmit().as_deref(), Some("3:::ALIVE"));
//! driver.handle_text(now, "3:::SETS^model^ui16\nSETD^i.0.mute^0\nSETD^i.0.mix^0");
//! while driver.poll_event().is_none() {
//!     now = driver.poll_deadline().ok_or("stopped")?;
//!     driver.handle_timeout(now);
//! }
//! assert_eq!(now, Moment::from_millis(250));
//!
//! // `Event::Synced` carried the surface; its first parameter is a fader.
//! driver.set(now, desk::ParamId(0), &Value::Short(13 * 3855))?;
//! assert_eq!(driver.poll_transmit().as_deref(), Some("3:::SETD^i.0.mix^0.7647058823529411"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! All facts about the desk come from the Soundcraft Ui protocol reference,
//! whose own sources are the manufacturer's web client, public client
//! libraries, public recordings and published measurements on a Ui24R. No
//! part of this crate has been run against real hardware.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod command;
mod driver;
pub mod frame;
mod handshake;
pub mod keys;
pub mod line;
pub mod logic;
pub mod meters;
mod mirror;
mod notice;
mod outbox;
mod preset;
mod surface;

pub use command::{
    Busy, Catalog, Command, CommandError, Deed, Multitrack, Player, PresetDeed, View,
};
pub use driver::{Action, Counters, Driver, Event, LostReason, Options, SetError, State};
pub use handshake::{FETCH_PATH, Handshake, HandshakeError, PLAIN_PATH};
pub use keys::Extent;
pub use mirror::{Raw, Tree};
pub use notice::{Message, Notice};
pub use preset::{PresetKind, PresetName};
pub use surface::{survey, survey_full};
