//! Sessions and rooms joined by a simulated network.

mod ask;
mod chat;
mod hello;
mod liveness;
mod pages;
mod resume;
mod sets;
mod shown;
mod sizes;
mod steps;
mod storm;
