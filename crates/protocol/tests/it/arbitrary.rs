//! Any desk, frame and message there can be, for property tests.

mod frames;
mod surface;
mod texts;

use proptest::collection;
use proptest::prelude::*;

pub(crate) use frames::{client_frame, server_frame};
pub(crate) use surface::{index, surface};
pub(crate) use texts::{client_text, server_text};

/// Text with everything in it that JSON or UTF-8 make difficult.
pub(super) fn text() -> impl Strategy<Value = String> {
    collection::vec(any::<char>(), 0..12).prop_map(String::from_iter)
}

/// A number that exists on the wire: finite.
pub(super) fn number() -> impl Strategy<Value = f32> {
    use proptest::num::f32;
    f32::NEGATIVE | f32::POSITIVE | f32::NORMAL | f32::SUBNORMAL | f32::ZERO
}
