//! What a signal holds: a value of any type in a box. Leptos sees one type for
//! all of them, so that its code for signals is there once.

use std::any::Any;

use leptos::prelude::untrack;

/// A value of whatever type its signal says.
pub(super) type Held = Box<dyn Any + Send + Sync>;

/// Is asked for a value whenever it is read. A trait of our own, because the
/// table of a `dyn Fn` has three calls, of which two are never made.
pub(super) trait Gives<T>: Send + Sync {
    fn give(&self) -> T;
}

impl<T, F: Fn() -> T + Send + Sync> Gives<T> for F {
    fn give(&self) -> T {
        self()
    }
}

/// The value behind a box that was made for this type.
pub(super) fn seen<T: 'static>(held: &Held) -> &T {
    held.downcast_ref().unwrap_or_else(|| wrong())
}

/// The same, to change it.
pub(super) fn seen_mut<T: 'static>(held: &mut Held) -> &mut T {
    held.downcast_mut().unwrap_or_else(|| wrong())
}

/// Every signal has the type it was made with, so this is never called.
#[cold]
fn wrong() -> ! {
    unreachable!("a signal holds what it was not made for")
}

/// Asks without following what is read.
pub(super) fn give_untracked<T>(gives: &dyn Gives<T>) -> Option<T> {
    let mut given = None;
    untracked(&mut || given = Some(gives.give()));
    given
}

fn untracked(act: &mut dyn FnMut()) {
    untrack(act);
}
