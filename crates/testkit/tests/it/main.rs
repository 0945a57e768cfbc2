//! Sessions and rooms joined by a simulated network.

mod hello;
mod steps;
mod storm;
