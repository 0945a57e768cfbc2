//! What an attribute can be given: a text, a number, a flag, nothing, or
//! something that is asked for one again and again.

use std::borrow::Cow;

use crate::signals::{Memo, RwSignal, Signal};

/// What an attribute, a property, a style or a class has at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It is not there.
    Absent,
    /// It is there without a text, or not there.
    Flag(bool),
    /// It says this.
    Words(Cow<'static, str>),
}

/// Is asked for a value whenever what it read has changed. A trait of our own,
/// because the table of a `dyn Fn` has three calls, of which two are never made.
pub trait Tells: Send {
    /// The value now, tracked.
    fn tell(&mut self) -> Value;
}

impl<F, T> Tells for F
where
    F: FnMut() -> T + Send,
    T: Into<Value>,
{
    fn tell(&mut self) -> Value {
        self().into()
    }
}

/// A value, or where to ask for it.
pub enum Source {
    /// It stays as it is.
    Fixed(Value),
    /// It changes.
    Asked(Box<dyn Tells>),
}

/// What stands behind `name=` in markup.
pub trait IntoSource {
    /// The value, or where to ask for it.
    fn source(self) -> Source;
}

impl From<&'static str> for Value {
    fn from(words: &'static str) -> Self {
        Self::Words(Cow::Borrowed(words))
    }
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        Self::Words(Cow::Owned(words))
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Value {
            fn from(number: $number) -> Self {
                Self::Words(Cow::Owned(number.to_string()))
            }
        }
    )*};
}
numbers!(u8, u16, u32, usize, i32);

macro_rules! fixed {
    ($($kind:ty),*) => {$(
        impl IntoSource for $kind {
            fn source(self) -> Source {
                Source::Fixed(self.into())
            }
        }
    )*};
}
fixed!(&'static str, String, bool, u8, u16, u32, usize, i32);

impl<T: Into<Value>> IntoSource for Option<T> {
    fn source(self) -> Source {
        Source::Fixed(self.into())
    }
}

impl<F, T> IntoSource for F
where
    F: FnMut() -> T + Send + 'static,
    T: Into<Value>,
{
    fn source(self) -> Source {
        Source::Asked(Box::new(self))
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T> IntoSource for $signal<T>
        where
            T: Into<Value> + Clone + Send + Sync + 'static,
        {
            fn source(self) -> Source {
                (move || self.get()).source()
            }
        }
    )*};
}
signals!(Signal, RwSignal, Memo);
