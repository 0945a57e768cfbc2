//! Signals that are only read: constants, functions, memos, and those that
//! somebody else sets.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use leptos::prelude as lp;
use leptos::prelude::{Read, ReadUntracked, ReadValue, Track};

use super::held::{Gives, Held, give_untracked, reads, seen};
use super::{ArcRwSignal, RwSignal};

/// A value to read, wherever it comes from.
pub struct Signal<T> {
    from: Origin,
    of: PhantomData<fn() -> T>,
}

/// A value that is made anew when what it was made of has changed.
pub struct Memo<T> {
    pub(super) inner: lp::Memo<Held>,
    pub(super) of: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy)]
enum Origin {
    Fixed(lp::StoredValue<Held>),
    Asked(lp::StoredValue<Held>),
    Set(lp::RwSignal<Held>),
    Memo(lp::Memo<Held>),
}

type Guard<S> = <S as ReadUntracked>::Value;

/// A look at what is held.
enum Look {
    Fixed(<lp::StoredValue<Held> as ReadValue>::Value),
    Set(Guard<lp::RwSignal<Held>>),
    Memo(Guard<lp::Memo<Held>>),
}

impl Deref for Look {
    type Target = Held;

    fn deref(&self) -> &Held {
        match self {
            Self::Fixed(held) => held,
            Self::Set(held) => held,
            Self::Memo(held) => held,
        }
    }
}

impl Origin {
    fn look(self, tracked: bool) -> Look {
        match self {
            Self::Fixed(value) | Self::Asked(value) => Look::Fixed(value.read_value()),
            Self::Set(signal) if tracked => Look::Set(signal.read()),
            Self::Set(signal) => Look::Set(signal.read_untracked()),
            Self::Memo(memo) if tracked => Look::Memo(memo.read()),
            Self::Memo(memo) => Look::Memo(memo.read_untracked()),
        }
    }

    fn is_asked(self) -> bool {
        matches!(self, Self::Asked(_))
    }
}

impl<T> Copy for Signal<T> {}
impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}
impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> fmt::Debug for Signal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signal")
    }
}

impl<T> fmt::Debug for Memo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// A constant.
    #[must_use]
    pub fn stored(value: T) -> Self {
        Self::of(Origin::Fixed(lp::StoredValue::new(Box::new(value))))
    }

    fn of(from: Origin) -> Self {
        Self { from, of: PhantomData }
    }

    pub(super) fn asked(gives: Box<dyn Gives<T>>) -> Self {
        Self::of(Origin::Asked(lp::StoredValue::new(Box::new(gives))))
    }

    /// The value, tracked.
    ///
    /// # Panics
    /// When the view that it belongs to is gone, as everything here.
    #[must_use]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        let held = self.from.look(true);
        if self.from.is_asked() {
            return seen::<Box<dyn Gives<T>>>(&held).give();
        }
        seen::<T>(&held).clone()
    }

    /// The value now.
    #[must_use]
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Looks at the value, tracked.
    pub fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        let held = self.from.look(true);
        if self.from.is_asked() {
            return look(&seen::<Box<dyn Gives<T>>>(&held).give());
        }
        look(seen(&held))
    }

    /// Looks at the value now.
    pub fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        let held = self.from.look(false);
        if self.from.is_asked()
            && let Some(value) = give_untracked(seen::<Box<dyn Gives<T>>>(&held).as_ref())
        {
            return look(&value);
        }
        look(seen(&held))
    }

    /// Follows it.
    pub fn track(&self) {
        self.with(|_| ());
    }
}

reads!(Memo);

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&str> for Signal<String> {
    fn from(words: &str) -> Self {
        Self::stored(words.to_owned())
    }
}

impl<T: Send + Sync + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::of(Origin::Set(signal.inner))
    }
}

impl<T: Send + Sync + 'static> From<ArcRwSignal<T>> for Signal<T> {
    fn from(signal: ArcRwSignal<T>) -> Self {
        Self::of(Origin::Set(signal.inner.into()))
    }
}

impl<T: Send + Sync + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::of(Origin::Memo(memo.inner))
    }
}

impl<F> From<F> for Signal<bool>
where
    F: Fn() -> bool + Send + Sync + 'static,
{
    fn from(value: F) -> Self {
        super::derive(value)
    }
}

impl<F> From<F> for Signal<String>
where
    F: Fn() -> &'static str + Send + Sync + 'static,
{
    fn from(words: F) -> Self {
        super::derive(move || words().to_owned())
    }
}
