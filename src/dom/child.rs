//! What can stand between the tags of an element: texts, numbers, views, lists
//! and options of these, and functions that give one and are asked again.

use std::any::Any;
use std::borrow::Cow;

use leptos::prelude::*;

use super::asked::{Asked, Shows};
use crate::signals::{Memo, RwSignal, Signal};

/// Something that markup can show.
pub trait Child {
    /// It as a view.
    fn view(self) -> AnyView;
}

impl<F, C> Shows for F
where
    F: FnMut() -> C + Send,
    C: Child,
{
    fn show(&mut self) -> AnyView {
        self().view()
    }
}

impl<F, C> Child for F
where
    F: FnMut() -> C + Send + 'static,
    C: Child,
{
    fn view(self) -> AnyView {
        Asked(Box::new(self)).into_any()
    }
}

fn text(words: Cow<'static, str>) -> AnyView {
    words.into_any()
}

/// What a component gives, which is a view already unless it is one of Leptos'.
pub fn shown(view: impl IntoView + 'static) -> AnyView {
    let mut view = Some(view);
    let any: &mut dyn Any = &mut view;
    match any.downcast_mut::<Option<AnyView>>().and_then(Option::take) {
        Some(view) => view,
        None => view.map_or_else(|| ().into_any(), IntoAny::into_any),
    }
}

impl Child for AnyView {
    fn view(self) -> AnyView {
        self
    }
}

impl Child for () {
    fn view(self) -> AnyView {
        self.into_any()
    }
}

impl Child for &'static str {
    fn view(self) -> AnyView {
        text(Cow::Borrowed(self))
    }
}

impl Child for String {
    fn view(self) -> AnyView {
        text(Cow::Owned(self))
    }
}

impl<C: Child> Child for Option<C> {
    fn view(self) -> AnyView {
        self.map(Child::view).into_any()
    }
}

impl<C: Child> Child for Vec<C> {
    fn view(self) -> AnyView {
        self.into_iter().map(Child::view).collect::<Vec<_>>().into_any()
    }
}

impl<C: Child, const N: usize> Child for [C; N] {
    fn view(self) -> AnyView {
        self.into_iter().map(Child::view).collect::<Vec<_>>().into_any()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Child for $number {
            fn view(self) -> AnyView {
                text(Cow::Owned(self.to_string()))
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, usize, i32);

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<C> Child for $signal<C>
        where
            C: Child + Clone + Send + Sync + 'static,
        {
            fn view(self) -> AnyView {
                (move || self.get()).view()
            }
        }
    )*};
}
signals!(Signal, RwSignal, Memo);
