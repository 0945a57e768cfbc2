//! Values that belong to a view and that nothing follows. They are boxed like
//! those of signals, so that Leptos' code for them is there once.

use std::fmt;
use std::marker::PhantomData;

use leptos::prelude as lp;
use leptos::prelude::{ReadValue, WriteValue};
use send_wrapper::SendWrapper;

use super::held::{Held, seen, seen_mut};

/// A value that nothing follows, for as long as the view is there that made it.
/// Only the thread that made it may ask for it.
pub struct StoredValue<T> {
    inner: lp::StoredValue<Held>,
    of: PhantomData<fn() -> T>,
}

impl<T> Copy for StoredValue<T> {}
impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> fmt::Debug for StoredValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoredValue")
    }
}

impl<T: 'static> StoredValue<T> {
    /// One that holds `value`.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { inner: lp::StoredValue::new(Box::new(SendWrapper::new(value))), of: PhantomData }
    }

    /// Looks at the value.
    ///
    /// # Panics
    /// When the view that it belongs to is gone, as [`Self::get_value`].
    pub fn with_value<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(seen::<SendWrapper<T>>(&self.inner.read_value()))
    }

    /// Looks at the value, unless the view is gone that it belongs to.
    pub fn try_with_value<U>(&self, look: impl FnOnce(&T) -> U) -> Option<U> {
        let held = self.inner.try_read_value()?;
        Some(look(seen::<SendWrapper<T>>(&held)))
    }

    /// A copy of the value.
    #[must_use]
    pub fn get_value(&self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// A copy of the value, unless the view is gone that it belongs to.
    #[must_use]
    pub fn try_get_value(&self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_value(T::clone)
    }

    /// Puts another in its place, unless the view is gone that it belongs to.
    pub fn set_value(&self, value: T) {
        self.update_value(|held| *held = value);
    }

    /// Changes the value, unless the view is gone that it belongs to.
    pub fn update_value(&self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// The same, with what comes of it.
    pub fn try_update_value<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut held = self.inner.try_write_value()?;
        Some(change(seen_mut::<SendWrapper<T>>(&mut held)))
    }
}
