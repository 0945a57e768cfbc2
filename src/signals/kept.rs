//! Signals that are set: those that belong to a view, and those that live as
//! long as somebody holds them.

use std::fmt;
use std::marker::PhantomData;

use leptos::prelude as lp;
use leptos::prelude::{Read, ReadUntracked, Track, Write};

use super::held::{Held, seen, seen_mut};

/// A value that is set, and tells whoever has read it. It belongs to the view
/// that made it.
pub struct RwSignal<T> {
    pub(super) inner: lp::RwSignal<Held>,
    of: PhantomData<fn() -> T>,
}

/// A value that is set, and tells whoever has read it. It lives as long as
/// somebody holds it.
pub struct ArcRwSignal<T> {
    pub(super) inner: lp::ArcRwSignal<Held>,
    of: PhantomData<fn() -> T>,
}

impl<T> Copy for RwSignal<T> {}
impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Clone for ArcRwSignal<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), of: PhantomData }
    }
}

macro_rules! kept {
    ($signal:ident) => {
        impl<T> fmt::Debug for $signal<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($signal))
            }
        }

        impl<T: Send + Sync + 'static> $signal<T> {
            /// One that holds `value`.
            #[must_use]
            pub fn new(value: T) -> Self {
                Self { inner: lp::$signal::new(Box::new(value)), of: PhantomData }
            }

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

            /// Sets it, and tells, even if nothing differs.
            pub fn set(&self, value: T) {
                if let Some(mut held) = self.inner.try_write() {
                    *seen_mut(&mut held) = value;
                }
            }

            /// Changes it, and tells.
            pub fn update(&self, change: impl FnOnce(&mut T)) {
                if let Some(mut held) = self.inner.try_write() {
                    change(seen_mut(&mut held));
                }
            }
        }
    };
}
kept!(RwSignal);
kept!(ArcRwSignal);
