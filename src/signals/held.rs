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

/// How a signal that holds its value is read.
macro_rules! reads {
    ($signal:ident) => {
        impl<T: Send + Sync + 'static> $signal<T> {
            /// The value, tracked.
            ///
            /// # Panics
            /// When the view that it belongs to is gone, as everything here but
            /// what is set or tried.
            #[must_use]
            pub fn get(&self) -> T
            where
                T: Clone,
            {
                seen::<T>(&self.inner.read()).clone()
            }

            /// The value now.
            #[must_use]
            pub fn get_untracked(&self) -> T
            where
                T: Clone,
            {
                seen::<T>(&self.inner.read_untracked()).clone()
            }

            /// The value now, unless the view is gone that it belongs to.
            #[must_use]
            pub fn try_get_untracked(&self) -> Option<T>
            where
                T: Clone,
            {
                self.inner.try_read_untracked().map(|held| seen::<T>(&held).clone())
            }

            /// Looks at the value, tracked.
            pub fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
                look(seen(&self.inner.read()))
            }

            /// Looks at the value now.
            pub fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
                look(seen(&self.inner.read_untracked()))
            }

            /// Looks at the value now, unless the view is gone that it belongs to.
            pub fn try_with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> Option<U> {
                self.inner.try_read_untracked().map(|held| look(seen(&held)))
            }

            /// Follows it.
            pub fn track(&self) {
                self.inner.track();
            }
        }
    };
}
pub(super) use reads;
