//! Derived signals, memos, effects and callbacks. Leptos makes its code for them
//! anew for every function they are given; here they see one type of function
//! per kind of value, which keeps the app that browsers load small.

use leptos::prelude::*;

/// Traits of our own, because the table of a `dyn Fn` has three calls, of which
/// two are never made.
trait Gives<T>: Send + Sync {
    fn give(&self) -> T;
}

impl<T, F: Fn() -> T + Send + Sync> Gives<T> for F {
    fn give(&self) -> T {
        self()
    }
}

trait Recalls<T>: Send + Sync {
    fn recall(&self, before: Option<&T>) -> T;
}

impl<T, F: Fn(Option<&T>) -> T + Send + Sync> Recalls<T> for F {
    fn recall(&self, before: Option<&T>) -> T {
        self(before)
    }
}

trait Answers<In, Out>: Send + Sync {
    fn answer(&self, asked: In) -> Out;
}

impl<In, Out, F: Fn(In) -> Out + Send + Sync> Answers<In, Out> for F {
    fn answer(&self, asked: In) -> Out {
        self(asked)
    }
}

trait Acts {
    fn act(&mut self);
}

impl<F: FnMut()> Acts for F {
    fn act(&mut self) {
        self();
    }
}

/// A signal that asks `value` whenever it is read.
pub fn derive<T: Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    fn of<T: Send + Sync + 'static>(value: Box<dyn Gives<T>>) -> Signal<T> {
        Signal::derive(move || value.give())
    }
    of(Box::new(value))
}

/// A signal that asks `value` once for each change of what it read, and tells
/// of its own only if the answer differs. `value` gets the answer before.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn of<T: PartialEq + Send + Sync + 'static>(value: Box<dyn Recalls<T>>) -> Memo<T> {
        Memo::new(move |before: Option<&T>| value.recall(before))
    }
    of(Box::new(value))
}

/// Does `act` soon, and again after each change of what it read.
pub fn effect(act: impl FnMut() + 'static) {
    fn of(mut act: Box<dyn Acts>) {
        Effect::new(move |_| act.act());
    }
    of(Box::new(act));
}

/// A function as a widget's property.
pub fn callback<In: 'static, Out: 'static>(
    answer: impl Fn(In) -> Out + Send + Sync + 'static,
) -> Callback<In, Out> {
    fn of<In: 'static, Out: 'static>(answer: Box<dyn Answers<In, Out>>) -> Callback<In, Out> {
        Callback::new(move |asked| answer.answer(asked))
    }
    of(Box::new(answer))
}
