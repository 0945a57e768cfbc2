//! A simulated Soundcraft Ui desk on its own TCP port, for the demo and for tests.
//! It shares no code with our driver: a mistake both made would cancel itself out.
//! Leaves to others: our own wire, browsers, rooms and rights.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use sim::{Model, Options, Simulator};
//!
//! let desk = Simulator::start(Options { model: Model::Ui16, ..Options::default() }).await?;
//! println!("connect a WebSocket to ws://{}/", desk.addr());
//! desk.press("SETD^i.0.mix^0.5").await;
//! desk.stop().await;
//! # Ok(())
//! # }
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod desk;
mod faults;
mod law;
pub mod line;
mod log;
mod meters;
mod model;
mod net;
pub mod number;
mod options;
mod scene;
mod simulator;
pub mod tree;

pub use faults::{BadFaults, Faults};
pub use log::{Direction, Entry, LineLog};
pub use model::{Counts, Model, UnknownModel};
pub use options::{Options, Scene, UnknownScene};
pub use simulator::{Handle, Simulator, run};
