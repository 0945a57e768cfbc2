//! Signals that are set: those that belong to a view, and those that live as
//! long as somebody holds them.

use std::fmt;
use std::marker::PhantomData;

use leptos::prelude as lp;
use leptos::prelude::{Read, ReadUntracked, Track, Write};

use super::held::{Held, reads, seen, seen_mut};

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
reads!(RwSignal);
reads!(ArcRwSignal);
