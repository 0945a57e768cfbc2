//! The single-page app: everything a person sees and touches in the browser.
//!
//! The screens stand on three floors, listed here from the ground up.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod dom;
pub mod signals;
pub mod text;
pub mod widgets;

pub mod route;
pub mod state;
pub mod views;

pub mod app;

#[cfg(feature = "gallery")]
pub mod gallery;
