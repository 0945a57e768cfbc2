//! Who somebody is: codes that invite, tokens that prove, and the people they
//! belong to. What a role may do is `room`'s.

mod code;
mod pace;
mod people;
mod token;

pub(crate) use code::Code;
pub(crate) use pace::Pace;
pub(crate) use people::People;
pub(crate) use token::{Token, random_hex};
